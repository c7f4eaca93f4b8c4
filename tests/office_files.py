"""Builds small office files for tests when they run: Word, Excel, PowerPoint and Writer."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

WORDS = "Đồng chí Nguyễn Thị Ngọc Quỳnh được giao nhiệm vụ"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument"


def _packed(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _types(**parts: str) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<?xml version="1.0"?><Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relation(target: str, kind: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def docx(words: str = WORDS) -> bytes:
    """A text of one paragraph."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _packed(
        {
            "[Content_Types].xml": _types(
                **{"word/document.xml": "wordprocessingml.document.main"}
            ),
            "_rels/.rels": _relation("word/document.xml", "officeDocument"),
            "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{name}"><w:body><w:p>'
            f"<w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>",
        }
    )


def xlsx(words: str = WORDS) -> bytes:
    """A sheet of one cell."""
    book, out = Workbook(), BytesIO()
    book.active["A1"] = words  # type: ignore[index]
    book.save(out)
    return out.getvalue()


def pptx(words: str = WORDS) -> bytes:
    """One slide with a line of text."""
    slides = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    names = f'xmlns:p="{slides}" xmlns:a="{drawing}" xmlns:r="{_OFFICE}"'
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        '<p:spPr><a:xfrm><a:off x="500000" y="500000"/><a:ext cx="8000000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        f"<a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    group = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    return _packed(
        {
            "[Content_Types].xml": _types(
                **{
                    "ppt/presentation.xml": "presentationml.presentation.main",
                    "ppt/slides/slide1.xml": "presentationml.slide",
                }
            ),
            "_rels/.rels": _relation("ppt/presentation.xml", "officeDocument"),
            "ppt/presentation.xml": f'<?xml version="1.0"?><p:presentation {names}><p:sldIdLst>'
            '<p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": _relation("slides/slide1.xml", "slide"),
            "ppt/slides/slide1.xml": f'<?xml version="1.0"?><p:sld {names}><p:cSld><p:spTree>'
            f"{group}{shape}</p:spTree></p:cSld></p:sld>",
        }
    )


def odt(words: str = WORDS) -> bytes:
    """A text of Writer; its kind stands first, unpacked."""
    base = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.text"
    return _packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": '<?xml version="1.0"?>'
            f'<m:manifest xmlns:m="{base}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry '
            'm:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
            "content.xml": f'<?xml version="1.0"?><o:document-content xmlns:o="{base}:office:1.0" '
            f'xmlns:t="{base}:text:1.0" o:version="1.2"><o:body><o:text><t:p>{words}</t:p></o:text>'
            "</o:body></o:document-content>",
        }
    )


KINDS = {"docx": docx, "xlsx": xlsx, "pptx": pptx, "odt": odt}

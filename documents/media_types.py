"""What a file is, told by its content. Pure: reads the file, decides nothing about rights."""

import zipfile
from typing import BinaryIO

import filetype

from documents.models import PDF
from documents.pdf.filetype import HEAD, Kind, kind_of
from ecabinet.core.errors import Invalid

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
EXTENSIONS: dict[str, str] = {
    PDF: "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/tiff": "tiff",
    "image/heic": "heic",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    OOXML + "wordprocessingml.document": "docx",
    OOXML + "spreadsheetml.sheet": "xlsx",
    OOXML + "presentationml.presentation": "pptx",
    ODF + "text": "odt",
    ODF + "spreadsheet": "ods",
    ODF + "presentation": "odp",
}
ARCHIVE = b"PK\x03\x04"
# Kept as evidence only: nothing here draws them.
UNREADABLE = frozenset({"image/heic"})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/tiff"})
MAIN_PARTS = {
    "word/document.xml": OOXML + "wordprocessingml.document",
    "xl/workbook.xml": OOXML + "spreadsheetml.sheet",
    "ppt/presentation.xml": OOXML + "presentationml.presentation",
}


def detect(file: BinaryIO, *, any_file: bool) -> str:
    """Return the media type of `file`, which is left at its beginning.

    With `any_file` also what can only be kept; otherwise what can be read as pages.

    Raises:
        Invalid: empty, not on the list of types, with macros.
    """
    head = file.read(HEAD)
    file.seek(0)
    kind = kind_of(head)
    if kind is Kind.EMPTY:
        raise Invalid("file.empty", field="file")
    if kind is Kind.PDF:
        return PDF
    found = _office(file) if head.startswith(ARCHIVE) else filetype.guess_mime(head)  # type: ignore[no-untyped-call]
    if found not in EXTENSIONS or (found in UNREADABLE and not any_file):
        raise Invalid("file.type_refused", field="file")
    return str(found)


def _office(file: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(200).decode("ascii") if "mimetype" in names else ""
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise Invalid("file.damaged", field="file") from error
    finally:
        file.seek(0)
    if any(n.endswith("vbaProject.bin") or n.startswith(("Basic/", "Scripts/")) for n in names):
        raise Invalid("file.macros", field="file")
    part = next((MAIN_PARTS[name] for name in MAIN_PARTS if name in names), None)
    return part or kind or None

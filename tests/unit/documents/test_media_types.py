"""A file is what its content says, whatever its name."""

import zipfile
from io import BytesIO

import pytest

from documents.media_types import detect
from ecabinet.core.errors import Invalid
from tests.samples import plain_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def archive(*names: str, mimetype: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


GOOD = {
    "pdf": (plain_pdf(1), "application/pdf"),
    "pdf after rubbish": (b"rubbish\n" + plain_pdf(1), "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64), "image/jpeg"),
    "word": (archive("[Content_Types].xml", "docProps/a", "x/y", "z", "word/document.xml"), WORD),
    "text document": (
        archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
}
BAD = {
    "empty": (b"", "file.empty"),
    "text": ("Ghi nhớ".encode(), "file.type_refused"),
    "page": (b"<!doctype html><script>alert(1)</script>", "file.type_refused"),
    "drawing with scripts": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file.type_refused"),
    "program": (b"MZ" + bytes(100), "file.type_refused"),
    "any archive": (archive("a.txt"), "file.type_refused"),
    "archive with a lie": (archive("a", mimetype="text/html"), "file.type_refused"),
    "macros": (archive("word/document.xml", "word/vbaProject.bin"), "file.macros"),
    "broken archive": (archive("word/document.xml")[:40], "file.damaged"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_taken_as_evidence(name: str) -> None:
    content, media_type = GOOD[name]
    file = BytesIO(content)
    assert detect(file, any_file=True) == media_type
    assert file.read() == content, "the file is left at its beginning"


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused_as_evidence(name: str) -> None:
    content, code = BAD[name]
    with pytest.raises(Invalid) as refusal:
        detect(BytesIO(content), any_file=True)
    assert refusal.value.code == code


@pytest.mark.parametrize("name", GOOD)
def test_what_can_be_made_into_pages_is_taken_for_a_meeting(name: str) -> None:
    content, media_type = GOOD[name]
    assert detect(BytesIO(content), any_file=False) == media_type


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused_for_a_meeting(name: str) -> None:
    content, code = BAD[name]
    with pytest.raises(Invalid) as refusal:
        detect(BytesIO(content), any_file=False)
    assert refusal.value.code == code


def test_what_nothing_here_draws_is_only_kept() -> None:
    content = b"\x00\x00\x00\x18ftypheic" + b"\x00\x00\x00\x00mif1heic" + bytes(64)
    assert detect(BytesIO(content), any_file=True) == "image/heic"
    with pytest.raises(Invalid) as refusal:
        detect(BytesIO(content), any_file=False)
    assert refusal.value.code == "file.type_refused"

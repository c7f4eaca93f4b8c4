"""What a file is, told by its content and never by its name."""

from enum import StrEnum
from pathlib import Path

import filetype

HEAD = 8192
_MAGIC_WITHIN = 1024  # Readers accept a PDF whose header stands within the first 1024 bytes.


class Kind(StrEnum):
    """The kinds of file an office sends, to name in a message the one that was sent."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    ZIP = "zip"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_BY_EXTENSION = {
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "tif": Kind.TIFF,
    "doc": Kind.WORD,
    "docx": Kind.WORD,
    "odt": Kind.WORD,
    "xls": Kind.EXCEL,
    "xlsx": Kind.EXCEL,
    "ods": Kind.EXCEL,
    "ppt": Kind.POWERPOINT,
    "pptx": Kind.POWERPOINT,
    "odp": Kind.POWERPOINT,
    "zip": Kind.ZIP,
}


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        # The last letter may be cut in two by the end of the head.
        head.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True


def kind_of(head: bytes) -> Kind:
    """Return the kind of a file from its first `HEAD` bytes."""
    if not head:
        return Kind.EMPTY
    known: str | None = filetype.guess_extension(head)  # type: ignore[no-untyped-call]
    if b"%PDF-" in head[:_MAGIC_WITHIN] and known not in _BY_EXTENSION:
        return Kind.PDF
    if known in _BY_EXTENSION:
        return _BY_EXTENSION[known]
    return Kind.TEXT if _is_text(head) else Kind.UNKNOWN


def detect(path: Path) -> Kind:
    """Return the kind of the file at `path`."""
    with path.open("rb") as file:
        return kind_of(file.read(HEAD))

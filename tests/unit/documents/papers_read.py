"""Official papers read back."""

import re
from pathlib import Path
from typing import Any

import pypdfium2

MM = 72 / 25.4


def pages_of(content: bytes) -> list[str]:
    """The text of each page, all white space as single spaces."""
    document: Any = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
    texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "van-ban.pdf"
    path.write_bytes(content)
    return path

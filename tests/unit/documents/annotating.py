"""Marks to put into files."""

from pathlib import Path
from typing import Any

from documents.pdf.annotate import write_annotations
from tests import samples

AUTHOR = "Tạ Thị Bích Liên"

CROP = (50.0, 60.0, 350.0, 660.0)  # 300 × 600 pt, away from the origin


def mark(kind: str, page: int = 1, **fields: object) -> dict[str, Any]:
    """A mark in the wire format."""
    return {
        "id": f"0199a1b2-0000-7000-8000-{abs(hash((kind, page, str(fields)))) % 10**12:012d}",
        "kind": kind,
        "layer": "personal",
        "page": page,
        "color": "#cc0000",
        "opacity": 1.0,
        "author": {"id": "0199a1b2-0000-7000-8000-000000000001", "name": AUTHOR},
        "created_at": "2022-08-31T14:05:06+07:00",
        "revision": 1,
        "deleted": False,
        "text": "",
        **fields,
    }


INK = mark("ink", strokes=[[[10, 20], [110, 20]], [[10, 40], [110, 60]]], width=4.0)
HIGHLIGHT = mark("highlight", quads=[[70, 72, 300, 90]], quote="Trang 1", color="#ffe066")


def marked(folder: Path, content: bytes, *marks: dict[str, Any]) -> Path:
    target = folder / "co-ghi-chu.pdf"
    assert write_annotations(samples.saved(folder, content), target, marks) == len(marks)
    return target


def is_red(pixel: Any) -> bool:
    red, green, blue = pixel
    return bool(red > 150 and green < 90 and blue < 90)

"""Pictures of pages with marks: as the exported file is drawn, on any page and of any kind."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from documents.pdf.annotate import write_annotations
from documents.pdf.render import Look, render_marked_page, render_page
from tests import samples
from tests.unit.documents.annotating import CROP, mark

# Page space of a page of 300 by 600 points or more.
KINDS = (
    mark("ink", strokes=[[[10, 20], [110, 20]], [[10, 40], [110, 60]]], width=4.0),
    mark("highlight", quads=[[70, 72, 200, 90]], color="#ffe066"),
    mark("underline", quads=[[72, 100, 150, 115]]),
    mark("strikeout", quads=[[72, 120, 150, 135]]),
    mark("note", point=[150, 150], text="Đề nghị làm rõ"),
    mark("line", ends=[[20, 200], [120, 220]], width=2.0),
    mark("arrow", ends=[[20, 240], [120, 230]], width=2.0),
    mark("rectangle", box=[20, 250, 120, 270], width=2.0),
    mark("ellipse", box=[130, 250, 220, 270], width=2.0),
    mark("text", box=[20, 280, 220, 300], size=14.0, text="Cần thẩm định lại"),
    mark("stamp", box=[130, 20, 220, 50], stamp="agreed"),
)
COARSE = 4  # Pixels of a side that are looked at as one.
FAR = 24


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_it_is_as_the_exported_file_is_drawn(tmp_path: Path, rotation: int) -> None:
    source = samples.saved(tmp_path, samples.rectangle_pdf(rotation, CROP))
    size = (300.0, 600.0) if rotation % 180 == 0 else (600.0, 300.0)
    write_annotations(source, tmp_path / "marked.pdf", KINDS)
    expected = _opened(render_page(tmp_path / "marked.pdf", 1, 640))
    made = _opened(render_marked_page(source, 1, 640, size=size, marks=KINDS))
    assert made.size == expected.size
    assert _alike(made, expected)
    assert not _alike(made, _opened(render_page(source, 1, 640)))


def test_none_is_missing(tmp_path: Path) -> None:
    source = samples.saved(tmp_path, samples.rectangle_pdf(0, CROP))
    size = (300.0, 600.0)
    whole = _opened(render_marked_page(source, 1, 640, size=size, marks=KINDS))
    for one in KINDS:
        rest = [each for each in KINDS if each is not one]
        made = _opened(render_marked_page(source, 1, 640, size=size, marks=rest))
        assert not _alike(made, whole), f"nobody would miss the {one['kind']}"


def _alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether they differ by no more than edges that fall on pixels a little differently."""
    far = ImageChops.difference(one.reduce(COARSE), other.reduce(COARSE)).getextrema()
    return max(high for _, high in far) <= FAR


def test_a_jpeg_of_a_later_page_bears_its_marks(tmp_path: Path) -> None:
    source = samples.saved(tmp_path, samples.plain_pdf(2))
    stroke: dict[str, Any] = KINDS[0] | {"page": 2}
    size = (595.28, 841.89)
    made = render_marked_page(source, 2, 320, Look.JPEG, size=size, marks=[stroke])
    assert made[:3] == b"\xff\xd8\xff"
    red, green, _ = _opened(made).getpixel((int(60 * 320 / 595), int(20 * 320 / 595)))  # type: ignore[misc]
    assert red > green + 60

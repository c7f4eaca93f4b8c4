"""Marks in files as they are drawn: where, upright, in their colours."""

from pathlib import Path

import pytest
from PIL import Image

from documents.pdf.render import render_page
from tests import samples
from tests.readers import marks_by_pdfium, marks_by_pypdf, picture
from tests.unit.documents.annotating import CROP, HIGHLIGHT, INK, is_red, mark, marked

# What PDF user space calls the displayed points (10, 20) and (110, 20) of INK's first stroke.
PLACES = {
    0: (60, 640, 160, 640),
    90: (70, 70, 70, 170),
    180: (340, 80, 240, 80),
    270: (330, 650, 330, 550),
}


@pytest.mark.parametrize("rotation", PLACES)
def test_rotated_page_with_crop_box_off_the_origin(tmp_path: Path, rotation: int) -> None:
    target = marked(tmp_path, samples.rectangle_pdf(rotation, CROP), INK)
    for found in (marks_by_pypdf(target), marks_by_pdfium(target)):
        assert found[0].points[:4] == PLACES[rotation]


@pytest.mark.parametrize("rotation", PLACES)
def test_ink_is_drawn_where_it_was_made(tmp_path: Path, rotation: int) -> None:
    seen = picture(marked(tmp_path, samples.rectangle_pdf(rotation, CROP), INK))
    assert seen.size == ((300, 600) if rotation % 180 == 0 else (600, 300))
    assert all(is_red(seen.getpixel((x, 20))) for x in range(12, 109, 8))
    assert is_red(seen.getpixel((60, 50)))
    assert seen.getpixel((60, 30)) == (255, 255, 255)
    assert seen.getpixel((60, 12)) == (255, 255, 255)


@pytest.mark.parametrize("rotation", PLACES)
def test_highlight_underline_and_note_are_drawn_upright(tmp_path: Path, rotation: int) -> None:
    marks = (
        mark("highlight", quads=[[20, 30, 120, 60]], color="#ffff00"),
        mark("underline", quads=[[20, 100, 120, 120]]),
        mark("note", point=[150, 150]),
    )
    seen = picture(marked(tmp_path, samples.rectangle_pdf(rotation, CROP), *marks))
    yellow = [seen.getpixel(place) for place in ((22, 32), (118, 58), (70, 45))]
    assert yellow == [(255, 255, 0)] * 3
    assert seen.getpixel((125, 45)) == (255, 255, 255)
    assert is_red(seen.getpixel((70, 119)))
    assert seen.getpixel((70, 105)) == (255, 255, 255)
    # The bubble's tail is at its lower left, so that to the right of it the page stays white.
    assert is_red(seen.getpixel((160, 156)))
    assert seen.getpixel((166, 168)) == (255, 255, 255)


def test_highlight_leaves_letters_black(tmp_path: Path) -> None:
    plain = samples.saved(tmp_path, samples.plain_pdf(1))
    before = picture(plain)
    after = picture(marked(tmp_path, samples.plain_pdf(1), HIGHLIGHT))
    box = (72, 64, 140, 86)
    darkest = [min(image.crop(box).convert("L").tobytes()) for image in (before, after)]
    assert darkest[1] <= darkest[0]
    assert after.getpixel((280, 80)) == (255, 224, 102)


def test_translucent_ink_is_not_doubled_where_it_crosses(tmp_path: Path) -> None:
    cross = [[[50, 100], [150, 100]], [[100, 50], [100, 150]]]
    content = samples.rectangle_pdf(0, CROP)
    ink = mark("ink", strokes=cross, width=10, opacity=0.5)
    seen = picture(marked(tmp_path, content, ink))
    assert seen.getpixel((100, 100)) == seen.getpixel((70, 100))
    assert seen.getpixel((70, 100)) in {(229, 128, 128), (230, 127, 127)}  # half of #cc0000


def test_single_tap_is_a_dot(tmp_path: Path) -> None:
    tap = mark("ink", strokes=[[[100, 100]]], width=8)
    seen = picture(marked(tmp_path, samples.rectangle_pdf(0, CROP), tap))
    assert is_red(seen.getpixel((100, 100)))


def test_page_picture_shows_marks(tmp_path: Path) -> None:
    target = marked(tmp_path, samples.rectangle_pdf(0, CROP), INK)
    (tmp_path / "trang.png").write_bytes(render_page(target, 1, 300))
    assert is_red(Image.open(tmp_path / "trang.png").convert("RGB").getpixel((60, 20)))

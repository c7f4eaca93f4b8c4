"""The server's picture of a page with its marks is what the screen shows, mark by mark."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

from documents.commands.annotate import AddAnnotations, add_annotations
from tests.browser import reading, scenes
from tests.browser.people import People, Person
from tests.browser.room import A4, PAGE
from tests.browser.server import Site
from tests.gatherings import Gathering
from tests.marks import highlight, ink, new, note

pytestmark = pytest.mark.browser

TALL = {"width": 1000, "height": 1500}
Box = tuple[float, float, float, float]


def mark(kind: str, **fields: Any) -> dict[str, Any]:
    return ink(kind=kind, strokes=None, **fields)


# Each mark, and the part of the page it is drawn on (points); nothing else is there but paper.
MARKS: dict[str, tuple[dict[str, Any], Box]] = {
    "ink": (ink(strokes=[[[60, 300], [160, 340], [260, 301]]], width=4), (55, 290, 265, 350)),
    "highlight": (highlight(quads=[[60, 370, 260, 390]]), (55, 365, 265, 395)),
    "underline": (mark("underline", quads=[[60, 400, 260, 420]]), (55, 410, 265, 428)),
    "strikeout": (mark("strikeout", quads=[[60, 440, 260, 460]]), (55, 440, 265, 460)),
    "note": (note(layer="meeting", page=1, point=[300, 300]), (296, 296, 330, 330)),
    "line": (mark("line", ends=[[60, 480], [260, 500]]), (55, 475, 265, 505)),
    "arrow": (mark("arrow", ends=[[60, 540], [260, 520]]), (55, 510, 270, 550)),
    "rectangle": (mark("rectangle", box=[300, 350, 420, 400]), (295, 345, 425, 405)),
    "ellipse": (mark("ellipse", box=[300, 420, 420, 470]), (295, 415, 425, 475)),
    "text": (
        mark("text", box=[300, 490, 500, 520], size=16, text="Cần thẩm định lại"),
        (295, 486, 505, 524),
    ),
    "stamp": (mark("stamp", stamp="agreed", box=[60, 570, 200, 610]), (55, 565, 205, 615)),
}
# A part of the page is alike when its picture lies nearer to the screen than this share of how far
# the page without the mark lies from it.
ALIKE = 0.55
STEPS = (-1, 0, 1)
OFF = 5  # Points by which a mark that lies wrong would be noticed.


@pytest.fixture
def meeting(site: Site) -> Gathering:
    return scenes.in_session(site)


@pytest.fixture
def version_id(meeting: Gathering) -> UUID:
    """A paper with a mark of each kind on its first page."""
    version_id = meeting.paper(1)
    _write(meeting, version_id, *(wire | {"id": str(uuid4())} for wire, _ in MARKS.values()))
    return version_id


def _write(meeting: Gathering, version_id: UUID, *marks: dict[str, Any]) -> None:
    command = AddAnnotations(version_id=version_id, annotations=[new(wire) for wire in marks])
    meeting.run("chutri", add_annotations, command)


def test_the_picture_shows_what_the_screen_shows(people: People, version_id: UUID) -> None:
    reader = people.enter("chutri", TALL)
    reading.open_paper(reader, version_id)
    expect(reader.page.locator("[data-paper-view]").get_by_text("ĐỒNG Ý")).to_be_visible()
    screen = _page_on_screen(reader)
    marked = _picture(reader, version_id, screen, "&layers=meeting")
    bare = _picture(reader, version_id, screen, "")
    for name, image in (("screen", screen), ("marked", marked), ("bare", bare)):
        image.save(reader.pictures / f"marked-pictures-{name}.png")
    shares = {kind: _share(screen, marked, bare, box) for kind, (_, box) in MARKS.items()}
    assert {kind: share for kind, share in shares.items() if share > ALIKE} == {}, shares
    # And would it be noticed? The same picture, its marks a little to the right and down.
    far = round(OFF * screen.width / A4[0])
    moved = ImageChops.offset(marked, far, far)
    missed = {kind: _share(screen, moved, bare, box) for kind, (_, box) in MARKS.items()}
    assert {kind: share for kind, share in missed.items() if share <= ALIKE} == {}, missed


def test_thumbnails_bear_the_marks_and_follow_them(
    people: People, meeting: Gathering, version_id: UUID
) -> None:
    reader = people.enter("chutri")
    reading.open_paper(reader, version_id)
    reader.page.locator("[data-panel-open]").tap()
    first = reading.panel(reader).locator("[data-thumbs] img").first
    expect(first).to_have_attribute("src", re.compile(r"&layers=meeting&state="))
    expect(first).to_have_js_property("complete", value=True)
    assert first.evaluate("picture => picture.naturalWidth") == 160
    before = first.get_attribute("src")
    reader.photograph("marked-pictures-thumbs")
    _write(meeting, version_id, ink(strokes=[[[60, 700], [500, 700]]], width=20))
    expect(first).not_to_have_attribute("src", before or "")
    expect(first).to_have_attribute("src", re.compile(r"&layers=meeting&state="))


def _page_on_screen(reader: Person) -> Image.Image:
    """The first page as it is seen, without the reader's name over it."""
    reader.pictures.mkdir(parents=True, exist_ok=True)
    reader.page.locator(".watermark").evaluate("over => { over.style.visibility = 'hidden'; }")
    box = reader.page.locator("[data-paper-view]").locator(PAGE).first.bounding_box()
    assert box is not None
    taken = reader.page.screenshot(clip=box, animations="disabled")  # type: ignore[arg-type]
    return Image.open(BytesIO(taken)).convert("RGB")


def _picture(reader: Person, version_id: UUID, like: Image.Image, query: str) -> Image.Image:
    """The server's, brought to the size of the screen's."""
    path = f"/api/v1/papers/{version_id}/pages/1.png?width=1600{query}"
    answer = reader.page.request.get(reader.site.origin + path)
    assert answer.ok, answer.text()
    drawn = Image.open(BytesIO(answer.body())).convert("RGB")
    return drawn.resize((like.width, round(drawn.height * like.width / drawn.width)))


def _share(screen: Image.Image, picture: Image.Image, bare: Image.Image, box: Box) -> float:
    """How far the picture is from the screen there, as a share of how far the bare page is.

    The browser lays each mark on whole pixels, so the nearest of nine places counts.
    """
    scale = screen.width / A4[0]
    there = tuple(round(value * scale) for value in box)
    seen, without = screen.crop(there), bare.crop(there)  # type: ignore[arg-type]
    moved = (ImageChops.offset(picture, x, y).crop(there) for x in STEPS for y in STEPS)  # type: ignore[arg-type]
    return min(_distance(seen, each) for each in moved) / _distance(seen, without)


def _distance(one: Image.Image, other: Image.Image) -> float:
    difference = ImageChops.difference(one, other)
    return sum(ImageStat.Stat(difference).rms)

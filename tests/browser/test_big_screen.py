"""The big screen on a machine of the hall, at both sizes, from the code to the closing picture."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from meetings.commands.floor import GiveFloor, give_floor
from meetings.commands.session import SessionStep, close_session
from meetings.commands.speaking import AskToSpeak, ask_to_speak
from meetings.commands.vote import CloseVote, close_vote
from tests.browser import scenes, screen
from tests.browser.axe import violations as _violations
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import TITLES, VOTERS, Gathering

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SIZES = {"1080": {"width": 1920, "height": 1080}, "2160": {"width": 3840, "height": 2160}}
SMALLEST_VH, SMALLEST_CAPITAL = 2.77, 1.9
"""Percent of the picture's height: letters of 30 px on 1080, and their capitals (docs/room.md)."""

LETTERS = """() => {
  const found = [];
  const brush = document.createElement("canvas").getContext("2d");
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    const words = walk.currentNode.textContent.trim();
    if (!words || box.tagName === "SCRIPT" || !box.checkVisibility()) continue;
    const { font, fontSize } = getComputedStyle(box);
    brush.font = font;
    const capital = brush.measureText("H").actualBoundingBoxAscent;
    found.push([(100 * parseFloat(fontSize)) / innerHeight, (100 * capital) / innerHeight, words]);
  }
  return found;
}"""
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((box) => {
  const { width, height, right, bottom } = box.getBoundingClientRect();
  return width && height && (right > innerWidth + 1 || bottom > innerHeight + 1);
}).map((box) => box.outerHTML.slice(0, 120))"""


def reads_well(wall: Person, picture: str) -> None:
    """Nothing is smaller than can be read from the last row, nothing stands outside."""
    wall.photograph(picture)
    letters: Any = wall.page.evaluate(LETTERS)
    assert letters
    assert min(letters)[0] >= SMALLEST_VH, min(letters)
    assert min(letter[1] for letter in letters) >= SMALLEST_CAPITAL, letters
    assert wall.page.evaluate(OUTSIDE) == []
    shot: Any = wall.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert shot[0] <= shot[1]


@pytest.mark.parametrize("size", list(SIZES))
def test_a_machine_of_the_hall_from_its_code_to_the_end(
    people: People, site: Site, size: str
) -> None:
    meeting = scenes.in_session(site)
    secretary = people.enter("thuky", DESK)
    secretary.go(f"{scenes.page_of(meeting)}/desk")
    with secretary.page.context.expect_page() as opened:
        secretary.follow("Màn hình lớn")
    secretary.page = opened.value
    secretary.fill("Tên máy", "Máy chiếu hội trường")
    secretary.press("Cấp mã cho một máy")
    code = secretary.page.locator(".screen-code-letters").inner_text()
    secretary.photograph(f"screen-code-{size}")

    hall = people.stranger("hall", SIZES[size])
    # As the QR code has it: the code stands behind #, which no server sees.
    hall.go(f"/screen#{code}")
    screen.shows_item(hall, TITLES[1])
    screen.shows_page(hall, 1)
    reads_well(hall, f"screen-paper-{size}")
    _speak(meeting)
    expect(hall.page.locator("[data-speaker]")).to_be_visible()
    reads_well(hall, f"screen-speaker-{size}")
    vote = meeting.open_vote("Thông qua Nghị quyết về chuyển đổi số giai đoạn 2026–2030?")
    for username in VOTERS[:3]:
        meeting.cast(username, vote)
    screen.shows_turnout(hall, 3, 5)
    reads_well(hall, f"screen-vote-{size}")
    meeting.run("thuky", close_vote, CloseVote(vote_id=vote))
    screen.shows_verdict(hall, "Thông qua", re.compile("tán thành"))
    reads_well(hall, f"screen-result-{size}")
    meeting.run("thuky", close_session, SessionStep(meeting_id=meeting.id))
    expect(hall.page.get_by_text("Xin cảm ơn các đồng chí.")).to_be_visible()
    expect(hall.page.locator("[data-picture]")).to_be_hidden()
    reads_well(hall, f"screen-end-{size}")

    secretary.follow("Xem lại danh sách")
    expect(secretary.page.get_by_text("Đang chiếu")).to_be_visible()
    hall.watch.forgive(r"status of 401")
    secretary.press("Tắt")
    expect(secretary.page.get_by_text("Chưa có máy nào")).to_be_visible()
    expect(hall.page.get_by_label("Mã màn hình")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_screens(people: People, site: Site, scheme: str) -> None:
    """The list with a code just given, the machine's question for it, the wall itself."""
    meeting = scenes.in_session(site)
    secretary = people.enter("thuky", DESK, scheme)
    secretary.go(f"{scenes.page_of(meeting)}/screens")
    secretary.press("Cấp mã cho một máy")
    expect(secretary.page.locator(".screen-code-letters")).to_be_visible()
    found = _violations(secretary, "/screens")
    hall = people.stranger("hall", SIZES["1080"], scheme)
    hall.go("/screen")
    found += _violations(hall, "/screen (code)")
    hall.fill("Mã màn hình", secretary.page.locator(".screen-code-letters").inner_text())
    hall.press("Mở màn hình")
    screen.shows_item(hall, TITLES[1])
    found += _violations(hall, "/screen")
    assert not found, "\n".join(found)


def _speak(meeting: Gathering) -> None:
    ids = []
    for username in ("daibieu01", "daibieu02", "daibieu03"):
        wish = AskToSpeak(meeting_id=meeting.id, item_id=meeting.items[1])
        ids.append(meeting.run(username, ask_to_speak, wish).id)
    meeting.run("thuky", give_floor, GiveFloor(turn_id=ids[0], after=None))

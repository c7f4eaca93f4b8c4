"""A meeting planned like another in half a minute; an agenda put in order by hand and by key."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from ecabinet.core.clock import utc_now
from tests.browser import scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import TITLES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FIRST, SECOND, THIRD = TITLES
MOST_SECONDS = 30
HELD_RIGHT_PX = 40


def test_a_meeting_is_copied_by_clicks_in_half_a_minute(people: People, site: Site) -> None:
    # By day, whenever the test runs: the form knows one day, for the begin and the end.
    morning = utc_now().replace(hour=1, minute=0) + timedelta(days=1)
    times = {"starts_at": morning, "ends_at": morning + timedelta(hours=2)}
    meeting = scenes.draft(site, "Phiên họp để lập theo", **times).called()
    secretary = people.enter("thuky")
    secretary.go("/meetings")
    began = time.monotonic()
    secretary.follow("Tạo phiên họp")
    secretary.follow("Phiên họp để lập theo", exact=False)
    expect(secretary.page.get_by_label("Tên phiên họp")).to_have_value("Phiên họp để lập theo")
    secretary.press("Tạo phiên họp")
    expect(titles(secretary)).to_have_text(list(TITLES))
    seconds = time.monotonic() - began
    assert scenes.page_of(meeting) not in secretary.page.url
    invited = secretary.page.locator("#people ul.people > li")
    expect(invited).to_have_count(len(meeting.seen_by("thuky").participants))
    assert seconds <= MOST_SECONDS, seconds


def test_an_agenda_is_kept_as_a_template_and_begins_another(people: People, site: Site) -> None:
    meeting = scenes.draft(site, "Phiên họp có mẫu").planned()
    secretary = people.enter("thuky", DESK)
    secretary.go(scenes.page_of(meeting))
    secretary.press("Lưu làm mẫu…")
    dialog = secretary.page.get_by_role("dialog")
    dialog.get_by_label("Tên mẫu").fill("Mẫu phiên tháng")
    dialog.get_by_role("button", name="Lưu mẫu").click()
    secretary.sees("Đã lưu mẫu chương trình")
    secretary.photograph("meetings-templates")
    secretary.follow("Lập phiên họp")
    chosen = secretary.page.get_by_label("Mẫu chương trình").locator("option:checked")
    expect(chosen).to_have_text("Mẫu phiên tháng")
    secretary.press("Tạo phiên họp")
    expect(titles(secretary)).to_have_text(list(TITLES))


@pytest.mark.parametrize("size", [None, DESK], ids=["tablet", "desk"])
def test_an_agenda_is_put_in_order_with_keys_buttons_and_by_drag(
    people: People, site: Site, size: dict[str, int] | None
) -> None:
    meeting = scenes.draft(site, "Phiên họp để sắp xếp").planned()
    secretary = people.enter("thuky", size)
    secretary.go(scenes.page_of(meeting))
    agenda_is(secretary, (FIRST, "1"), (SECOND, "2"), (THIRD, "3"))

    focus(secretary, THIRD)
    secretary.page.keyboard.press("Alt+ArrowUp")
    agenda_is(secretary, (FIRST, "1"), (THIRD, "2"), (SECOND, "3"))
    # The focus went along: one goes on with the next key.
    expect(row(secretary, THIRD).locator("button:focus")).to_have_count(1)
    secretary.page.keyboard.press("Alt+ArrowRight")
    agenda_is(secretary, (FIRST, "1"), (THIRD, "1.1"), (SECOND, "2"))
    secretary.photograph(f"agenda-tree-{'desk' if size else 'tablet'}")
    focus(secretary, FIRST)
    secretary.page.keyboard.press("Alt+ArrowDown")
    agenda_is(secretary, (SECOND, "1"), (FIRST, "2"), (THIRD, "2.1"))
    focus(secretary, THIRD)
    secretary.page.keyboard.press("Alt+ArrowLeft")
    agenda_is(secretary, (SECOND, "1"), (FIRST, "2"), (THIRD, "3"))

    secretary.press("Chuyển nội dung 3 lên")
    agenda_is(secretary, (SECOND, "1"), (THIRD, "2"), (FIRST, "3"))
    secretary.press("Đưa nội dung 2 vào nội dung trước")
    agenda_is(secretary, (SECOND, "1"), (THIRD, "1.1"), (FIRST, "2"))
    secretary.press("Đưa nội dung 1.1 ra ngoài một cấp")
    agenda_is(secretary, (SECOND, "1"), (THIRD, "2"), (FIRST, "3"))

    drag(secretary, FIRST, above=SECOND)
    agenda_is(secretary, (FIRST, "1"), (SECOND, "2"), (THIRD, "3"))
    drag(secretary, THIRD, above=SECOND, right=HELD_RIGHT_PX)
    agenda_is(secretary, (FIRST, "1"), (THIRD, "1.1"), (SECOND, "2"))


def titles(person: Person) -> Locator:
    """The titles of the agenda, in order."""
    return person.page.locator("#agenda ol.agenda > li > .row .strong")


def agenda_is(person: Person, *wanted: tuple[str, str]) -> None:
    """Wait for the agenda: titles with their numbers, as the server has them after a reload."""
    expect(titles(person)).to_have_text([title for title, _number in wanted])
    numbers = person.page.locator("#agenda ol.agenda > li > .row .no")
    expect(numbers).to_have_text([number for _title, number in wanted])
    person.page.wait_for_load_state("load")
    expect(person.page.locator("#agenda [data-drag]").first).to_be_visible()


def row(person: Person, title: str) -> Locator:
    """An item's row."""
    return person.page.locator("#agenda ol.agenda > li").filter(has_text=title)


def focus(person: Person, title: str) -> None:
    """Go to an item with the keyboard."""
    row(person, title).locator("button:enabled").first.focus()


def drag(person: Person, title: str, *, above: str, right: int = 0) -> None:
    """Take an item by its handle, and let it go before another, held so far to the right."""
    handle = row(person, title).locator("[data-drag]")
    handle.scroll_into_view_if_needed()
    start, goal = handle.bounding_box(), row(person, above).bounding_box()
    assert start is not None
    assert goal is not None
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    mouse = person.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + right, y - 10, steps=3)
    mouse.move(x + right, goal["y"] + 5, steps=5)
    mouse.up()

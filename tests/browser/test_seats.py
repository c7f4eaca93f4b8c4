"""The seat map while people come, and the editor of a room, by keys; light, dark, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from meetings.commands.presence import Presence, leave
from meetings.commands.seating import ArrangeSeats, arrange_seats
from tests.browser import scenes
from tests.browser.axe import violations as _violations
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.browser.test_reach import COLOURS
from tests.commands.meetings.test_presence import ROOM, furnish

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PHONE = {"width": 390, "height": 844}


def test_seats_are_live_and_a_room_is_drawn_by_keys(people: People, site: Site) -> None:
    meeting = scenes.draft(site)
    furnish(meeting)
    meeting = scenes.opened(meeting)
    meeting.run("thuky", arrange_seats, ArrangeSeats(meeting_id=meeting.id))
    member, phone = people.enter("daibieu01"), people.enter("daibieu02", PHONE)
    for one in (member, phone):
        one.go(f"{scenes.page_of(meeting)}/seats")
    expect(member.page.locator("[data-board] > .seat")).to_have_count(9)
    here = int(member.page.locator('[data-count="present"]').inner_text())
    meeting.run("daibieu03", leave, Presence(meeting_id=meeting.id))
    for one in (member, phone):
        expect(one.page.locator('[data-count="present"]')).to_have_text(str(here - 1))
        _sound(one, "seats")
    secretary = people.enter("thuky", DESK)
    secretary.go(f"/rooms/{ROOM}")
    seat = secretary.page.locator("[data-board] > .seat").last
    seat.press("ArrowDown")
    secretary.sees(re.compile("^Ghế 9: cột"))
    secretary.press("Lưu")
    secretary.sees(re.compile("Đã lưu sơ đồ, bản 2"))
    _sound(secretary, "room-plan")
    phone_desk = people.enter("thuky", PHONE)
    phone_desk.go(f"/rooms/{ROOM}")
    _sound(phone_desk, "room-plan-phone")


def _sound(person: Person, name: str) -> None:
    """Nothing wider than the page, nothing for axe to find, in both lights."""
    wide = person.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, (name, wide)
    found = _violations(person, name, settled="load")
    person.photograph(f"{name}-{person.name}")
    person.page.emulate_media(color_scheme="dark")
    found += _violations(person, f"{name} (dark)", COLOURS, settled="load")
    person.photograph(f"{name}-{person.name}-dark")
    assert not found, "\n".join(found)

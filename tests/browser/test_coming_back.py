"""After a restart of the server, or its own sleep, a device is where the meeting is within 10 s."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser import room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site
from tests.gatherings import TITLES, Gathering

pytestmark = pytest.mark.browser

BACK_WITHIN_S = 10.0
"""Design, quality.md: from the network's or server's return to the device's."""


def is_at_item_3_in_time(member: Person, began: float) -> None:
    """The agenda stands at the third item and the device calls itself up to date."""
    page = member.page
    expect(page.locator("[data-agenda] .item-now")).to_contain_text(TITLES[2])
    expect(page.locator("[data-stage]:not(.stage-lost)")).to_be_visible()
    expect(page.get_by_text("Đã đồng bộ")).to_be_visible()
    assert time.monotonic() - began < BACK_WITHIN_S


@pytest.fixture
def meeting(site: Site) -> Gathering:
    return scenes.in_session(site)


def test_a_restart_of_the_server(people: People, site: Site, meeting: Gathering) -> None:
    member = people.enter("daibieu01")
    room.enter(member, scenes.page_of(meeting))
    expect(member.page.get_by_text("Đã đồng bộ")).to_be_visible()
    # The last: a file that a script was just loading.
    member.watch.forgive(
        r"ERR_CONNECTION_REFUSED|WebSocket connection|ERR_EMPTY_RESPONSE",
        "A network error occurred",
    )
    site.product.stop()
    try:
        expect(member.page.locator("[data-stage].stage-lost")).to_be_visible()
        expect(member.page.get_by_text("Mất mạng từ").first).to_be_visible()
        meeting.push(2)
    finally:
        site.product.start()
    is_at_item_3_in_time(member, time.monotonic())


def test_a_tablet_that_slept(people: People, meeting: Gathering) -> None:
    member = people.enter("daibieu02")
    room.enter(member, scenes.page_of(meeting))
    expect(member.page.get_by_text("Đã đồng bộ")).to_be_visible()
    devtools = member.page.context.new_cdp_session(member.page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    meeting.push(2)
    # Longer than a socket lives without a sign of the tablet.
    time.sleep(8)
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    is_at_item_3_in_time(member, time.monotonic())

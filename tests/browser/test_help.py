"""Help where one is: the key "?", the button on a tablet, and the way back to the work."""

import pytest
from playwright.sync_api import expect

from ecabinet.help.texts import screen_help
from tests.browser.people import People
from tests.browser.scenes import in_session
from tests.browser.server import Site

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def test_help_opens_beside_the_work_and_leaves_it_as_it_was(people: People, site: Site) -> None:
    person = people.enter("canbo", PHONE)
    person.go("/tasks")
    person.photograph("help-button-phone")
    person.page.keyboard.press("?")
    panel = person.page.locator("#help-panel")
    expect(panel).to_contain_text(screen_help("followup.tasks", "vi").purpose)
    person.photograph("help-panel-phone")
    person.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    box = person.page.get_by_role("searchbox").first
    box.press_sequentially("?")
    expect(box).to_have_value("?")
    expect(panel).to_be_hidden()

    meeting = in_session(site)
    member = people.enter("daibieu01")
    member.go(f"/meetings/{meeting.id}/room")
    member.page.get_by_role("link", name="Trợ giúp về màn hình này").click()
    expect(member.page.locator("#help-panel")).to_contain_text("Giơ tay phát biểu hoặc chất vấn")
    member.photograph("help-panel-room")
    member.page.locator("#help-panel").get_by_role("button", name="Đóng").click()
    expect(member.page).to_have_url(f"{site.origin}/meetings/{meeting.id}/room")

"""A ballot is called for on whatever the tablet shows, and nothing of that is lost."""

import pytest
from playwright.sync_api import expect

from meetings.commands.vote import CloseVote, close_vote
from tests.browser import room, scenes
from tests.browser.people import People
from tests.browser.server import Site

pytestmark = pytest.mark.browser

WORDS = "Ý kiến còn viết dở"


def test_a_ballot_comes_up_over_another_page(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    task = scenes.task(meeting)
    reader, member = people.enter("lanhdao"), people.enter("daibieu02")
    seated = people.enter("daibieu03")
    for one in (reader, member, seated):
        room.enter(one, scenes.page_of(meeting))
        # What the page says by itself; before that the device has not sat down.
        expect(one.page.get_by_text("Đã đồng bộ")).to_be_visible()
    reader.go(f"/tasks/{task}")
    reader.follow("Mở trao đổi")
    field = reader.page.locator("main textarea").first
    field.fill(WORDS)
    version = meeting.seen_by("daibieu02").agenda[1].papers[0].version_id
    member.go(f"/papers/{version}")
    seated.go(f"{scenes.page_of(meeting)}/opinions")
    calls = [one.page.locator(".ballot-call") for one in (reader, member, seated)]
    for call in calls:
        expect(call).to_be_hidden()
    vote = meeting.open_vote()
    for one, call in zip((reader, member, seated), calls, strict=True):
        expect(call).to_contain_text("Đang biểu quyết: Thông qua?")
        one.photograph(f"ballot-call-{one.name}")
    expect(field).to_have_value(WORDS)
    calls[1].get_by_role("link", name="Mở phiếu").tap()
    expect(member.page.locator("dialog[data-ballot]")).to_be_visible()
    room.cast(member, "Tán thành")
    meeting.run("thuky", close_vote, CloseVote(vote_id=vote))
    expect(calls[0]).to_be_hidden()
    expect(field).to_have_value(WORDS)

"""Two members answer a circulation ballot on their tablets; the last answer closes it."""

import pytest
from playwright.sync_api import expect

from meetings.circulation.commands.flow import publish_circulation
from meetings.circulation.fields import AskedPeople
from meetings.circulation.telling import path_of
from tests.browser import scenes
from tests.browser.people import People
from tests.browser.server import Site
from tests.circulations import draft

pytestmark = pytest.mark.browser


def test_two_members_answer_and_the_last_one_closes_it(people: People, site: Site) -> None:
    meeting = scenes.draft(site)
    office = meeting.office
    asked = AskedPeople(people=(office.people["daibieu01"], office.people["daibieu02"]))
    ballot = draft(meeting.store, office, meeting.as_actor, asked=asked).send()

    first = people.enter("daibieu01")
    expect(first.page.get_by_role("img", name="Cần cho ý kiến")).to_be_visible()
    first.follow("Cho ý kiến")
    first.page.get_by_label("Ý kiến khác").check()
    first.fill("Nội dung ý kiến", "Cần thêm số liệu")
    # What the network loses is kept, said, and sent again by itself.
    first.watch.forgive(r"ERR_INTERNET_DISCONNECTED|Failed to load resource")
    first.page.context.set_offline(True)
    first.press("Gửi ý kiến")
    first.sees("Chưa ghi nhận: mạng đang mất.")
    expect(first.page.locator("[data-recorded]")).to_be_hidden()
    first.page.context.set_offline(False)
    expect(first.page.locator("[data-recorded]")).to_be_visible()
    assert [part.choice for part in ballot.row().parts if part.answered_at] == ["other"]

    second = people.enter("daibieu02")
    second.go(path_of(ballot.id))
    second.page.get_by_label("Tán thành", exact=True).check()
    second.press("Gửi ý kiến")
    second.sees("Chờ công bố")
    assert ballot.row().state == "closed"

    ballot.on("thuky", publish_circulation)
    second.go(path_of(ballot.id))
    second.sees("Không thông qua")
    second.sees("1 trên 2 thành viên tán thành")
    second.sees("Cần thêm số liệu")

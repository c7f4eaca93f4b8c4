"""A circulation ballot counted together with a vote in the room: desk, tablet, big screen."""

import pytest
from playwright.sync_api import expect

from meetings.circulation.commands.flow import close_circulation
from meetings.circulation.fields import AskedPeople
from meetings.circulation.telling import path_of
from tests.browser import desk, room, scenes
from tests.browser.axe import violations as _violations
from tests.browser.people import DESK, WALL, People
from tests.browser.server import Site
from tests.browser.test_big_screen import reads_well
from tests.circulations import draft

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_who_answered_before_is_counted_and_cannot_vote_twice(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    office = meeting.office
    asked = AskedPeople(people=(office.people["daibieu01"],))
    sent = draft(meeting.store, office, meeting.as_actor, asked=asked, early_close=False).send()
    sent.answer("daibieu01", "no", text="Chưa rõ nguồn vốn")
    sent.answer("daibieu01", "no")
    wall, secretary = people.enter("thuky", WALL), people.enter("thuky", DESK)
    wall.go(f"{scenes.page_of(meeting)}/screen")
    desk.sit_down(secretary, scenes.page_of(meeting))
    answered, other = people.enter("daibieu01"), people.enter("daibieu02")
    for member in (answered, other):
        room.enter(member, scenes.page_of(meeting))
    sent.on("thuky", close_circulation)  # Closed while the desk is open: asked for again.
    desk.do_next(secretary, "Chuẩn bị biểu quyết")
    secretary.page.get_by_label("Đếm chung với phiếu lấy ý kiến").select_option(index=1)
    expect(secretary.page.get_by_label("Câu hỏi")).to_have_value("Đồng ý chủ trương đầu tư?")
    secretary.photograph("joint-desk")
    desk.do_next(secretary, "Mở biểu quyết")
    expect(secretary.page.locator("[data-joint-open]")).to_contain_text("1 phiếu lấy ý kiến")
    expect(wall.page.locator(".wall-joint")).to_contain_text("Gồm 1 phiếu lấy ý kiến")
    expect(wall.page.locator("[data-cast]")).to_have_text("1")
    reads_well(wall, "joint-wall")
    ballot = other.page.locator("dialog[data-ballot]")
    expect(ballot.locator("[data-joint-row]")).to_contain_text("1 thành viên đã trả lời")
    other.photograph("joint-ballot")
    assert not _violations(other, "joint ballot")
    answered.page.locator("[data-ballot-again]").click()
    mine = answered.page.locator("dialog[data-ballot]")
    expect(mine.locator("[data-circulated]")).to_be_visible()
    expect(mine.locator("[data-mine]")).to_have_text("Không tán thành")
    answered.photograph("joint-answered")
    room.cast(other, "Tán thành")
    desk.close_vote(secretary)
    expect(secretary.page.locator("[data-vote-closed] [data-sentence]")).to_contain_text(
        "tính cả 1 phiếu lấy ý kiến"
    )
    answered.go(path_of(sent.id))
    answered.sees("Ý kiến được đếm chung với biểu quyết tại phiên họp")
    answered.photograph("joint-circulation")
    assert not _violations(answered, "joined circulation")

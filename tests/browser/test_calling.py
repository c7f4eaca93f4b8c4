"""From the notice to the answer, and what the secretary sees of it while it happens."""

import pytest
from playwright.sync_api import expect

from meetings.commands.plan import UpdateMeeting, update_meeting
from tests.browser import scenes
from tests.browser.people import DESK, People
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_a_member_answers_and_the_secretary_sees_it(people: People, site: Site) -> None:
    meeting = scenes.draft(site).called()
    path = scenes.page_of(meeting)
    secretary = people.enter("thuky", DESK)
    secretary.go(f"{path}/answers")
    figures = secretary.page.locator(".answered")
    expect(figures.locator("[data-figure=waiting]")).to_have_text("6")

    member = people.enter("daibieu01")
    # One tap on the notice, one on the answer.
    member.go("/notifications")
    member.page.locator("button.notice").first.click()
    expect(member.page).to_have_url(f"{site.origin}{path}/answer")
    member.press("Tôi dự họp")
    member.sees("Đã gửi trả lời.")
    expect(figures.locator("[data-figure=attend]")).to_have_text("1")
    expect(figures.locator("[data-figure=waiting]")).to_have_text("5")

    other = people.enter("daibieu02")
    other.press("Tôi dự họp")  # From the home page.
    expect(other.page.get_by_role("img", name="Giấy mời chờ trả lời")).to_have_count(0)
    expect(figures.locator("[data-figure=attend]")).to_have_text("2")

    third = people.enter("daibieu03")
    third.go(f"{path}/answer")
    third.page.get_by_role("heading", name="Cử người dự thay").click()
    chooser = third.choosing("Người dự thay")
    chooser.fill("vu dinh khoi")
    chooser.press("Enter")
    third.press("Đề nghị dự thay")
    third.sees("Vũ Đình Khôi (chờ đồng ý)")

    secretary.follow("Xem danh sách mới")
    secretary.press("Đồng ý cho thay")
    secretary.sees("Đã ghi quyết định.")
    substitute = people.enter("canbo")
    invited = substitute.page.get_by_role("img", name="Giấy mời chờ trả lời")
    expect(invited).to_be_visible()
    substitute.go(f"{path}/answer")
    substitute.sees("Đồng chí dự thay đồng chí Hoàng Tuyết Mai.")

    secretary.press("Nhắc người chưa trả lời")
    secretary.sees("Đã nhắc 4 người.")
    secretary.press("Nhắc người chưa trả lời")
    secretary.sees("Hôm nay đã nhắc rồi")


def test_the_secretary_tells_what_changed(people: People, site: Site) -> None:
    meeting = scenes.draft(site).called()
    path = scenes.page_of(meeting)
    change = UpdateMeeting(meeting_id=meeting.id, place="Hội trường lớn")
    meeting.run("thuky", update_meeting, change)
    secretary = people.enter("thuky", DESK)
    secretary.go(path)
    secretary.follow("Báo 1 thay đổi")
    secretary.sees("Địa điểm: Phòng họp số 1 → Hội trường lớn.")
    secretary.fill("Lời nhắn", "Mời đến sớm 15 phút.")
    secretary.press("Báo thay đổi")
    secretary.sees("Đã báo thay đổi đến người dự.")
    member = people.enter("daibieu01")
    member.go("/notifications")
    member.page.locator("button.notice").first.click()
    expect(member.page).to_have_url(f"{site.origin}{path}/changes")
    member.sees("Mời đến sớm 15 phút.")
    member.sees("Địa điểm: Phòng họp số 1 → Hội trường lớn.")

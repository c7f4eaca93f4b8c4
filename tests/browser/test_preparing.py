"""From asking a unit for a paper to the paper on the item, each on their own device."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ecabinet.core.clock import office_day, utc_now
from meetings.commands.plan import UpdateMeeting, update_meeting
from tests.browser import scenes
from tests.browser.people import DESK, People
from tests.browser.server import Site
from tests.samples import plain_pdf

pytestmark = pytest.mark.browser


def test_a_unit_is_asked_hands_in_and_is_taken(people: People, site: Site, tmp_path: Path) -> None:
    meeting = scenes.draft(site).planned()
    starts_at = utc_now() + timedelta(days=6)
    later = UpdateMeeting(
        meeting_id=meeting.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )
    meeting.run("thuky", update_meeting, later)
    path, due = scenes.page_of(meeting), office_day(utc_now()) + timedelta(days=4)
    file = tmp_path / "To trinh 118.pdf"
    file.write_bytes(plain_pdf())

    secretary = people.enter("thuky", DESK)
    secretary.go(path)
    secretary.sees("Chưa có tài liệu: nội dung 1, 2, 3")
    secretary.page.get_by_role("link", name="Đề nghị tài liệu").first.click()
    chooser = secretary.choosing("Đơn vị")
    chooser.fill("van phong tinh uy")
    chooser.press("Enter")
    secretary.page.get_by_role("checkbox", name="Tờ trình").check()
    secretary.fill("Hạn nộp, hết ngày", f"{due:%d/%m/%Y}")
    secretary.fill("Lời dặn", "Kèm phụ lục kinh phí")
    secretary.press("Gửi đề nghị")
    secretary.sees("Các đơn vị đã được báo.")

    clerk = people.enter("canbo")  # A tablet.
    expect(clerk.page.get_by_role("img", name="Tài liệu cần chuẩn bị")).to_be_visible()
    clerk.follow("Chuẩn bị")
    clerk.sees("Kèm phụ lục kinh phí")
    clerk.watch.forgive(r"status of 409")
    clerk.press("Nộp")
    clerk.sees("Chưa có tệp nào")
    clerk.page.locator("input[type=file]").first.set_input_files(file)
    clerk.press("Gửi tệp lên")
    clerk.sees("Đã nhận 1/1 tệp")
    link = clerk.page.get_by_role("link", name="To trinh 118", exact=True)
    expect(link).to_be_visible()
    clerk.press("Nộp")
    clerk.sees("Đã nộp. Thư ký đã được báo.")
    clerk.photograph("request-submitted")

    # What is open at the secretary's follows by itself.
    listed = secretary.page.locator(".requests")
    expect(listed).to_contain_text("Đã nộp, chờ nhận")
    listed.get_by_role("link", name="Tờ trình").click()
    secretary.press("Nhận tài liệu")
    secretary.sees("Tài liệu nay nằm ở nội dung họp.")
    expect(clerk.page.locator(".chip").first).to_contain_text("Đã nhận")
    secretary.go(path)
    expect(secretary.page.locator("[data-papers]").first).to_contain_text("To trinh 118")
    expect(secretary.page.locator("[data-check=requests]")).to_have_attribute("data-level", "ok")
    secretary.photograph("ready")

    # Calling with open points asks, and then calls.
    secretary.press("Mời họp")
    dialog = secretary.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Chưa có tài liệu: nội dung 2, 3")
    dialog.get_by_role("button", name="Mời họp").click()
    secretary.sees("Đã mời họp.")

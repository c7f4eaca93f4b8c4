"""The nine steps of the main line by keys alone, the focus seen at each."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from ecabinet.core.clock import office_day, utc_now
from followup.deadlines import on_working_day
from tests.browser import desk, keys, marks, room, scenes, work
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import TITLES, Gathering

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TASK = "Nâng cấp đường truyền phòng họp cấp huyện"
NOTE = "Cần làm rõ nguồn kinh phí"
OFFICE, SUPERVISOR, OFFICIAL = "Văn phòng Tỉnh ủy", "Đỗ Khắc Hiển", "Vũ Đình Khôi"


def test_the_nine_steps_by_keys_alone(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    secretary, member = people.enter("thuky", DESK), people.enter("daibieu01", DESK)
    _agenda(secretary, member, meeting)
    _paper(member)
    _vote(secretary, member)
    _conclusion(secretary)
    clerk, official = people.enter("vanthu", DESK), people.enter("canbo", DESK)
    _task(clerk)
    leader = people.enter("lanhdao", DESK)
    _progress(official)
    _extension(official, leader)
    _reminder(leader)
    _evaluation(official, leader)
    _report(secretary)


def _agenda(secretary: Person, member: Person, meeting: Gathering) -> None:
    meeting.push(2)
    room.enter(member, scenes.page_of(meeting))
    desk.sit_down(secretary, scenes.page_of(meeting))
    keys.button(secretary, "Mở mục 2")
    expect(secretary.page.locator("[data-now-title]")).to_have_text(TITLES[1])
    room.sees_item(member, TITLES[1])


def _paper(member: Person) -> None:
    member.page.keyboard.press("Alt+ArrowDown")
    room.reads_page(member, 2, 3)
    keys.press(member, marks.strip(member).get_by_role("button", name="Ghi chú", exact=True))
    expect(marks.dock(member).get_by_label("Lời ghi chú")).to_be_focused()
    member.page.keyboard.type(NOTE)
    keys.press(member, marks.dock(member).get_by_role("button", name="Ghi", exact=True))
    room.sees_marks(member, note=1)
    room.all_is_saved(member)


def _vote(secretary: Person, member: Person) -> None:
    desk.next_is(secretary, "Chuẩn bị biểu quyết")
    secretary.page.keyboard.press("Alt+Enter")
    desk.next_is(secretary, "Mở biểu quyết")
    secretary.page.keyboard.press("Alt+Enter")
    ballot = member.page.locator("dialog[data-ballot]")
    keys.press(member, ballot.get_by_role("radio", name="Tán thành", exact=True))
    keys.press(member, ballot.get_by_role("button", name="Gửi phiếu: Tán thành"))
    room.is_recorded(member, "Tán thành")
    desk.tally_is(secretary, "1/5")
    desk.next_is(secretary, "Đóng biểu quyết")
    secretary.page.keyboard.press("Alt+Enter")
    _say_yes(secretary, secretary.page.locator("[data-verdict]"))
    expect(secretary.page.locator("[data-verdict]")).to_have_text("Không thông qua")
    result = member.page.locator("dialog[data-result]")
    keys.press(member, result.get_by_role("button", name="Về tài liệu"))
    expect(result).to_be_hidden()


def _say_yes(secretary: Person, done: Locator) -> None:
    """Where the desk asks once more; wait until it is done."""
    yes = secretary.page.locator("dialog[open] button[value=yes]")
    expect(yes.or_(done)).to_be_visible()
    if yes.count():
        keys.press(secretary, yes)
    expect(done).to_be_visible()


def _conclusion(secretary: Person) -> None:
    page, due = secretary.page, on_working_day(office_day(utc_now()) + timedelta(days=14))
    page.keyboard.press("Alt+KeyS")
    form = page.locator("[data-conclude]")
    expect(form.locator("textarea").first).to_be_focused()
    page.keyboard.type(f"{TASK}.")
    keys.pick(secretary, page.locator("#c-lead-find"), OFFICE)
    keys.pick(secretary, page.locator("#c-supervisor-find"), SUPERVISOR)
    keys.write(secretary, form.locator("#c-due"), f"{due:%d/%m/%Y}")
    keys.press(secretary, form.get_by_role("button", name="Ghi kết luận"))
    desk.next_is(secretary, "Giao nhiệm vụ")
    page.keyboard.press("Alt+Enter")
    _say_yes(secretary, page.locator("[data-conclusions]").get_by_role("link", name="Nhiệm vụ"))


def _task(clerk: Person) -> None:
    clerk.go("/")
    row = clerk.page.get_by_role("listitem").filter(has_text=TASK)
    keys.press(clerk, row.get_by_role("button", name="Tiếp nhận"))
    keys.link(clerk, "Giao cán bộ")
    keys.choose(clerk, clerk.page.get_by_role("radio", name=OFFICIAL))
    keys.button(clerk, "Giao việc")
    expect(clerk.page.locator("dl.body")).to_contain_text(f"{OFFICIAL} thực hiện")


def _progress(official: Person) -> None:
    official.go("/")
    row = official.page.get_by_role("listitem").filter(has_text=TASK)
    keys.press(official, row.get_by_role("link", name="Báo cáo"))
    keys.write(official, official.page.locator("#f-percent"), "60")
    keys.write(official, official.page.get_by_label("Kết quả đã làm"), "Đã nâng cấp 5 huyện")
    keys.button(official, "Gửi báo cáo")
    expect(official.page.locator("#reports")).to_contain_text("60% · Đã nâng cấp 5 huyện")


def _extension(official: Person, leader: Person) -> None:
    later = on_working_day(office_day(utc_now()) + timedelta(days=21))
    keys.link(official, "Xin gia hạn")
    keys.write(official, official.page.get_by_label("Hạn mới"), f"{later:%d/%m/%Y}")
    keys.write(official, official.page.get_by_label("Lý do"), "Chờ thiết bị")
    keys.button(official, "Gửi đề nghị")
    work.open_task(leader, TASK)
    keys.link(leader, "Đồng ý gia hạn")
    keys.button(leader, "Đồng ý gia hạn")
    work.due_is(leader, later)


def _reminder(leader: Person) -> None:
    keys.link(leader, "Đôn đốc")
    keys.write(
        leader, leader.page.get_by_label("Nội dung đôn đốc"), "Báo cáo tiến độ huyện còn lại"
    )
    keys.button(leader, "Đôn đốc")
    leader.sees("Báo cáo tiến độ huyện còn lại")


def _evaluation(official: Person, leader: Person) -> None:
    work.open_task(official, TASK)
    keys.link(official, "Báo cáo")
    keys.write(official, official.page.get_by_label("Kết quả đã làm"), "Đã nâng cấp đủ")
    keys.button(official, "Đã hoàn thành")
    expect(official.page.locator("#reports")).to_contain_text("100% · Đã nâng cấp đủ")
    leader.go("/")
    row = leader.page.get_by_role("listitem").filter(has_text=TASK)
    keys.press(leader, row.get_by_role("link", name="Đánh giá"))
    keys.choose(leader, leader.page.get_by_role("radio", name="Tốt", exact=True))
    keys.button(leader, "Chấp nhận")
    expect(leader.page.locator("section.verdict")).to_contain_text("Tốt")


def _report(secretary: Person) -> None:
    secretary.go("/reports")
    keys.link(secretary, "Lập mẫu báo cáo")
    keys.write(secretary, secretary.page.get_by_label("Tên báo cáo"), "Kết quả thực hiện")
    keys.button(secretary, "Lưu mẫu báo cáo")
    keys.button(secretary, "Chốt số liệu")
    expect(secretary.page).to_have_url(re.compile(r"/reports/.+/runs/"))

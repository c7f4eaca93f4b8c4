"""Several votes on one sheet: prepared on the desk, cast by keyboard alone, told as a table."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import desk, room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

NAMES = ("Nguyễn Thị Phương Khuê", "Trần Đặng Minh Nghĩa", "Phạm Quốc Thảo")


def tab_to(person: Person, wanted: Locator) -> None:
    """Press Tab until it has the focus; everything on the sheet is in reach of the key."""
    for _ in range(40):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError("the key never comes there")


def test_a_slate_is_cast_by_keyboard_and_one_of_its_votes_voided(
    people: People, site: Site
) -> None:
    """A question and a list; the desk sees that the ballot is shown; the voided one counts not."""
    meeting = scenes.in_session(site)
    path = scenes.page_of(meeting)
    secretary, member = people.enter("thuky"), people.enter("daibieu01")
    desk.sit_down(secretary, path)
    room.enter(member, path)
    form = secretary.page.locator("[data-vote-form]")
    secretary.page.get_by_label("Câu hỏi").fill("Thông qua Báo cáo")
    form.get_by_role("button", name="Thêm nội dung vào phiếu chung").click()
    secretary.page.get_by_label("Câu hỏi").fill("Bầu Tổ giám sát")
    form.locator("[data-form]").select_option("candidates")
    form.locator("[data-options]").fill("\n".join(NAMES))
    form.get_by_role("button", name="Để sẵn, mở sau").click()
    prepared = secretary.page.locator("[data-prepared-list]")
    expect(prepared.locator(".slate-questions > li")).to_have_count(2)
    prepared.get_by_role("button", name="Mở").click()

    sheet = member.page.locator("dialog[data-slate-ballot]")
    expect(sheet).to_be_visible()
    expect(secretary.page.locator("[data-ready]")).to_have_text(
        "5 có mặt · 5 được bỏ phiếu · 1 đã hiện phiếu trên máy"
    )
    expect(secretary.page.locator("[data-ready-list] li.has")).to_have_count(1)
    keys = member.page.keyboard
    tab_to(member, sheet.get_by_role("radio", name="Tán thành", exact=True))
    keys.press("ArrowRight")
    expect(sheet.get_by_role("radio", name="Không tán thành")).to_be_checked()
    tab_to(member, sheet.get_by_role("checkbox", name=NAMES[2]))
    keys.press("Space")
    tab_to(member, sheet.get_by_role("button", name="Đọc lại phiếu"))
    keys.press("Enter")
    expect(sheet.locator("[data-read] b")).to_have_text(["Không tán thành", NAMES[2]])
    send = sheet.get_by_role("button", name="Gửi phiếu: 2 nội dung")
    expect(send).to_be_enabled(timeout=15_000)
    expect(send).to_be_focused()
    keys.press("Enter")
    expect(sheet.locator("[data-recorded]")).to_contain_text("Đã ghi nhận lúc")
    desk.tally_is(secretary, "1/5")
    secretary.page.reload()
    expect(secretary.page.locator("[data-ready]")).to_contain_text("1 đã hiện phiếu trên máy")

    desk.close_vote(secretary)
    result = member.page.locator("dialog[data-result]")
    rows = result.locator(".slate-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Không thông qua")
    over = secretary.page.locator("[data-vote-closed]")
    expect(over.locator(".slate-table tbody tr")).to_have_count(2)

    over.get_by_role("button", name="Hủy biểu quyết…").click()
    asked = secretary.page.locator("#vote-void")
    asked.get_by_label("Lý do hủy biểu quyết").fill("Câu hỏi viết sai")
    asked.get_by_role("button", name="Đọc lại rồi hủy").click()
    secretary.page.locator("dialog[open]").get_by_role("button", name="Hủy biểu quyết").click()
    expect(over.locator(".slate-table tbody tr").first).to_contain_text("Đã hủy")
    expect(over.locator("[data-sentence]")).to_have_text(re.compile("Lý do: Câu hỏi viết sai"))
    over.get_by_role("button", name="Biểu quyết lại").click()
    expect(secretary.page.locator("[data-repeats]")).to_contain_text("Thông qua Báo cáo")
    desk.do_next(secretary, "Mở biểu quyết")
    again = member.page.locator("dialog[data-ballot]")
    # It comes over the result that is still being read.
    expect(again).to_contain_text("Biểu quyết lại.")

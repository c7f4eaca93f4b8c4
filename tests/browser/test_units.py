"""The administrator changes the tree of units: looks first, is asked once, takes a plan back."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ecabinet.core.clock import office_day, utc_now
from tests.browser.people import People

pytestmark = pytest.mark.browser

TREE = "/admin/units/"


def test_a_rename_to_come_is_looked_at_recorded_and_taken_back(people: People) -> None:
    admin, day = people.enter("quantri"), office_day(utc_now()) + timedelta(days=9)
    admin.go(TREE + "?q=tam dao")
    admin.follow("Huyện ủy Tam Đảo")
    admin.follow("Đổi tên, ký hiệu, loại")
    admin.fill("Tên đơn vị", "Đảng ủy Tam Đảo")
    admin.fill_day(admin.page.locator("#f-from_on"), day)
    admin.press("Xem trước")
    admin.sees(f"Thay đổi này chờ đến ngày {day:%d/%m/%Y}")
    admin.press("Ghi thay đổi")
    admin.sees("Đã ghi.")
    admin.press("Hủy thay đổi này")
    admin.page.get_by_role("dialog").get_by_role("button", name="Hủy thay đổi").click()
    admin.sees("Đã hủy thay đổi")
    admin.go(TREE + "?view=planned")
    expect(admin.page.get_by_text("Đảng ủy Tam Đảo")).to_have_count(0)


def test_a_merger_says_who_goes_over(people: People) -> None:
    admin = people.enter("quantri")
    admin.go(TREE)
    admin.follow("Ban Dân vận Tỉnh ủy")
    admin.follow("Sáp nhập vào đơn vị khác")
    # The native choice stands there until the script has put the search box in its place.
    chooser = admin.page.locator("input[role=combobox]").first
    chooser.fill("tuyen giao")
    chooser.press("Enter")
    admin.fill("Căn cứ", "Quyết định 15-QĐ/TU")
    admin.press("Xem trước")
    admin.sees("chức vụ chuyển sang, giữ nguyên vai trò và chức danh")
    admin.press("Sáp nhập")
    admin.sees("Nhận hộp thư của")
    admin.go(TREE + "?view=closed")
    admin.sees("Ban Dân vận Tỉnh ủy")


def test_units_beside_each_other_change_places(people: People) -> None:
    admin = people.enter("quantri")
    admin.go(TREE + "order")
    rows = admin.page.locator("tbody tr")
    second = rows.nth(1).get_attribute("data-id")
    rows.nth(1).locator("[data-move='-1']").click()
    admin.sees("Đã lưu thứ tự mới.")
    admin.page.reload()
    expect(rows.first).to_have_attribute("data-id", second or "")


def test_a_file_is_looked_at_and_imported(people: People, tmp_path: Path) -> None:
    admin, file = people.enter("quantri"), tmp_path / "don-vi.csv"
    file.write_text(
        "Ký hiệu,Tên đơn vị,Loại đơn vị,Ký hiệu đơn vị cấp trên\nPX,Phòng X,Phòng,TU\nPY,,,\n"
    )
    admin.go(TREE + "import")
    admin.page.locator("#f-file").set_input_files(file)
    admin.press("Kiểm tra tệp")
    admin.sees("1 dòng sai")
    admin.press("Nhập 1 dòng đúng, bỏ 1 dòng sai")
    admin.sees("Đã nhập xong")
    admin.go(TREE + "?q=phong x")
    admin.sees("Phòng X")

"""A tracking sheet becomes tasks: file, columns, rows with their faults, the list of what came."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.people import DESK, People
from tests.browser.server import Site
from tests.workbooks import saved

pytestmark = pytest.mark.browser


ROWS = (
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Lãnh đạo theo dõi", "Thời hạn", "Tiến độ"),
    (1, "Số hóa tài liệu lưu trữ", "Văn phòng Tỉnh ủy", "Đỗ Khắc Hiển", "Thường xuyên", ""),
    (2, "Việc sai tiến độ", "Văn phòng Tỉnh ủy", "Đỗ Khắc Hiển", "Thường xuyên", "120%"),
)


def test_from_the_sheet_to_the_tasks(people: People, site: Site, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    sheet = tmp_path / "theo-doi.xlsx"
    sheet.write_bytes(saved(book))
    officer = people.enter("thuky", DESK)
    officer.go("/tasks/import")
    found = violations(officer, "file", settled="load")
    officer.page.locator("input[type=file]").set_input_files(sheet)
    officer.page.locator("form").filter(has=officer.page.locator("input[type=file]")).get_by_role(
        "button", name="Đọc tệp"
    ).click()
    expect(officer.page.get_by_label("Nội dung nhiệm vụ")).to_have_value("content")
    found += violations(officer, "columns", settled="load")
    officer.photograph("import-columns")
    officer.press("Xem từng dòng")
    officer.sees("1 dòng sai")
    officer.sees("Số hóa tài liệu lưu trữ")
    found += violations(officer, "rows", settled="load")
    officer.photograph("import-rows")
    with officer.page.expect_download() as taken:
        officer.follow("Tải các dòng không nhập")
    assert taken.value.suggested_filename.endswith(".xlsx")
    officer.press("Nhập 1 dòng đúng, bỏ 1 dòng sai")
    officer.follow("Xem các nhiệm vụ này")
    officer.sees("Số hóa tài liệu lưu trữ")
    expect(officer.page.locator("[data-row]")).to_have_count(1)
    assert not found, "\n".join(found)

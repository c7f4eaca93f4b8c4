"""Versions of a paper on the screen: added with a note, read, compared; a password is asked for."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.people import People
from tests.browser.server import Site
from tests.samples import encrypted_pdf, plain_pdf

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
PASSWORD = "hop-kin-2026"


def test_a_newer_version_is_added_and_compared(people: People, site: Site, tmp_path: Path) -> None:
    meeting = scenes.draft(site).planned()
    first, second = tmp_path / "Tờ trình.pdf", tmp_path / "Tờ trình sửa.pdf"
    first.write_bytes(encrypted_pdf(PASSWORD))
    second.write_bytes(plain_pdf(2))
    secretary = people.enter("thuky")
    page = secretary.page
    secretary.go(scenes.page_of(meeting))
    row = page.locator("#agenda ol.agenda > li").first
    row.get_by_text("Sửa, thêm tài liệu").click()
    row.locator("input[type=file]").set_input_files(first)
    row.get_by_role("button", name="Gửi tệp lên").click()
    row.get_by_role("link", name="Nhập mật khẩu").click(timeout=30_000)
    secretary.photograph("versions-password")
    page.get_by_label("Mật khẩu của tệp").fill("không đúng")
    secretary.watch.forgive("status of 422")
    secretary.press("Mở tệp")
    secretary.sees("Mật khẩu này không mở được tệp.")
    page.get_by_label("Mật khẩu của tệp").fill(PASSWORD)
    secretary.press("Mở tệp")
    ready = page.locator("#versions li[data-paper-state=ready]")
    expect(ready).to_have_count(1, timeout=30_000)
    page.get_by_label("Thay đổi những gì").fill("Thêm trang hai theo ý kiến của Ban Tổ chức")
    page.locator("input[type=file]").set_input_files(second)
    secretary.press("Gửi bản mới")
    expect(ready).to_have_count(2, timeout=30_000)
    expect(ready.first).to_contain_text("Thêm trang hai")
    secretary.photograph("versions-list")
    page.get_by_role("link", name="So với bản 1").click()
    expect(page.locator("table.compare ins")).to_contain_text("Trang 2")
    secretary.photograph("versions-compared")
    page.get_by_role("link", name="Một dòng chảy").click()
    expect(page.locator(".compare-flow ins")).to_contain_text("Trang 2")
    for size, scheme in ((PHONE, "light"), (None, "dark")):
        other = people.enter("chutri", size, scheme)
        other.go(page.url.removeprefix(site.origin).removesuffix("&look=inline"))
        other.photograph(f"versions-compared-{scheme}")
        other.go(page.url.removeprefix(site.origin).partition("/comparison")[0] + "/versions")
        other.photograph(f"versions-list-{scheme}")

"""One whole journey: a person is added, gets a link, chooses a password, works, and is out."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ecabinet.core.clock import office_day, utc_now
from tests.browser.people import DESK, People, Person

pytestmark = pytest.mark.browser

PEOPLE = "/admin/people/"
CHOSEN = "hoa sen nở giữa mùa thu vàng"


def choose(person: Person, label: str, words: str) -> None:
    """Choose in a list one types into."""
    box = person.choosing(label)
    box.fill(words)
    box.press("Enter")


def add(admin: Person, name: str, username: str) -> None:
    """Add a person with a first office, and stand on their page."""
    admin.go(PEOPLE)
    admin.follow("Thêm người mới")
    admin.fill("Họ và tên", name)
    admin.fill("Tên đăng nhập", username)
    choose(admin, "Đơn vị", "ban to chuc")
    admin.page.locator("#f-title").fill("Chuyên viên phòng Đảng viên")
    admin.page.locator("#f-role").select_option("official")
    admin.press("Thêm người mới")
    admin.sees(f"Đã thêm đồng chí {name}.")


def test_from_the_first_link_to_the_last_day(people: People) -> None:
    admin = people.enter("quantri", DESK)
    add(admin, "Nguyễn Thị Hồng Ước", "uoc.nth")
    admin.sees("Chưa có mật khẩu riêng ở đây.")
    admin.follow("Tạo liên kết")
    admin.press("Tạo liên kết")
    link = admin.page.locator("#reset-link").input_value()
    admin.follow("Đăng nhập và bảo mật")
    admin.sees("Đang có một liên kết chưa dùng")
    assert link.rsplit("=", 1)[-1] not in admin.page.content()

    newcomer = people.stranger("uoc.nth")
    newcomer.page.goto(link)
    newcomer.page.locator("#f-password").fill(CHOSEN)
    newcomer.page.locator("#f-again").fill(CHOSEN)
    newcomer.press("Đặt mật khẩu")
    newcomer.sees("Đã đặt mật khẩu. Mời đăng nhập.")
    newcomer.go("/sign-in")
    newcomer.page.locator("#f-username").fill("uoc.nth")
    newcomer.page.locator("#f-password").fill(CHOSEN)
    newcomer.press("Đăng nhập")
    expect(newcomer.page).to_have_url(newcomer.site.origin + "/")
    newcomer.go("/people?q=hong uoc")
    newcomer.sees("Nguyễn Thị Hồng Ước")

    admin.go(PEOPLE + "?q=hong uoc")
    admin.follow("Nguyễn Thị Hồng Ước")
    admin.follow("Ngừng hoạt động…")
    admin.sees("1 thiết bị đang đăng nhập bị đăng xuất")
    admin.fill("Lý do", "Chuyển công tác")
    began = time.monotonic()
    admin.press("Ngừng hoạt động")
    admin.sees("Đã ngừng hoạt động; mọi thiết bị")
    newcomer.watch.forgive(r"status of 4(01|22)", "WebSocket")
    newcomer.page.reload()
    expect(newcomer.page).to_have_url(re.compile("/sign-in"))
    assert time.monotonic() - began < 10
    newcomer.page.locator("#f-username").fill("uoc.nth")
    newcomer.page.locator("#f-password").fill(CHOSEN)
    newcomer.press("Đăng nhập")
    expect(newcomer.page).to_have_url(re.compile("/sign-in"))


def test_an_office_is_handed_over_on_a_later_day_and_kept_after_all(people: People) -> None:
    admin, day = people.enter("quantri"), office_day(utc_now()) + timedelta(days=12)
    admin.go(PEOPLE + "?q=truong ban tuyen giao")
    admin.follow("Đặng Thu Hương")
    admin.page.get_by_role("link", name="Bàn giao Trưởng Ban Tuyên giáo Tỉnh ủy").first.click()
    choose(admin, "Người nhận", "vu hong son")
    admin.fill_day(admin.page.locator("#f-on"), day)
    admin.fill("Lý do", "Quyết định 15-QĐ/TU")
    admin.press("Bàn giao")
    admin.sees(f"Hẹn bàn giao cho đồng chí Vũ Hồng Sơn từ ngày {day:%d/%m/%Y}.")
    admin.press("Hủy hẹn")
    admin.page.get_by_role("dialog").get_by_role("button", name="Hủy hẹn").click()
    admin.sees("Đã hủy hẹn bàn giao")
    expect(admin.page.get_by_text("Hẹn bàn giao cho")).to_have_count(0)


def test_clearance_is_given_on_the_page_of_the_person(people: People) -> None:
    admin = people.enter("quantri")
    admin.go(PEOPLE + "?q=hoang tuyet mai")
    admin.follow("Hoàng Tuyết Mai")
    admin.page.get_by_label("Đến độ Tối mật").check()
    admin.fill("Căn cứ", "Quyết định 12-QĐ/TU")
    admin.press("Lưu mức được biết")
    admin.sees("Đã đổi mức được biết.")
    expect(admin.page.get_by_label("Đến độ Tối mật")).to_be_checked()


def test_the_pages_fit_a_phone_and_a_tablet(people: People) -> None:
    admin = people.enter("quantri")
    for width, height in ((390, 844), (768, 1024), (1024, 768)):
        admin.page.set_viewport_size({"width": width, "height": height})
        for path in (PEOPLE, PEOPLE + "new", "/people", PEOPLE + "import"):
            admin.go(path)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert admin.page.evaluate(wider) <= 0, (path, width)

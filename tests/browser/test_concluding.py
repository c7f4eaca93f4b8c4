"""The secretary types a conclusion while the chair speaks: "@" for who, ">" for when."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.people import People
from tests.browser.server import Site
from tests.browser.test_desk import sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_who_and_when_are_typed_and_the_sentence_stays(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    desk = sit_down(people, meeting)
    form = desk.page.locator("[data-conclude]")
    text = form.locator("textarea")
    offered = desk.page.locator("#c-typed [role=option]")

    text.press_sequentially("Giao @vptu")
    expect(offered.first).to_contain_text("Văn phòng Tỉnh ủy")
    expect(offered.first).to_contain_text("Chủ trì")
    text.press("Enter")
    text.press_sequentially("chủ trì, phối hợp với @ban to chuc")
    expect(offered.first).to_contain_text("Phối hợp")
    desk.photograph("conclusion-typed-who")
    text.press("Enter")
    text.press_sequentially("rà soát quy chế >cuoi quy I nam 2099")
    expect(offered).to_have_count(0)
    text.press_sequentially("x")
    for _ in "nam 2099x":
        text.press("Backspace")
    expect(offered.first).to_contain_text("31/03/")
    text.press("Tab")
    expect(text).to_have_value("rà soát quy chế")
    expect(desk.page.locator("#c-lead-find")).to_have_value("Văn phòng Tỉnh ủy")
    expect(desk.page.locator("#c-coordinating-find")).to_have_value("Ban Tổ chức Tỉnh ủy")
    text.press("End")
    text.press_sequentially(", gửi @ubkttu")
    text.press("Enter")
    expect(desk.page.locator("#c-informed-find")).not_to_have_value("")
    text.press_sequentially(" >hang thang")
    expect(offered.first).to_contain_text("Hằng tháng")
    text.press("Enter")
    expect(form.locator("[data-day]")).to_be_hidden()
    form.get_by_role("button", name="Ghi kết luận").click()
    written = desk.page.locator("[data-conclusions] ol")
    expect(written).to_contain_text("rà soát quy chế")
    expect(written).to_contain_text("Hằng tháng")
    desk.photograph("conclusion-typed")


def test_a_sign_can_stay_a_sign_and_tab_changes_the_part(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    desk = sit_down(people, meeting)
    text = desk.page.locator("[data-conclude] textarea")
    listed = desk.page.locator("#c-typed")
    text.press_sequentially("/ra soat")
    expect(listed.locator("[role=option]")).to_have_text(
        ["Yêu cầu … rà soát, khắc phục những tồn tại, hạn chế đã nêu."]
    )
    desk.photograph("conclusion-usual-sentence")
    text.press("Enter")
    text.press_sequentially("Ban Tổ chức")
    expect(text).to_have_value(
        "Yêu cầu Ban Tổ chức rà soát, khắc phục những tồn tại, hạn chế đã nêu."
    )
    text.fill("")
    text.press_sequentially("Tỷ lệ phải >90")
    expect(listed).to_contain_text("Ví dụ")
    text.press("Escape")
    text.press_sequentially(" phần trăm")
    expect(listed).to_be_hidden()
    expect(text).to_have_value("Tỷ lệ phải >90 phần trăm")
    text.press_sequentially(" @vptu")
    for part in ("Phối hợp", "Để biết", "Chủ trì"):
        text.press("Tab")
        expect(listed.locator("[role=option]").first).to_contain_text(part)
    text.press("Enter")
    expect(text).to_have_value("Tỷ lệ phải >90 phần trăm")
    expect(desk.page.locator("#c-lead-find")).to_have_value("Văn phòng Tỉnh ủy")


def test_the_chair_confirms_on_the_tablet_and_the_desk_sees_it(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    desk = sit_down(people, meeting)
    chair = people.enter("chutri")
    chair.go(f"{scenes.page_of(meeting)}/room")
    waiting = chair.page.locator("[data-to-confirm]")
    expect(waiting).to_be_hidden()
    text = desk.page.locator("[data-conclude] textarea")
    for words in ("Rà soát quy chế", "Tập huấn sử dụng"):
        text.fill(words)
        desk.page.locator("[data-record]").click()
        expect(desk.page.locator("[data-conclusions] ol")).to_contain_text(words)
    text.press_sequentially("/thong nhat")
    offered = desk.page.locator("#c-typed [role=option]")
    expect(offered.first).to_contain_text("Không giao nhiệm vụ")
    text.press("Enter")
    text.press_sequentially("mở rộng phòng họp của @vptu")
    expect(offered.first).to_contain_text("Ghi vào câu")
    text.press("Enter")
    stated = "Thống nhất chủ trương mở rộng phòng họp của Văn phòng Tỉnh ủy theo đề nghị"
    expect(text).to_have_value(re.compile(stated))
    expect(desk.page.locator("#c-lead-find")).to_be_hidden()
    desk.photograph("conclusion-statement")
    for _ in "on and off":
        desk.page.keyboard.press("Alt+KeyK")
    expect(desk.page.locator("#c-lead-find")).to_be_hidden()
    desk.page.locator("[data-record]").click()
    expect(desk.page.locator("[data-conclusions] ol")).to_contain_text("Không giao nhiệm vụ")
    expect(waiting).to_contain_text("3")
    waiting.click()
    asked = chair.page.get_by_role("dialog", name="Kết luận chờ xác nhận")
    expect(asked).to_contain_text("Chưa có đơn vị chủ trì")
    chair.photograph("conclusions-to-confirm")
    expect(asked.locator("li").last).to_contain_text("Không giao nhiệm vụ")
    asked.get_by_role("button", name="Xác nhận 2.3").click()
    asked.get_by_role("button", name="Xác nhận 2.1").click()
    expect(asked.locator("li")).to_have_count(1)
    asked.get_by_role("button", name="Đề nghị sửa 2.2").click()
    asked.get_by_label("Sửa thế nào 2.2").fill("Ghi rõ đơn vị")
    asked.get_by_role("button", name="Gửi thư ký").click()
    expect(asked).to_be_hidden()
    expect(waiting).to_be_hidden()
    written = desk.page.locator("[data-conclusions] ol")
    expect(written).to_contain_text("Chủ trì đã xác nhận")
    expect(written).to_contain_text("Ghi rõ đơn vị")
    desk.page.locator("[data-conclusions]").get_by_role("link", name="Rà soát").click()
    desk.sees("2 kết luận phải sửa trước khi ban hành")
    desk.photograph("conclusions-review")

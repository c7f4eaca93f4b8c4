"""A secret vote on real screens: chosen on the desk, cast on a tablet, found by its code."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import desk, room, scenes
from tests.browser.people import People
from tests.browser.server import Site
from tests.gatherings import Gathering

pytestmark = pytest.mark.browser

CODE = re.compile(r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$")


@pytest.fixture
def meeting(site: Site) -> Gathering:
    """In session, everybody here."""
    return scenes.in_session(site)


def test_a_secret_ballot_is_cast_for_good_and_found_by_its_code(
    people: People, meeting: Gathering
) -> None:
    """The tablet forgets the choice, keeps the code, and finds it among those counted."""
    path = scenes.page_of(meeting)
    secretary, member = people.enter("thuky"), people.enter("daibieu01")
    secretary.go(f"{path}/desk")
    room.enter(member, path)
    desk.do_next(secretary, "Chuẩn bị biểu quyết")
    secretary.page.locator("[data-vote-form] [data-kind]").select_option("secret")
    secretary.page.get_by_label("Câu hỏi").fill("Giới thiệu nhân sự?")
    desk.do_next(secretary, "Mở biểu quyết")
    expect(secretary.page.locator("[data-secret-chip]")).to_be_visible()

    sheet = member.page.locator("dialog[data-ballot]")
    expect(sheet).to_contain_text("Biểu quyết kín")
    expect(sheet).to_contain_text("Máy chủ thấy phiếu lúc nhận và niêm phong ngay.")
    sheet.locator('[data-choice="no"]').tap()
    sheet.locator("[data-send]").tap()
    boxed = sheet.locator("[data-boxed]")
    expect(boxed).to_be_visible()
    code = boxed.locator("[data-code]")
    expect(code).to_have_text(CODE)
    kept = member.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert (code.text_content() or "?") in kept
    assert not re.search(r"\W(yes|no|other)\W", kept), kept
    desk.tally_is(secretary, "1/5")

    # Loaded anew the tablet knows that a ballot is in the box, and no more.
    member.page.reload()
    again = member.page.get_by_role("button", name="Phiếu biểu quyết")
    again.tap()
    expect(boxed).to_be_visible()
    desk.close_vote(secretary)
    result = member.page.locator("dialog[data-result]")
    result.get_by_role("button", name="Tìm phiếu của tôi").tap()
    expect(result.locator("[data-told]")).to_contain_text("là một trong 1 phiếu đã kiểm")

    # On the meeting's page, by the same device; and what is wrong is said clearly.
    member.go(path)
    member.page.locator(".vote-files summary").first.tap()
    box = member.page.locator(".box-check")
    expect(box.locator("[data-code]")).to_have_value(CODE)
    box.locator("[data-code]").fill("0000 0000 0000")
    box.get_by_role("button", name="Tìm phiếu của tôi").tap()
    expect(box.locator("[data-told]")).to_contain_text("Không có mã 0000-0000-0000")
    box.get_by_text("Danh sách mã đã công bố").tap()
    expect(box.locator("[data-codes] li")).to_have_count(1)

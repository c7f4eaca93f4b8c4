"""Rows of the task list are chosen with the pointer, and one deed is done to all of them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.people import DESK, People
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_two_of_the_list_are_chased(people: People, site: Site) -> None:
    meeting = scenes.in_session(site, "Phiên họp giao hai việc")
    for _ in range(2):
        scenes.task(meeting)
    secretary = people.enter("thuky", DESK)
    secretary.go("/tasks?view=issued")
    rows = secretary.page.locator("[data-row]")
    chase = secretary.page.get_by_role("button", name="Đôn đốc")
    expect(secretary.page.get_by_text("Đã chọn 0")).to_be_visible()
    expect(chase).to_be_hidden()
    rows.nth(0).check()
    rows.nth(1).check()
    expect(secretary.page.get_by_text("Đã chọn 2")).to_be_visible()
    chase.click()
    secretary.fill("Lời đôn đốc", "Đề nghị khẩn trương.")
    secretary.press("Đôn đốc")
    secretary.sees("Đã làm với 2 nhiệm vụ.")


def test_the_conditions_of_the_list_open_in_place(people: People, site: Site) -> None:
    scenes.task(scenes.in_session(site, "Phiên họp giao một việc"))
    secretary = people.enter("thuky", DESK)
    secretary.go("/tasks?view=issued")
    secretary.page.locator(".narrow-box summary").click()
    secretary.page.get_by_label("Bước").select_option("accepted")
    secretary.page.locator("#narrow").get_by_role("button", name="Lọc").click()
    secretary.sees("Không có nhiệm vụ nào khớp")
    expect(secretary.page).to_have_url(re.compile("view=issued.*stage=accepted"))
    assert "Lọc" not in secretary.page.title()

"""Choosing a person from a list that the server searches, with fingers and keys."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import DESK, People

pytestmark = pytest.mark.browser


def test_a_person_is_found_and_chosen_as_one_types(people: People) -> None:
    secretary = people.enter("thuky")
    secretary.go("/delegations")
    box = secretary.choosing("Người được ủy quyền")
    box.click()
    secretary.sees("Gõ tên để tìm")
    box.press_sequentially("lanhdao")
    option = secretary.page.get_by_role("listbox", name="Người được ủy quyền").get_by_role("option")
    expect(option).to_contain_text("(lanhdao)")
    secretary.photograph("choosing-delegations")
    option.click()
    expect(box).to_have_value(re.compile(r"\(lanhdao\)"))
    assert secretary.page.locator("#f-receiver_id").input_value()
    box.fill("zzzz")
    secretary.sees("Không có kết quả")


def test_a_lost_network_is_told_and_the_next_letter_asks_again(people: People) -> None:
    admin = people.enter("quantri", DESK)
    admin.go("/admin/rights")
    box = admin.choosing("Người cần tra cứu")
    lost = "**/api/v1/people?**"

    def cut(route: Route) -> None:
        route.abort()

    admin.watch.forgive("ERR_FAILED")
    admin.page.route(lost, cut)
    box.fill("thuk")
    admin.sees("Không tìm được lúc này.")
    admin.page.unroute(lost)
    box.fill("thuky")
    listed = admin.page.get_by_role("listbox", name="Người cần tra cứu").get_by_role("option")
    expect(listed).to_contain_text("(thuky)")
    box.press("Enter")
    expect(box).to_have_value(re.compile(r"\(thuky\)"))
    admin.photograph("choosing-rights")

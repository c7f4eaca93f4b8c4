"""Hands, the floor and the lead of pages on real tablets; and a line that is cut meanwhile."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser import room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering

pytestmark = pytest.mark.browser

BACK_WITHIN_S = 10


@pytest.fixture
def meeting(site: Site) -> Gathering:
    """In session, everybody here."""
    return scenes.in_session(site)


@pytest.fixture
def hall(people: People, meeting: Gathering) -> tuple[Person, Person, Person]:
    """The secretary's desk, the chair's tablet, a member's; the paper open on both tablets."""
    path = scenes.page_of(meeting)
    desk, chair, member = (people.enter(who) for who in ("thuky", "chutri", "daibieu01"))
    desk.go(f"{path}/desk")
    for person in (chair, member):
        room.enter(person, path)
        room.paper_is_open(person)
    return desk, chair, member


def test_a_hand_is_confirmed_in_its_place_and_gets_the_floor(
    hall: tuple[Person, Person, Person], meeting: Gathering
) -> None:
    """Tap, confirm, one's place; invited from the desk; the speaker stands on every screen."""
    desk, chair, member = hall
    name = next(
        p.name for p in meeting.seen_by("thuky").participants if p.id == meeting.seat("daibieu01")
    )
    hand = member.page.locator('[data-hand="speak"]')
    expect(hand).to_have_text("Giơ tay phát biểu")
    before = hand.bounding_box()
    hand.tap()
    confirm = member.page.get_by_role("button", name="Xác nhận giơ tay")
    there = confirm.bounding_box()
    assert before
    assert there
    assert min(before["height"], there["height"]) >= 56
    assert abs(before["y"] - there["y"]) < 12, "the same place"
    confirm.tap()
    expect(hand).to_contain_text("Đang chờ: thứ 1")
    hand.tap()
    expect(hand).to_have_text("Giơ tay phát biểu")
    hand.tap()
    confirm.tap()
    desk.page.get_by_role("button", name=f"Mời {name} phát biểu").click()
    for person in (chair, member):
        expect(person.page.locator("[data-speaker]")).to_contain_text(name)
    expect(hand).to_contain_text("Đang phát biểu")
    desk.page.get_by_role("button", name="Dừng", exact=True).click()
    expect(chair.page.locator("[data-speaker]")).to_be_hidden()


def test_a_presenter_leads_and_a_tablet_cut_off_comes_back(
    hall: tuple[Person, Person, Person], meeting: Gathering
) -> None:
    """It says so while it is away, and is where the meeting is within ten seconds."""
    desk, chair, member = hall
    desk.page.locator("[data-presenter]").select_option(str(meeting.seat("daibieu01")))
    title = "[data-follow-title]"
    expect(member.page.locator(title)).to_have_text("Đồng chí đang dẫn trang")
    expect(chair.page.locator(title)).to_have_text("Đang theo người trình bày")
    member.page.get_by_role("button", name="Trang sau").tap()
    page = "[data-stage] [data-page]"
    expect(chair.page.locator(page)).to_contain_text("Trang 2/")
    expect(member.page.locator(title)).to_have_text("Đồng chí đang dẫn trang")
    chair.watch.forgive("ERR_INTERNET_DISCONNECTED")
    chair.page.context.set_offline(True)
    expect(chair.page.locator("[data-stage].stage-lost")).to_be_visible()
    expect(chair.page.locator('[data-hand="speak"]')).to_be_disabled()
    expect(chair.page.locator('[data-hand="speak"]')).to_have_text("Giơ tay: cần mạng")
    member.page.get_by_role("button", name="Trang trước").tap()
    expect(member.page.locator(page)).to_contain_text("Trang 1/")
    chair.page.context.set_offline(False)
    began = time.monotonic()
    expect(chair.page.locator(page)).to_contain_text("Trang 1/")
    assert time.monotonic() - began < BACK_WITHIN_S
    member.page.get_by_role("button", name="Thôi dẫn").tap()
    expect(member.page.locator(title)).to_have_text("Đang theo người chủ trì")

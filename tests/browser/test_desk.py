"""The secretary's desk: keys, what fits the screen, taking back, two at once."""

import re

import pytest
from playwright.sync_api import Locator, expect

from meetings.commands.floor import GiveFloor, give_floor
from meetings.commands.speaking import AskToSpeak, ask_to_speak
from tests.browser import scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def sit_down(people: People, meeting: Gathering, name: str = "thuky") -> Person:
    """Somebody at the desk."""
    person = people.enter(name, DESK)
    person.go(f"{scenes.page_of(meeting)}/desk")
    expect(person.page.locator("[data-next] button")).to_be_visible()
    return person


def current(person: Person) -> Locator:
    """The number of the item that is discussed."""
    return person.page.locator("[data-run] .item-now .item-no")


def test_a_question_mark_shows_the_keys_but_not_while_one_types(people: People, site: Site) -> None:
    desk = sit_down(people, scenes.in_session(site))
    keys = desk.page.locator("#help-panel")
    desk.page.keyboard.press("?")
    expect(keys).to_contain_text("Làm việc tiếp theo")
    desk.photograph("desk-keys")
    desk.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    desk.follow("Trợ giúp, mọi phím tắt", exact=False)
    expect(keys).to_be_visible()
    desk.page.keyboard.press("Escape")
    text = desk.page.locator("[data-conclude] textarea").first
    text.focus()
    desk.page.keyboard.press("?")
    expect(text).to_have_value("?")
    expect(keys).to_be_hidden()


def test_the_ten_things_done_most_need_no_scrolling(people: People, site: Site) -> None:
    """docs/room.md lists them. Each is seen whole at 1366×768, also when people wait."""
    meeting = scenes.in_session(site)
    for username in ("daibieu01", "daibieu02", "daibieu03", "lanhdao"):
        wish = AskToSpeak(meeting_id=meeting.id, item_id=meeting.items[1])
        turn = meeting.run(username, ask_to_speak, wish)
    meeting.run("thuky", give_floor, GiveFloor(turn_id=turn.id, after=None))
    desk = sit_down(people, meeting)
    page = desk.page
    places = [
        page.locator("[data-next] button"),
        page.locator("[data-run] button").first,
        page.locator("[data-page-next]"),
        page.locator("[data-page-previous]"),
        page.locator("[data-queue-of=speak] li button").last,
        page.locator("[data-end-turn]"),
        page.locator("[data-more-time]"),
        page.locator("[data-presenter]"),
        page.locator("[data-pause]"),
        page.locator("[data-close-session]"),
        page.locator("[data-record]"),
        page.locator("[data-keys]"),
    ]
    desk.photograph("desk-ten")
    for place in places:
        expect(place).to_be_in_viewport(ratio=0.9)
    scrolled = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert scrolled <= 0


def test_an_item_opened_by_mistake_is_taken_back_by_one_key(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    wish = AskToSpeak(meeting_id=meeting.id, item_id=meeting.items[1])
    meeting.run("daibieu01", ask_to_speak, wish)
    desk = sit_down(people, meeting)
    desk.press("Mở mục 3")
    expect(desk.page.locator("[data-undo]")).to_contain_text("Đã mở mục 3")
    expect(desk.page.locator("[data-queue-of=speak] li")).to_have_count(0)
    desk.photograph("desk-undo")
    desk.page.keyboard.press("Alt+KeyZ")
    expect(current(desk)).to_have_text("2")
    expect(desk.page.locator("[data-queue-of=speak] li")).to_have_count(1)
    desk.sees("Đã hoàn tác: Đã mở mục 3")
    expect(desk.page.locator("[data-undo]")).to_be_hidden()
    desk.page.keyboard.press("Alt+KeyM")
    expect(desk.page.locator("[data-on-floor]")).to_be_visible()
    desk.press("Hoàn tác", exact=False)
    expect(desk.page.locator("[data-on-floor]")).to_be_hidden()
    expect(desk.page.locator("[data-queue-of=speak] li")).to_have_count(1)


def test_who_speaks_is_not_cut_off_without_a_question(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    wish = AskToSpeak(meeting_id=meeting.id, item_id=meeting.items[1])
    turn = meeting.run("daibieu01", ask_to_speak, wish)
    meeting.run("thuky", give_floor, GiveFloor(turn_id=turn.id, after=None))
    desk = sit_down(people, meeting)
    desk.page.keyboard.press("Alt+KeyN")
    asked = desk.page.get_by_role("dialog", name="Chuyển mục khi đang có người phát biểu?")
    expect(asked).to_contain_text("đang phát biểu")
    desk.press("Thôi")
    expect(current(desk)).to_have_text("2")
    expect(desk.page.locator("[data-on-floor]")).to_be_visible()
    desk.page.keyboard.press("Alt+KeyN")
    desk.press("Chuyển mục")
    expect(current(desk)).to_have_text("3")


def test_closing_with_an_open_vote_closes_the_vote_first(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    meeting.open_vote()
    desk = sit_down(people, meeting)
    desk.page.locator("[data-close-session]").click()
    asked = desk.page.get_by_role("dialog", name="Biểu quyết đang mở")
    expect(asked).to_be_visible()
    desk.press("Thôi")
    expect(desk.page.locator("[data-meeting-state]")).to_have_text("Đang họp")
    desk.page.locator("[data-close-session]").click()
    desk.page.locator("dialog").get_by_role("button", name="Đóng biểu quyết").click()
    closing = desk.page.get_by_role("dialog", name="Kết thúc phiên họp?")
    expect(closing).to_be_visible()
    # The event may come before the answer to the press, with which the desk learns what it did.
    with desk.page.expect_event("requestfinished", lambda sent: sent.method == "POST"):
        closing.get_by_role("button", name="Kết thúc phiên họp").click()
    expect(desk.page.locator("[data-meeting-state]")).to_have_text("Đã kết thúc")
    desk.page.keyboard.press("Alt+KeyZ")
    desk.sees(re.compile("không mở lại được"))


def test_two_at_the_desk_are_told_of_each_other(people: People, site: Site) -> None:
    """The chair moves on; the secretary is told at once, and a step on what was seen is refused."""
    meeting = scenes.in_session(site)
    secretary, chair = sit_down(people, meeting), sit_down(people, meeting, "chutri")
    chair.press("Mở mục 3")
    secretary.sees(re.compile(r"^Đ/c .+ vừa chuyển sang mục 3$"))
    expect(current(secretary)).to_have_text("3")
    expect(chair.page.get_by_text(re.compile("vừa chuyển sang mục 3"))).to_have_count(0)

    # The secretary's line is slow: the chair's next step has not come when the button is pressed.
    secretary.watch.forgive(r"status of 409")
    secretary.page.context.route("**/current-item", _with_what_was_seen(meeting))
    secretary.press("Mở mục 1")
    secretary.sees(re.compile(r"^Đồng chí .+ vừa chuyển sang mục 3, nên chưa chuyển gì thêm"))
    expect(current(secretary)).to_have_text("3")


def _with_what_was_seen(meeting: Gathering):
    def handle(route) -> None:
        body = route.request.post_data_json | {"after": str(meeting.items[1])}
        route.continue_(post_data=body)

    return handle

"""What people meet beside the main line: nothing there yet, no right, two presses, no network."""

import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from meetings.models import Ballot, Meeting
from tests.browser import desk, planning, room, scenes
from tests.browser.people import DESK, People
from tests.browser.server import Site

pytestmark = pytest.mark.browser


def test_pages_without_content_say_what_will_come(people: People) -> None:
    somebody = people.enter("canbo.thuvy")
    somebody.sees("Đồng chí đã làm xong mọi việc")
    for path, words in {
        "/meetings": "Chưa có phiên họp nào sắp tới",
        "/meetings?when=past": "Chưa có phiên họp nào đã qua",
        "/tasks": "Chưa có nhiệm vụ nào",
        "/dashboard": "Không có nhiệm vụ nào trong phạm vi này",
        "/papers": "Chưa có tài liệu nào",
    }.items():
        somebody.go(path)
        somebody.sees(words)


def test_a_person_without_the_right_learns_nothing(people: People, site: Site) -> None:
    meeting = scenes.in_session(site, "Phiên họp không dành cho người ngoài")
    path = scenes.page_of(meeting)
    outsider, member = people.enter("canbo.thuvy"), people.enter("daibieu01")
    for person in (outsider, member):
        person.watch.forgive(r"status of 40[34]")
    task = f"/tasks/{scenes.task(meeting)}"
    for address in (path, f"{path}/room", f"{path}/desk", f"{path}/screen", task):
        outsider.go(address)
        outsider.sees("Không tìm thấy")
        expect(outsider.page.get_by_text("không dành cho người ngoài")).to_have_count(0)
    for address in (f"{path}/desk", f"{path}/edit"):
        member.go(address)
        member.sees("Chưa được giao quyền")


def test_two_presses_plan_one_meeting(people: People, site: Site) -> None:
    title = "Phiên họp bấm hai lần"
    secretary = people.enter("thuky", DESK)
    planning.start_new_meeting(secretary)
    planning.plan(secretary, title, "Phòng họp số 1")
    secretary.page.get_by_role("button", name="Tạo phiên họp").dblclick()
    expect(secretary.page.get_by_role("heading", name=title)).to_be_visible()
    secretary.go("/meetings")
    expect(secretary.page.get_by_role("link", name=title)).to_have_count(1)
    with site.platform.store.reading() as session:
        found = select(func.count()).select_from(Meeting).where(Meeting.title == title)
        assert session.scalar(found) == 1


def test_two_presses_cast_one_ballot(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    path = scenes.page_of(meeting)
    secretary, member = people.enter("thuky", DESK), people.enter("daibieu01")
    room.enter(member, path)
    vote_id = meeting.open_vote()
    desk.sit_down(secretary, path)
    room.choose(member, "Tán thành")
    member.page.get_by_role("button", name="Gửi phiếu").dblclick()
    room.is_recorded(member, "Tán thành")
    desk.tally_is(secretary, "1/5")
    with site.platform.store.reading() as session:
        cast = select(func.count()).select_from(Ballot).where(Ballot.vote_id == vote_id)
        assert session.scalar(cast) == 1


def test_marks_made_without_network_are_counted_and_sent_when_it_returns(
    people: People, site: Site
) -> None:
    path = scenes.page_of(scenes.in_session(site))
    member, other = people.enter("daibieu01"), people.enter("daibieu02")
    for person in (member, other):
        room.enter(person, path)
        room.paper_is_open(person)
    room.take(member, "Bút", "Phiên họp")
    expect(member.page.locator("[data-link]")).to_have_text("Đã đồng bộ")
    member.watch.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    member.page.context.set_offline(True)
    lost = time.monotonic()
    expect(member.page.locator("[data-link]")).to_contain_text("Mất mạng từ", timeout=4_000)
    assert time.monotonic() - lost < 3.5
    for y in (200.0, 240.0, 280.0):
        room.draw(member, (100.0, y), (300.0, y + 10))
    expect(member.page.locator("[data-follow-title]")).to_have_text("3 dấu chưa gửi")
    member.photograph("room-offline")
    room.sees_marks(other, ink=0)
    member.page.context.set_offline(False)
    expect(member.page.locator("[data-link]")).to_have_text("Đã đồng bộ")
    room.all_is_saved(member)
    room.sees_marks(other, ink=3)
    member.page.reload()
    room.paper_is_open(member)
    room.sees_marks(member, ink=3)


def test_english_is_one_choice_away(people: People) -> None:
    reader = people.stranger("daibieu01")
    reader.go("/sign-in")
    reader.choose_language("English", "Ngôn ngữ")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    reader.sign_in(english=True)
    for path, heading in {"/meetings": "Meetings", "/tasks": "Tasks"}.items():
        reader.go(path)
        expect(reader.page.locator("html")).to_have_attribute("lang", "en")
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(heading)
    reader.choose_language("Tiếng Việt", "Language")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Nhiệm vụ")

"""The weekly work calendar on a tablet: compiled, approved, read; own days; keys."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ecabinet.core.clock import office_day, utc_now
from meetings.calendar.rows import monday_of
from tests.browser import scenes
from tests.browser.people import People
from tests.browser.server import Site

pytestmark = pytest.mark.browser
MONDAY = monday_of(office_day(utc_now())) + timedelta(days=7)


def test_a_week_goes_from_the_desk_to_the_leader_and_back_to_everybody(
    people: People, site: Site
) -> None:
    meeting = scenes.in_session(site)
    unit = meeting.office.units["TU"]
    desk, leader, reader = (people.enter(who) for who in ("thuky", "lanhdao", "daibieu01"))
    here = f"/calendar/weeks?unit_id={unit}&day={MONDAY}"
    desk.go(here)
    desk.page.get_by_role("button", name="Lập lịch tuần này").tap()
    more = desk.page.get_by_role("link", name="Thêm việc", exact=True)
    expect(more).to_be_visible()
    week = desk.page.url.removeprefix(site.origin)
    more.tap()
    desk.page.get_by_label("Nội dung").fill("Tiếp công dân định kỳ")
    desk.page.get_by_label("Từ giờ").fill("8h")
    desk.page.get_by_role("button", name="Lưu").tap()
    line = desk.page.locator(".wk-lines > li", has_text="Tiếp công dân định kỳ")
    expect(line).to_contain_text("08:00")
    edit = line.get_by_role("link", name="Sửa").bounding_box()
    assert edit
    assert edit["height"] >= 44
    desk.page.get_by_role("button", name="Trình duyệt lịch tuần").tap()
    expect(desk.page.get_by_text("Chờ duyệt")).to_be_visible()

    leader.go(week)
    leader.page.get_by_role("button", name="Duyệt, công bố").tap()
    leader.page.get_by_role("button", name="Công bố", exact=True).tap()
    expect(leader.page.get_by_text("Đã công bố")).to_be_visible()

    reader.go(week)
    expect(reader.page.get_by_text("Tiếp công dân định kỳ")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Thêm việc", exact=True)).to_have_count(0)


def test_own_days_lead_into_the_room_and_turn_by_key(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    member = people.enter("daibieu01")
    member.go("/calendar?view=day")
    heading = member.page.locator(".cal-bar h2")
    today = heading.inner_text()
    enter = member.page.locator(f'a[href="/meetings/{meeting.id}/room"]')
    expect(enter).to_be_visible()
    box = enter.bounding_box()
    assert box
    assert box["height"] >= 44
    member.page.keyboard.press("ArrowRight")
    expect(heading).not_to_have_text(today)
    member.page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text(today)

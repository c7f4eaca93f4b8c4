"""Rights set on the page of a paper, and what they do on a tablet where it is open."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import reading, room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site
from tests.browser.walk import FIRST
from tests.gatherings import Gathering

pytestmark = pytest.mark.browser
NONE, VIEW = "0", "1"


@pytest.fixture
def meeting(site: Site) -> Gathering:
    return scenes.in_session(site)


@pytest.fixture
def version_id(meeting: Gathering) -> UUID:
    return meeting.paper(1)


@pytest.fixture
def secretary(people: People, version_id: UUID) -> Person:
    secretary = people.enter("thuky")
    secretary.go(f"/papers/{version_id}/versions")
    secretary.follow("Xem và đặt quyền")
    secretary.sees("Chưa đặt quy tắc nào")
    return secretary


def set_rule(secretary: Person, who: str, level: str) -> None:
    """Fill the form by touch and keys, and save."""
    box = secretary.choosing("Cho ai")
    box.click()
    box.fill(who)
    secretary.page.get_by_role("option", name=who).first.click()
    secretary.page.get_by_label("Được làm", exact=True).select_option(level)
    secretary.press("Lưu quy tắc")


def rule(secretary: Person, who: str) -> Locator:
    """The row of a rule."""
    return secretary.page.locator("#rules tbody tr").filter(has_text=who)


def test_pens_go_then_the_paper_then_it_comes_back(
    people: People, secretary: Person, version_id: UUID
) -> None:
    reader = people.enter("daibieu01")
    reading.open_paper(reader, version_id)
    pens = reader.page.locator(".tools-view-only")
    expect(pens).to_be_hidden()
    set_rule(secretary, FIRST, VIEW)
    expect(rule(secretary, FIRST)).to_contain_text("Chỉ xem")
    expect(pens).to_be_visible()
    secretary.photograph("paper-rights")
    reader.photograph("paper-rights-view-only")
    # The paper's marks are asked for and refused: that is how the tablet learns.
    reader.watch.forgive("404")
    set_rule(secretary, FIRST, NONE)
    expect(secretary.page.locator("#rules tbody tr")).to_have_count(1)
    expect(reader.page.locator("embedpdf-container")).to_have_count(0)
    reader.sees("Đồng chí không được xem tài liệu này.")
    reader.photograph("paper-rights-put-away")
    secretary.press(f"Bỏ quy tắc cho {FIRST}")
    secretary.sees("Chưa đặt quy tắc nào")
    reading.open_paper(reader, version_id)
    expect(pens).to_be_hidden()


def test_who_follows_the_room_to_a_barred_paper_is_told_so(
    people: People, secretary: Person, meeting: Gathering, version_id: UUID
) -> None:
    reader = people.enter("daibieu01")
    room.enter(reader, scenes.page_of(meeting))
    room.paper_is_open(reader)
    set_rule(secretary, FIRST, NONE)
    secretary.sees("Không thấy")
    reader.watch.forgive("404")
    asked: list[str] = []
    reader.page.on("request", lambda sent: asked.append(sent.url))
    meeting.push(1, version_id=version_id)
    # By what comes first: the paper that is refused, or the room's state, which does not name it.
    reader.sees(re.compile("Đồng chí không được xem tài liệu này|Chưa có tài liệu nào mở"))
    reader.photograph("paper-rights-room")
    asked.clear()
    meeting.push(1, version_id=version_id, page=2)
    meeting.push(0)
    expect(reader.page.locator("[data-agenda] .item-now")).to_contain_text("Công tác")
    # The turn of the page was no reason to ask for it again.
    assert not [url for url in asked if str(version_id) in url]


def test_one_looks_at_it_as_a_person_sees_it(secretary: Person) -> None:
    set_rule(secretary, "Mọi người dự", VIEW)
    row = secretary.page.locator("#people tbody tr").filter(has_text=FIRST)
    expect(row).to_contain_text("Quy tắc cho mọi người")
    row.get_by_role("link").click()
    seen = secretary.page.locator("#seen")
    expect(seen).to_contain_text(f"Như đồng chí {FIRST} thấy")
    expect(seen).to_contain_text("Không có nút tải về")
    secretary.photograph("paper-rights-as-somebody")


def test_a_window_that_ends_before_it_begins_is_told_and_nothing_is_lost(
    secretary: Person,
) -> None:
    page = secretary.page
    page.get_by_label("Được làm", exact=True).select_option(VIEW)
    for label, day in (("Từ ngày", "02/12/2030"), ("Đến ngày", "01/12/2030")):
        page.get_by_label(label).fill(day)
    secretary.watch.forgive("422")
    secretary.press("Lưu quy tắc")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Được làm", exact=True)).to_have_value(VIEW)
    expect(page.get_by_label("Từ ngày")).to_have_value("02/12/2030")
    secretary.photograph("paper-rights-refused")

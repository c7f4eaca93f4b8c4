"""A vote on a list of candidates: prepared, opened with notice, cast on two tablets, counted."""

import pytest
from playwright.sync_api import expect

from meetings.ballot_forms import Form, Tie
from meetings.commands.question import Question
from meetings.commands.vote import PrepareVote, prepare_vote
from tests.browser import desk, room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

NAMES = tuple(
    f"{family} {middle} {given}"
    for family in ("Nguyễn Hoàng", "Trần Đặng", "Phạm Quốc")
    for middle in ("Thị Phương", "Minh")
    for given in ("Khuê", "Nghĩa", "Thảo", "Uyên", "Xuân")
)


def tick(person: Person, *names: str) -> None:
    """Tick names, read the ballot again, send it."""
    ballot = person.page.locator("[data-ballot]")
    expect(ballot).to_be_visible()
    for name in names:
        row = ballot.get_by_role("checkbox", name=name)
        box = row.bounding_box()
        assert box
        assert box["height"] >= 56
        row.tap()
        expect(row).to_have_attribute("aria-checked", "true")
    ballot.get_by_role("button", name="Đọc lại phiếu").tap()
    expect(ballot.locator("[data-chosen] li")).to_have_text(list(names))
    person.photograph("candidates-read")
    send = person.page.get_by_role("button", name=f"Gửi phiếu: {len(names)} lựa chọn")
    expect(send).to_be_enabled(timeout=15_000)
    send.tap()
    expect(ballot.locator("[data-recorded]")).to_contain_text("Đã ghi nhận lúc")
    expect(ballot.locator("[data-mine]")).to_have_text(", ".join(names))


def test_candidates_are_elected_over_two_tablets(people: People, site: Site) -> None:
    """Thirty long names; the notice is counted down; one is elected, with words and a sign."""
    meeting = scenes.in_session(site)
    asked = Question(
        question="Bầu Tổ giám sát", form=Form.CANDIDATES, options=NAMES, seats=2, most=3,
        tie=Tie.REPEAT, base="valid",
    )  # fmt: skip
    meeting.run("thuky", prepare_vote, PrepareVote(meeting_id=meeting.id, question=asked))
    path = scenes.page_of(meeting)
    secretary, chair, member = (people.enter(who) for who in ("thuky", "chutri", "daibieu01"))
    desk.sit_down(secretary, path)
    expect(secretary.page.locator("[data-prepared-options] li")).to_have_count(30)
    for person in (chair, member):
        room.enter(person, path)
        room.paper_is_open(person)
    desk.do_next(secretary, "Mở biểu quyết")
    ballot = member.page.locator("[data-ballot]")
    expect(ballot.locator("[data-notice]")).to_be_visible()
    expect(ballot.get_by_role("checkbox")).to_have_count(30)
    member.photograph("candidates-list")
    tick(chair, NAMES[0], NAMES[29])
    tick(member, NAMES[0], NAMES[7], NAMES[29])
    desk.tally_is(secretary, "2/5")
    desk.close_vote(secretary)
    result = member.page.locator("dialog[data-result]")
    expect(result.locator("[data-verdict-word]")).to_have_text("Thông qua")
    expect(result.locator("[data-list-result] li").first).to_contain_text(NAMES[0])
    expect(result.locator("[data-list-result] .on")).to_have_count(2)
    expect(secretary.page.locator("[data-vote-closed] [data-list-result] .on")).to_have_count(2)
    for person in (secretary, member):
        person.photograph("candidates-result")

"""Votes on paper, several at once, on behalf of others: what hall, desk, tablet and phone say."""

import re

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from ecabinet.catalogues.commands.entries import ChangeEntry, change_entry
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.catalogues.policies import POLICIES
from ecabinet.core import permissions
from meetings.ballot_forms import Form
from meetings.commands.ballot import BallotSheet, SlateBallot, cast_sheet
from meetings.commands.presence import Presence, leave
from meetings.commands.proxies import RecordProxy, record_proxy
from meetings.commands.question import Question
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareSlate,
    PrepareVote,
    close_vote,
    open_vote,
    prepare_slate,
    prepare_vote,
)
from meetings.terms import Choice
from tests.browser import desk, room, scenes
from tests.browser.axe import violations as _violations
from tests.browser.people import WALL, People, Person
from tests.browser.server import Site
from tests.browser.test_big_screen import reads_well
from tests.gatherings import VOTERS, Gathering

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PHONE = {"width": 390, "height": 844}
SIZES = {"lying": {"width": 1024, "height": 768}, "upright": {"width": 768, "height": 1024}}
QUESTIONS = (
    "Thông qua Báo cáo kết quả thực hiện nhiệm vụ 6 tháng đầu năm và phương hướng 6 tháng cuối năm",
    "Thông qua Nghị quyết về chuyển đổi số trong các cơ quan đảng giai đoạn 2026–2030",
    "Cho chủ trương đầu tư Trung tâm dữ liệu của tỉnh",
)


def the_wall(people: People, meeting: Gathering) -> Person:
    """The big screen of the hall, opened by the secretary."""
    wall = people.enter("thuky", WALL)
    wall.go(f"{scenes.page_of(meeting)}/screen")
    return wall


def whole(place: Locator) -> None:
    """It is seen whole, without scrolling."""
    expect(place).to_be_in_viewport(ratio=0.99)


def slate(meeting: Gathering, count: int = 3) -> tuple[Question, ...]:
    """So many questions on one sheet, opened."""
    asked = tuple(Question(question=QUESTIONS[n % 3]) for n in range(count))
    made = meeting.run("thuky", prepare_slate, PrepareSlate(meeting_id=meeting.id, questions=asked))
    opening = OpenVote(meeting_id=meeting.id, vote_id=made.vote_ids[0])
    meeting.run("thuky", open_vote, opening)
    return tuple(made.vote_ids)


@pytest.mark.parametrize("size", list(SIZES))
def test_a_vote_on_paper_is_told_as_such_and_counted_at_the_desk(
    people: People, site: Site, size: str
) -> None:
    """Nobody is asked for a tablet or named as late; the figures typed in give the result."""
    meeting = scenes.in_session(site)
    wall, secretary = the_wall(people, meeting), people.enter("thuky", SIZES[size])
    desk.sit_down(secretary, scenes.page_of(meeting))
    meeting.open_vote("Thông qua Quy chế làm việc", on_paper=True)
    expect(wall.page.locator("[data-on-paper]")).to_be_visible()
    expect(wall.page.locator("[data-on-tablets]")).to_be_hidden()
    expect(wall.page.locator(".turn")).to_be_hidden()
    reads_well(wall, "wall-paper-open")
    expect(secretary.page.locator("[data-paper-open]")).to_be_visible()
    expect(secretary.page.locator("[data-presence]")).not_to_contain_text("chưa bỏ phiếu")
    expect(secretary.page.locator("[data-ready-list]")).to_be_hidden()
    secretary.page.reload()
    expect(secretary.page.locator("[data-paper-open]")).to_be_visible()
    expect(secretary.page.locator("[data-presence]")).not_to_contain_text("chưa bỏ phiếu")

    secretary.page.locator("[data-next] button").first.click()
    dialog = secretary.page.locator("#vote-paper")
    finish = dialog.get_by_role("button", name="Đọc lại rồi đóng")
    secretary.photograph(f"desk-paper-{size}")
    whole(finish)
    whole(dialog.get_by_role("button", name="Thôi"))
    assert not _violations(secretary, f"paper dialog ({size})")
    for name, figure in (("Thu về", "5"), ("Tán thành", "3")):
        dialog.get_by_label(name, exact=True).fill(figure)
    dialog.get_by_label("Không tán thành").fill("1")
    dialog.get_by_label("Ý kiến khác").fill("0")
    dialog.get_by_label("Người kiểm phiếu").fill("Nguyễn Thị Hoa\nTrần Văn Bình")
    secretary.watch.forgive(r"status of 4(00|22)")
    finish.click()
    secretary.page.locator("dialog[open]").get_by_role("button", name="Đóng biểu quyết").click()
    expect(dialog.locator("[data-refused]")).not_to_be_empty()
    dialog.get_by_label("Ý kiến khác").fill("1")
    finish.click()
    secretary.page.locator("dialog[open]").get_by_role("button", name="Đóng biểu quyết").click()
    desk.sees_verdict(secretary, "Thông qua", re.compile("3 trên 5 thành viên"))
    expect(wall.page.locator(".wall-counted")).to_have_text(
        "Kiểm phiếu giấy: phát ra 5, thu về 5, không hợp lệ 0"
    )
    reads_well(wall, "wall-paper-result")


def test_a_slate_stands_on_the_wall_as_a_list_and_then_a_table(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    wall = the_wall(people, meeting)
    votes = slate(meeting)
    expect(wall.page.locator(".wall-questions li")).to_have_count(3)
    reads_well(wall, "wall-slate-open")
    sheet = tuple(SlateBallot(vote_id=vote, choice=Choice.YES) for vote in votes)
    for username in VOTERS[:4]:
        meeting.run(username, cast_sheet, BallotSheet(ballots=sheet))
    expect(wall.page.locator("[data-cast]")).to_have_text("4")
    meeting.run("thuky", close_vote, CloseVote(vote_id=votes[0]))
    rows = wall.page.locator(".wall-slate tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Thông qua")
    reads_well(wall, "wall-slate-result")
    wall.page.reload()
    expect(rows).to_have_count(3)

    long = slate(meeting, 20)
    expect(wall.page.locator(".wall-questions li")).to_have_count(20)
    reads_well(wall, "wall-slate-open-20")
    meeting.run("thuky", close_vote, CloseVote(vote_id=long[0]))
    expect(rows).to_have_count(20)
    ends = "node => node.getBoundingClientRect().bottom"
    starts = "node => node.getBoundingClientRect().top"
    assert rows.last.evaluate(ends) <= wall.page.locator(".wall-foot").evaluate(starts)
    reads_well(wall, "wall-slate-result-20")


def test_a_slate_reads_on_a_phone_and_on_an_upright_tablet(people: People, site: Site) -> None:
    meeting = scenes.in_session(site)
    phone = people.enter("daibieu01", PHONE)
    tablet = people.enter("daibieu02", SIZES["upright"])
    lying = people.enter("daibieu03", SIZES["lying"])
    for member in (phone, tablet, lying):
        room.enter(member, scenes.page_of(meeting))
    votes = slate(meeting)
    for name, member in (("phone", phone), ("upright", tablet), ("lying", lying)):
        sheet = member.page.locator("dialog[data-slate-ballot]")
        expect(sheet).to_be_visible()
        whole(sheet.get_by_role("button", name="Đọc lại phiếu"))
        sheet.get_by_role("button", name="Tán thành tất cả", exact=True).click()
        member.photograph(f"slate-{name}")
        whole(sheet.get_by_role("button", name="Gửi phiếu: 3 nội dung"))
        assert not _violations(member, f"slate ({name})")
        sheet.get_by_role("button", name="Gửi phiếu: 3 nội dung").click()
        expect(sheet.locator("[data-recorded]")).to_be_visible()
    meeting.run("thuky", close_vote, CloseVote(vote_id=votes[0]))
    for name, member in (("phone", phone), ("upright", tablet), ("lying", lying)):
        result = member.page.locator("dialog[data-result]")
        expect(result.locator(".slate-table tbody tr")).to_have_count(3)
        whole(result.get_by_role("button", name="Về tài liệu"))
        member.photograph(f"slate-result-{name}")
        assert not _violations(member, f"slate result ({name})")
        wide = "node => node.scrollWidth > node.clientWidth + 1"
        assert not result.locator("[data-slate-result]").evaluate(wide)


def allow_proxies(meeting: Gathering) -> None:
    """The administrator lets the kind of the meeting have proxies."""
    permissions.register(POLICIES)
    with meeting.store.reading() as session:
        named = (CatalogueEntry.catalogue == "meeting-types", CatalogueEntry.code == "BTV")
        entry = session.scalars(select(CatalogueEntry).where(*named)).one()
    data = {**entry.data, "proxy_votes": True}
    change = ChangeEntry(
        entry_id=entry.id, revision=entry.revision, code="BTV", name=entry.name, data=data
    )
    meeting.run("quantri", change_entry, change)


def test_a_proxy_casts_own_and_other_ballot_and_finds_both_in_the_history(
    people: People, site: Site
) -> None:
    meeting = scenes.in_session(site)
    allow_proxies(meeting)
    meeting.run("lanhdao", leave, Presence(meeting_id=meeting.id))
    asked = PrepareVote(meeting_id=meeting.id, question=Question(question="Thông qua Tờ trình?"))
    vote = meeting.run("thuky", prepare_vote, asked).id
    given = {"participant_id": meeting.seat("lanhdao"), "proxy_id": meeting.seat("daibieu01")}
    meeting.run(
        "thuky", record_proxy, RecordProxy(vote_id=vote, reason="Giấy ủy quyền 12/UQ", **given)
    )
    secretary = people.enter("thuky")
    secretary.go(f"/votes/{vote}/roll")
    secretary.sees("Giấy ủy quyền 12/UQ")
    secretary.photograph("vote-roll")
    assert not _violations(secretary, "roll")
    member = people.enter("daibieu01")
    room.enter(member, scenes.page_of(meeting))
    meeting.run("thuky", open_vote, OpenVote(meeting_id=meeting.id, vote_id=vote))
    room.cast(member, "Tán thành")
    ballot = member.page.locator("dialog[data-ballot]")
    whole(ballot.locator("[data-next-paper]"))
    ballot.locator("[data-next-paper]").click()
    expect(ballot.locator("[data-behalf]")).to_contain_text("Thay mặt đ/c")
    expect(ballot.locator("[data-behalf]")).to_contain_text("Giấy ủy quyền 12/UQ")
    member.photograph("ballot-behalf")
    assert not _violations(member, "ballot on behalf")
    room.cast(member, "Không tán thành")
    meeting.run("thuky", close_vote, CloseVote(vote_id=vote))
    absent = people.enter("lanhdao", PHONE)
    for person, said in ((member, "Tán thành"), (absent, "Không tán thành")):
        person.go("/vote-history")
        row = person.page.locator(".vote-history tbody tr").first
        expect(row).to_contain_text("Thông qua Tờ trình?")
        expect(row.locator("b").first).to_have_text(said)
        person.photograph(f"vote-history-{person.name}")
        assert not _violations(person, "history")
    expect(absent.page.locator(".vote-history tbody tr").first).to_contain_text("bỏ thay")


@pytest.mark.parametrize("size", list(SIZES))
def test_the_buttons_of_the_desks_dialogs_are_in_sight(
    people: People, site: Site, size: str
) -> None:
    """A long list counted on paper, and voiding: no scrolling to the buttons."""
    meeting = scenes.in_session(site)
    secretary = people.enter("thuky", SIZES[size])
    desk.sit_down(secretary, scenes.page_of(meeting))
    names = [f"Nguyễn Văn Ứng cử viên {n}" for n in range(1, 21)]
    meeting.open_vote("Bầu Tổ giám sát", form=Form.CANDIDATES, options=names, on_paper=True)
    expect(secretary.page.locator("[data-paper-open]")).to_be_visible()
    secretary.page.locator("[data-next] button").first.click()
    dialog = secretary.page.locator("#vote-paper")
    expect(dialog.locator("[data-option]")).to_have_count(20)
    secretary.photograph(f"desk-paper-list-{size}")
    whole(dialog.get_by_role("button", name="Đọc lại rồi đóng"))
    dialog.get_by_role("button", name="Thôi").click()
    secretary.page.locator("[data-vote-open] [data-void]").click()
    whole(secretary.page.locator("#vote-void").get_by_role("button", name="Đọc lại rồi hủy"))

"""The sample meetings: one closed with its story, one in session, one called, one in draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from documents.official.letter import OfficialLetter
from ecabinet.demo import papers
from ecabinet.demo.catalogues import ROOM
from ecabinet.demo.teller import Teller
from meetings.ballot_forms import Form, Tie
from meetings.catalogue import Function
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.draw import DrawRoom, draw_room
from meetings.commands.guide import PushAgendaItem, push_agenda_item
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.plan import CreateMeeting, create_meeting
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.question import Question
from meetings.commands.recuse import RecuseFromItem, recuse
from meetings.commands.seating import ArrangeSeats, arrange_seats
from meetings.commands.session import OpenSession, SessionStep, close_session, open_session
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
from meetings.drawing import horseshoe, rows
from meetings.terms import Choice

MEMBERS = [f"daibieu{number:02}" for number in range(1, 21)]


@dataclass(frozen=True)
class Planned:
    """A meeting and its items, in order."""

    meeting_id: UUID
    item_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Point:
    """An agenda item to plan: title, minutes, presenter, unit, and its paper."""

    title: str
    minutes: int
    presenter: str
    unit: str
    paper: OfficialLetter | None = None
    paper_title: str = ""
    filename: str = ""


def plan(teller: Teller, title: str, starts_at: datetime, points: list[Point]) -> Planned:
    """Create a Standing Committee meeting with its agenda, papers and people."""
    meeting = teller.do(
        "thuky",
        create_meeting,
        CreateMeeting(
            title=title,
            unit_id=teller.unit("TU"),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            room=ROOM,
        ),
    )
    items = []
    for point in points:
        item = AddAgendaItem(
            meeting_id=meeting.id,
            title=point.title,
            minutes=point.minutes,
            presenter_name=point.presenter,
            presenter_unit=point.unit,
        )
        items.append(teller.do("thuky", add_agenda_item, item).id)
        if point.paper:
            teller.hand_in("thuky", items[-1], point.paper, point.paper_title, point.filename)
    _invite(teller, meeting.id, items)
    return Planned(meeting.id, tuple(items))


def _invite(teller: Teller, meeting_id: UUID, items: list[UUID]) -> None:
    seats = [
        Invitation(person_id=teller.person("chutri"), function=Function.CHAIR),
        Invitation(person_id=teller.person("thuky"), function=Function.SECRETARY),
        Invitation(person_id=teller.person("lanhdao")),
        *(Invitation(person_id=teller.person(username)) for username in MEMBERS),
        Invitation(
            person_id=teller.person("khach01"), function=Function.GUEST, item_ids=(items[1],)
        ),
    ]
    invitation = InviteParticipants(meeting_id=meeting_id, participants=tuple(seats))
    teller.do("thuky", invite_participants, invitation)


def call(teller: Teller, planned: Planned) -> None:
    """Send the invitations."""
    teller.do("thuky", call_meeting, CallMeeting(meeting_id=planned.meeting_id))
    teller.do("thuky", arrange_seats, ArrangeSeats(meeting_id=planned.meeting_id))


def furnish_rooms(teller: Teller) -> None:
    """Draw the meeting room as a U, and the great hall in rows."""
    for code, drawing in ((ROOM, horseshoe(3, 12)), ("HT", rows(15, 20))):
        teller.do("quantri", draw_room, DrawRoom(room=code, drawing=drawing))


def mixed(teller: Teller, planned: Planned) -> None:
    """One takes part from elsewhere, one has left, one stands back from the current item."""
    key = planned.meeting_id
    teller.do("daibieu03", check_in, Presence(meeting_id=key, online=True))
    teller.do("daibieu04", leave, Presence(meeting_id=key))
    reason = "Là người liên quan trực tiếp đến nội dung này"
    back = RecuseFromItem(meeting_id=key, item_id=planned.item_ids[1], reason=reason)
    teller.do("daibieu05", recuse, back)


def gather(teller: Teller, planned: Planned, absent: set[str]) -> None:
    """Everybody but `absent` checks in; the chair's session begins."""
    for username in ("chutri", "thuky", "lanhdao", *MEMBERS):
        if username not in absent:
            teller.do(username, check_in, Presence(meeting_id=planned.meeting_id))
    teller.do("thuky", open_session, OpenSession(meeting_id=planned.meeting_id, besides=True))


def move_on(teller: Teller, planned: Planned, index: int) -> None:
    """Push an item to every device."""
    step = PushAgendaItem(meeting_id=planned.meeting_id, item_id=planned.item_ids[index])
    teller.do("thuky", push_agenda_item, step)


def vote(
    teller: Teller,
    planned: Planned,
    question: str,
    against: set[str],
    other: dict[str, str],
    absent: set[str],
) -> None:
    """An open vote: everybody present votes yes, but for `against` and those of another opinion."""
    opened = teller.do(
        "thuky",
        open_vote,
        OpenVote(meeting_id=planned.meeting_id, question=Question(question=question)),
    )
    for username in ("chutri", "lanhdao", *MEMBERS):
        if username in absent:
            continue
        choice = Choice.NO if username in against else Choice.YES
        if username in other:
            choice = Choice.OTHER
        ballot = CastBallot(vote_id=opened.id, choice=choice, text=other.get(username, ""))
        teller.do(username, cast_ballot, ballot)
    teller.do("thuky", close_vote, CloseVote(vote_id=opened.id))


def prepare_candidates(teller: Teller, planned: Planned, index: int) -> None:
    """A list of candidates on an item, and a sheet of three questions: prepared, not opened."""
    names = ("Nguyễn Thị Thanh Huyền", "Trần Quốc Bảo", "Phạm Thị Minh Nguyệt",
             "Lê Hoàng Phương Anh", "Đặng Văn Khánh")  # fmt: skip
    question = Question(
        item_id=planned.item_ids[index],
        question="Giới thiệu đồng chí tham gia Tổ giúp việc sơ kết Chương trình 84-CTr/TU",
        form=Form.CANDIDATES,
        options=names,
        seats=3,
        tie=Tie.REPEAT,
    )
    prepare = PrepareVote(meeting_id=planned.meeting_id, question=question)
    teller.do("thuky", prepare_vote, prepare)
    asked = (
        "Thông qua Báo cáo sơ kết Chương trình hành động 84-CTr/TU",
        "Thông qua danh mục nhiệm vụ trọng tâm năm tới",
        "Giao Văn phòng Tỉnh ủy hoàn thiện, ban hành theo quy định",
    )
    sheet = PrepareSlate(
        meeting_id=planned.meeting_id,
        questions=tuple(Question(item_id=question.item_id, question=one) for one in asked),
    )
    teller.do("thuky", prepare_slate, sheet)


def close(teller: Teller, planned: Planned) -> None:
    """The chair's session ends."""
    teller.do("thuky", close_session, SessionStep(meeting_id=planned.meeting_id))


def standing_agenda(teller: Teller, number: int) -> list[Point]:
    """Three items with real papers: opening plan, the widening, the half-way report."""
    day = teller.now.date()
    return [
        Point(
            "Triển khai phần mềm theo dõi thực hiện nghị quyết, chỉ thị, kết luận",
            30,
            "Đ/c Đỗ Quang Vinh",
            "Văn phòng Tỉnh ủy",
            papers.plan(day, f"{number + 1}-KH/VPTU"),
            "Dự thảo Kế hoạch triển khai",
            "01 Kế hoạch triển khai.pdf",
        ),
        Point(
            "Thực hiện Chỉ thị 23-CT/TU và mở rộng phòng họp E-cabinet",
            60,
            "Đ/c Đỗ Quang Vinh",
            "Văn phòng Tỉnh ủy",
            papers.proposal(day, f"{number}-TTr/VPTU"),
            "Tờ trình mở rộng phòng họp không giấy",
            "02 Tờ trình mở rộng.pdf",
        ),
        Point(
            "Sơ kết Chương trình hành động 84-CTr/TU",
            45,
            "Đ/c Đặng Thu Hương",
            "Ban Tuyên giáo Tỉnh ủy",
            papers.report(day, f"{number + 2}-BC/VPTU"),
            "Báo cáo sơ kết",
            "03 Báo cáo sơ kết.pdf",
        ),
    ]

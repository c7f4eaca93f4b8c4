"""The facts of a session, as the minutes are written from them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from documents.official.conclusions import Conclusion as WrittenConclusion
from documents.official.minutes_facts import MinutesFacts, MinutesItem, Person, VoteResult
from ecabinet.accounts.queries.unit_names import NameOnDay, line_on
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.errors import Conflict
from meetings import access, states
from meetings.catalogue import Function
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.policies import MeetingPermission
from meetings.queries.bodies import day_of
from meetings.queries.detail import meeting_out
from meetings.queries.shapes import ConclusionOut, ItemOut, MeetingOut, ParticipantOut, VoteOut

# What stands before the name of the place in the name of a body.
BODY_WORDS = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Đảng ủy")


def minutes_facts(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> tuple[MinutesFacts, bool]:
    """Return the facts as they stand, and whether they are final.

    Before the session has closed, `now` stands for the end.

    Raises:
        NotFound, Denied: as the gate says; guests do not read minutes.
        Conflict: the session has not begun.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ_MINUTES)
    found = place.row
    if found.state not in states.HELD:
        raise Conflict("minutes.not_yet")
    shown = meeting_out(session, actor, place)
    drafts = any(conclusion.task_id is None for conclusion in shown.conclusions)
    line = line_on(session, found.unit_id, day_of(found))
    facts = _facts(line, shown, _kind(session, found.kind), now)
    return facts, found.closed_at is not None and not drafts


def _facts(
    line: list[NameOnDay], shown: MeetingOut, kind: MeetingKind, now: datetime
) -> MinutesFacts:
    """`line` is the body and those above it, called as on the day of the meeting."""
    seats = shown.participants
    members = [p for p in seats if p.entitled]
    papers = tuple(paper.title for item in shown.agenda for paper in item.papers)
    return MinutesFacts(
        rule_set=shown.rule_set,
        issuer=shown.unit.name,
        superior=line[1].name if len(line) > 1 else None,
        symbol=shown.minutes_symbol or f"…-BB/{line[0].code}",
        meeting_title=shown.title,
        body=kind.body_of(shown.unit.name),
        place=locality(line[-1].name),
        venue=shown.place or shown.unit.name,
        opened_at=office_time(shown.opened_at or shown.starts_at),
        closed_at=office_time(shown.closed_at or now),
        chair=_first(seats, Function.CHAIR),
        secretary=_first(seats, Function.SECRETARY),
        members=len(members),
        present=tuple(_person(p) for p in members if p.present),
        absent=tuple(_person(p) for p in members if not p.present),
        invited=tuple(_person(p) for p in seats if p.function is Function.GUEST),
        items=tuple(_item(item, shown.votes) for item in shown.agenda),
        conclusions=tuple(_conclusion(c) for c in shown.conclusions),
        papers=papers,
    )


def _kind(session: Session, code: str) -> MeetingKind:
    """Return the kind; one that is in no catalogue (any more) says only whose meeting it was."""
    entry = book(session, MEETING_KINDS).by_code.get(code)
    return entry.data if entry else MeetingKind()


def locality(top: str) -> str:
    """Return the place that stands before the date: the place in the name of the topmost body."""
    for words in BODY_WORDS:
        if top.startswith(f"{words} "):
            return top.removeprefix(f"{words} ")
    return top


def _person(seat: ParticipantOut) -> Person:
    return Person(name=seat.name, office=seat.title)


def _first(seats: list[ParticipantOut], function: Function) -> Person:
    return next((_person(p) for p in seats if p.function is function), Person(name=""))


def _item(item: ItemOut, votes: list[VoteOut]) -> MinutesItem:
    presenter = Person(item.presenter_name, item.presenter_unit) if item.presenter_name else None
    return MinutesItem(
        title=item.title,
        presenter=presenter,
        papers=tuple(paper.title for paper in item.papers),
        votes=tuple(_vote(v) for v in votes if v.item_id == item.id and v.outcome),
        number=item.number,
    )


def _vote(vote: VoteOut) -> VoteResult:
    outcome = vote.outcome
    assert outcome is not None
    figures = (
        ("Tán thành", outcome.yes),
        ("Không tán thành", outcome.no),
        ("Ý kiến khác", outcome.other),
    )
    return VoteResult(question=vote.question, figures=figures, verdict=outcome.sentence.vi)


def _conclusion(c: ConclusionOut) -> WrittenConclusion:
    return WrittenConclusion(
        text=c.text,
        number=c.number,
        lead=c.lead.name,
        coordinate=tuple(unit.name for unit in c.coordinating),
        supervise=c.supervisor.name if c.supervisor else "",
        inform=tuple(unit.name for unit in c.informed),
        due=c.due_on,
    )

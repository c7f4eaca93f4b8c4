"""The facts of a session, as the minutes are written from them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from documents.issuing.bodies import Issuer, issuer_on
from documents.official.minutes_facts import (
    ActedFor,
    MinutesFacts,
    MinutesItem,
    Person,
    VoteResult,
    WrittenOpinions,
)
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.errors import Conflict
from meetings import access, states
from meetings.ballot_forms import Kind
from meetings.catalogue import Function
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.minutes.queries.texts import texts_shown
from meetings.minutes.states import TextPlace
from meetings.opinions.queries.written import written_opinions
from meetings.policies import MeetingPermission
from meetings.queries.acted import by_deputies
from meetings.queries.bodies import day_of
from meetings.queries.detail import meeting_out
from meetings.queries.intervals import partly_there
from meetings.queries.shapes import ItemOut, MeetingOut, ParticipantOut
from meetings.queries.speeches import speeches
from meetings.queries.vote_lines import figures_of, is_told, verdict_of
from meetings.queries.vote_shapes import VoteOut
from meetings.queries.written_conclusions import written
from meetings.standing_in import with_whom
from meetings.states import ConclusionState


def minutes_facts(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> tuple[MinutesFacts, bool]:
    """Return the facts as they stand, and whether they are final. Deeds of deputies by their codes.

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
    drafts = any(c.state is ConclusionState.DRAFT for c in shown.conclusions)
    issuer = issuer_on(session, found.unit_id, day_of(found))
    there = partly_there(session, found, now)
    facts = _facts(issuer, shown, _kind(session, found.kind), there, now)
    acted = tuple(
        ActedFor(row.deputy_name, row.person_name, row.act, office_time(row.at))
        for row in by_deputies(session, actor, place, shown)
    )
    told = speeches(session, found.id)
    sent = written_opinions(session, found.id, found.state, now)
    texts = texts_shown(session, actor, place)
    began = {item.id: item.opened_at for item in found.items}
    items = tuple(
        replace(
            written,
            opinions=told.get(item.id, ()),
            written=sent.get(item.id, WrittenOpinions()),
            opened=_local(began[item.id]),
            discussion=texts.get(str(item.id), ()),
        )
        for written, item in zip(facts.items, shown.agenda, strict=True)
    )
    facts = replace(
        facts, acted=acted, items=items,
        opening=texts.get(TextPlace.OPENING, ()), closing=texts.get(TextPlace.CLOSING, ()),
    )  # fmt: skip
    return facts, found.closed_at is not None and not drafts


def _local(moment: datetime | None) -> datetime | None:
    return office_time(moment) if moment else None


def _facts(
    issuer: Issuer, shown: MeetingOut, kind: MeetingKind, there: dict[UUID, str],
    now: datetime,
) -> MinutesFacts:  # fmt: skip
    """`issuer` is the body as on the day of the meeting."""
    seats = shown.participants
    members = [p for p in seats if p.entitled]
    papers = tuple(paper.title for item in shown.agenda for paper in item.papers)
    return MinutesFacts(
        rule_set=shown.rule_set,
        issuer=shown.unit.name,
        superior=issuer.superior,
        symbol=shown.minutes_symbol or f"…-BB/{issuer.code}",
        meeting_title=shown.title,
        body=kind.body_of(shown.unit.name),
        place=issuer.place,
        venue=shown.place or shown.unit.name,
        opened_at=office_time(shown.opened_at or shown.starts_at),
        closed_at=office_time(shown.closed_at or now),
        chair=_first(seats, Function.CHAIR),
        secretary=_first(seats, Function.SECRETARY),
        members=len(members),
        present=tuple(_person(p, there.get(p.id, "")) for p in members if p.present),
        absent=tuple(_person(p) for p in members if not p.present),
        invited=tuple(_person(p) for p in seats if p.function is Function.GUEST),
        items=tuple(_item(item, shown.votes) for item in shown.agenda),
        conclusions=tuple(
            written(c) for c in shown.conclusions if c.state is not ConclusionState.SUPERSEDED
        ),
        papers=papers,
    )


def _kind(session: Session, code: str) -> MeetingKind:
    """Return the kind; one that is in no catalogue (any more) says only whose meeting it was."""
    entry = book(session, MEETING_KINDS).by_code.get(code)
    return entry.data if entry else MeetingKind()


def _person(seat: ParticipantOut, there: str = "") -> Person:
    office = with_whom(seat.title, seat.stands_for)
    return Person(name=seat.name, office=office, there=there)


def _first(seats: list[ParticipantOut], function: Function) -> Person:
    return next((_person(p) for p in seats if p.function is function), Person(name=""))


def _item(item: ItemOut, votes: list[VoteOut]) -> MinutesItem:
    presenter = Person(item.presenter_name, item.presenter_unit) if item.presenter_name else None
    return MinutesItem(
        title=item.title,
        presenter=presenter,
        papers=tuple(paper.title for paper in item.papers),
        votes=tuple(_vote(v, votes) for v in votes if v.item_id == item.id and is_told(v)),
        number=item.number,
    )


def _vote(vote: VoteOut, votes: list[VoteOut]) -> VoteResult:
    return VoteResult(
        question=vote.question,
        figures=figures_of(vote),
        verdict=verdict_of(vote, votes),
        secret=vote.kind is Kind.SECRET,
    )

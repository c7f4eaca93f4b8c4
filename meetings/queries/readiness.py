"""The checklist "ready to call?" of a meeting, in a constant number of queries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from meetings import access
from meetings.catalogue import Function
from meetings.models import Meeting, PaperRequest, Participant
from meetings.policies import MeetingPermission
from meetings.preparing import RequestStanding, RequestState, standing
from meetings.queries.bookings import Clashes, clashes_of
from meetings.queries.papers import papers_of
from meetings.queries.shapes import Shape
from meetings.quorum import Fraction
from meetings.readiness import Check, Facts, ItemFacts, Level, Spot, checks
from meetings.timing import timetable


class ReadinessCheck(Shape):
    """A line of the checklist. `names` are numbers of items or names of people."""

    code: str
    level: Level
    spot: Spot
    count: int
    names: list[str]


class Readiness(Shape):
    """The checklist; `may_call`: nothing keeps the meeting from being called."""

    may_call: bool
    checks: list[ReadinessCheck]


def readiness(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Readiness:
    """Return how ready a meeting is. Raises NotFound, Denied: not preparing it."""
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.PLAN)
    return readiness_of(session, actor, meeting, clashes_of(session, actor, meeting), now)


def readiness_of(
    session: Session, actor: Actor, meeting: Meeting, clashes: Clashes, now: datetime
) -> Readiness:
    """Return it for a meeting that the gate has let through, with what is in its way."""
    lines = checks(_facts(session, actor, meeting, clashes, now))
    told = [_out(line) for line in lines]
    return Readiness(may_call=all(line.level is not Level.MISSING for line in lines), checks=told)


def _out(line: Check) -> ReadinessCheck:
    return ReadinessCheck(
        code=line.code,
        level=line.level,
        spot=line.spot,
        count=line.count,
        names=list(line.names),
    )


def _facts(
    session: Session, actor: Actor, meeting: Meeting, clashes: Clashes, now: datetime
) -> Facts:
    seats = [seat for seat in meeting.participants if seat.removed_at is None]
    entitled = [seat for seat in seats if seat.entitled]
    busy = {one.person_id for one in clashes.people if one.firm}
    absent = busy | _inactive(session, entitled)
    rule = Fraction(meeting.quorum_numerator, meeting.quorum_denominator, meeting.quorum_strict)
    standings = _standings(session, meeting.id, now)
    writer = next((seat for seat in seats if seat.function == Function.SECRETARY), None)
    return Facts(
        items=_items(session, actor, meeting),
        minutes_over=timetable(meeting, meeting.items).over,
        has_chair=any(seat.function == Function.CHAIR for seat in seats),
        entitled=len(entitled),
        able=sum(seat.person_id not in absent for seat in entitled),
        needed=rule.least(len(entitled)),
        has_place=bool(meeting.place or meeting.room),
        room_taken=any(one.firm for one in clashes.room),
        room_shared=bool(meeting.room_reason),
        elsewhere=sorted({one.name for one in clashes.people if one.firm}),
        uncleared=_uncleared(session, meeting, entitled),
        requests=sum(standings.values()),
        requests_missing=standings.get(RequestStanding.MISSING, 0),
        requests_waiting=sum(
            standings.get(one, 0)
            for one in (RequestStanding.WAITING, RequestStanding.DUE_SOON, RequestStanding.RETURNED)
        ),
        requests_to_decide=standings.get(RequestStanding.SUBMITTED, 0)
        + standings.get(RequestStanding.SUBMITTED_LATE, 0),
        signer_named=bool(writer and writer.name and writer.title),
        in_the_past=meeting.starts_at <= now,
    )


def _items(session: Session, actor: Actor, meeting: Meeting) -> list[ItemFacts]:
    """The items the reader is cleared for; of others the reader is not to know."""
    items = [item for item in meeting.items if item.secrecy <= actor.clearance]
    parents = {item.parent_id for item in meeting.items}
    papers = papers_of(session, actor, [item.id for item in items])
    return [
        ItemFacts(
            number=item.number,
            has_presenter=bool(item.presenter_name or item.presenter_unit),
            papers=sum(paper.failure is None for paper in papers[item.id]),
            holds_others=item.id in parents,
        )
        for item in items
    ]


def _inactive(session: Session, seats: list[Participant]) -> set[UUID]:
    people = [seat.person_id for seat in seats]
    query = select(Person.id).where(Person.id.in_(people), Person.active.is_(False))
    return set(session.scalars(query))


def _uncleared(session: Session, meeting: Meeting, seats: list[Participant]) -> list[str]:
    highest = max((item.secrecy for item in meeting.items), default=0)
    if not highest:
        return []
    people = [seat.person_id for seat in seats]
    names = session.scalars(
        select(Person.name)
        .where(Person.id.in_(people), Person.clearance < highest)
        .order_by(Person.sort_key)
    )
    return list(names)


def _standings(session: Session, meeting_id: UUID, now: datetime) -> dict[RequestStanding, int]:
    rows = session.execute(
        select(PaperRequest.state, PaperRequest.due_on, PaperRequest.was_late, func.count())
        .where(PaperRequest.meeting_id == meeting_id, PaperRequest.state != RequestState.WITHDRAWN)
        .group_by(PaperRequest.state, PaperRequest.due_on, PaperRequest.was_late)
    )
    today, found = office_day(now), dict[RequestStanding, int]()
    for state, due_on, was_late, number in rows:
        key = standing(state, due_on, today, was_late=was_late)
        found[key] = found.get(key, 0) + number
    return found

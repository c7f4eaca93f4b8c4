"""Papers asked of units, as pages and the API show them. The number of queries is constant."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Invalid
from ecabinet.core.pages import Page
from meetings import access, states
from meetings.models import AgendaItem, Meeting, PaperRequest
from meetings.policies import (
    MeetingPermission,
    requests_decided_by,
    requests_prepared_by,
)
from meetings.preparing import OPEN, WAITING, RequestStanding, RequestState, standing
from meetings.queries.shapes import Shape
from meetings.states import MeetingState

PAGE_SIZE = 50
MOST = 500
ON_HOME = 4


class RequestBox(StrEnum):
    """Which requests a list shows: of one's units, or of the meetings one prepares."""

    WAITING = "waiting"
    SUBMITTED = "submitted"
    DONE = "done"
    TO_DECIDE = "to_decide"
    MISSING = "missing"
    LATE = "late"
    ALL_ASKED = "all_asked"


ASKING = (RequestBox.TO_DECIDE, RequestBox.MISSING, RequestBox.LATE, RequestBox.ALL_ASKED)
"""The boxes of the secretariat."""


class RequestOut(Shape):
    """A request with where it belongs; `standing` is what a list says of it today."""

    id: UUID
    meeting_id: UUID
    meeting_title: str
    meeting_state: MeetingState
    starts_at: datetime
    item_id: UUID
    item_number: str
    item_title: str
    secrecy: int
    unit_id: UUID
    unit_name: str
    name: str
    note: str
    due_on: date
    state: RequestState
    standing: RequestStanding
    asked_at: datetime
    asked_by: str
    submitted_at: datetime | None
    was_late: bool
    revision: int


def requests(
    session: Session,
    actor: Actor,
    box: RequestBox,
    today: date,
    after: UUID | None = None,
    limit: int = PAGE_SIZE,
) -> Page[RequestOut]:
    """Return requests of one's units or of the meetings one prepares, the most urgent first.

    Raises:
        Invalid: `after` is the key of no page.
    """
    ids = requests_decided_by(actor) if box in ASKING else requests_prepared_by(actor)
    query = _rows().where(PaperRequest.id.in_(ids), _in_box(box, today))
    if after is not None:
        query = query.where(_below(session, box, after))
    found = session.execute(query.order_by(*_order(box)).limit(limit + 1)).all()
    rows = [_out(row, today) for row in found[:limit]]
    return Page(rows, str(rows[-1].id) if len(found) > limit else None)


def requests_of_meeting(
    session: Session, actor: Actor, meeting_id: UUID, today: date
) -> list[RequestOut]:
    """Return what was asked for a meeting, by items. Raises NotFound, Denied: not preparing it."""
    access.place(session, actor, meeting_id, MeetingPermission.PLAN)
    query = _rows().where(
        PaperRequest.meeting_id == meeting_id, PaperRequest.id.in_(requests_decided_by(actor))
    )
    order = (AgendaItem.position, PaperRequest.id)
    return [_out(row, today) for row in session.execute(query.order_by(*order).limit(MOST))]


def request_out(session: Session, request_id: UUID, today: date) -> RequestOut:
    """Return a request that the gate has let through."""
    return _out(session.execute(_rows().where(PaperRequest.id == request_id)).one(), today)


def count_requests(session: Session, actor: Actor, today: date) -> dict[RequestBox, int]:
    """Return how many wait at one's units, how many to be decided, missing and late: one query."""
    if actor.person_id is None:
        return dict.fromkeys(RequestBox, 0)
    own = PaperRequest.id.in_(requests_prepared_by(actor))
    asked = PaperRequest.id.in_(requests_decided_by(actor))
    wanted = (RequestBox.WAITING, RequestBox.TO_DECIDE, RequestBox.MISSING, RequestBox.LATE)
    counts = [
        func.count().filter(and_(asked if box in ASKING else own, _in_box(box, today)))
        for box in wanted
    ]
    query = (
        select(*counts)
        .select_from(PaperRequest)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
    )
    found = session.execute(query).one()
    return dict(zip(wanted, found, strict=True))


def papers_to_prepare(session: Session, actor: Actor) -> Page[RequestOut] | None:
    """Return the most urgent papers that one's units have to hand in, for the home page."""
    if actor.person_id is None:
        return None
    page = requests(session, actor, RequestBox.WAITING, office_day(utc_now()), limit=ON_HOME)
    return page if page.rows else None


def open_requests(session: Session, unit_id: UUID) -> int:
    """Return how many papers a unit still owes: it is not closed before."""
    query = (
        select(func.count())
        .select_from(PaperRequest)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
        .where(PaperRequest.unit_id == unit_id, _in_box(RequestBox.WAITING, date.min))
    )
    return session.scalar(query) or 0


def _rows() -> Select[PaperRequest, AgendaItem, Meeting, str, str]:
    return (
        select(PaperRequest, AgendaItem, Meeting, Unit.name, Person.name)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
        .join(Unit, Unit.id == PaperRequest.unit_id)
        .join(Person, Person.id == PaperRequest.asked_by)
    )


def _in_box(box: RequestBox, today: date) -> ColumnElement[bool]:
    waits = PaperRequest.state.in_([str(state) for state in WAITING])
    goes_on = Meeting.state.in_(list(states.EDITABLE))
    rules: dict[RequestBox, ColumnElement[bool]] = {
        RequestBox.WAITING: and_(waits, goes_on),
        RequestBox.SUBMITTED: and_(PaperRequest.state == RequestState.SUBMITTED, goes_on),
        RequestBox.DONE: or_(PaperRequest.state.not_in([str(state) for state in OPEN]), ~goes_on),
        RequestBox.TO_DECIDE: and_(PaperRequest.state == RequestState.SUBMITTED, goes_on),
        RequestBox.MISSING: and_(waits, goes_on, PaperRequest.due_on < today),
        RequestBox.LATE: and_(PaperRequest.state != RequestState.WITHDRAWN, PaperRequest.was_late),
        RequestBox.ALL_ASKED: goes_on,
    }
    return rules[box]


def _order(box: RequestBox) -> tuple[Any, ...]:
    if box is RequestBox.DONE:
        return (PaperRequest.id.desc(),)
    return PaperRequest.due_on, PaperRequest.id


def _below(session: Session, box: RequestBox, after: UUID) -> ColumnElement[bool]:
    last = session.get(PaperRequest, after)
    if last is None:
        raise Invalid("paper_request.bad_page", field="after")
    if box is RequestBox.DONE:
        return PaperRequest.id < last.id
    same_day = and_(PaperRequest.due_on == last.due_on, PaperRequest.id > last.id)
    return or_(PaperRequest.due_on > last.due_on, same_day)


def _out(row: Sequence[Any], today: date) -> RequestOut:
    request, item, meeting, unit_name, asked_by = row
    return RequestOut(
        id=request.id,
        meeting_id=meeting.id,
        meeting_title=meeting.title,
        meeting_state=MeetingState(meeting.state),
        starts_at=meeting.starts_at,
        item_id=item.id,
        item_number=item.number,
        item_title=item.title,
        secrecy=item.secrecy,
        unit_id=request.unit_id,
        unit_name=unit_name,
        name=request.name,
        note=request.note,
        due_on=request.due_on,
        state=RequestState(request.state),
        standing=standing(request.state, request.due_on, today, was_late=request.was_late),
        was_late=request.was_late,
        asked_at=request.asked_at,
        asked_by=asked_by,
        submitted_at=request.submitted_at,
        revision=request.revision,
    )

"""Lists of proposals: mine, to answer, to decide, all that one may see; a constant number of
queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.text import fold
from followup.models.enums import Priority
from followup.proposals.models import Proposal, ProposalConsult, proposal_code
from followup.proposals.policies import (
    asks,
    opinions_readable,
    readable,
    to_answer,
    to_decide,
    within_reach,
)
from followup.proposals.states import ASKING, ENDED, ProposalState
from followup.queries.counts import total
from followup.queries.names import people_named, units_named

PAGE_SIZE = 30


class ProposalView(StrEnum):
    """Which proposals a list shows."""

    MINE = "mine"
    TO_ANSWER = "to-answer"
    TO_DECIDE = "to-decide"
    ALL = "all"


class ProposalFilter(BaseModel):
    """What is looked for; `after` is the key of the page before."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    view: ProposalView = ProposalView.MINE
    q: str = Field("", max_length=200)
    state: ProposalState | None = None
    unit_id: UUID | None = None
    urgency: Priority | None = None
    after: int | None = Field(None, ge=1, le=2**31 - 1)


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in a list. `asked`, `answered`, `late`: opinions asked for, given, and missing
    after their day; of one who is asked only of their own. `due_on`: until when they answer."""

    id: UUID
    code: str
    title: str
    unit: str
    drafter: str
    state: ProposalState
    urgency: Priority
    desired_on: date | None
    to_unit: str | None
    decider: str | None
    submitted_at: datetime | None
    created_at: datetime
    asked: int
    answered: int
    late: int
    due_on: date | None


@dataclass(frozen=True)
class ProposalPage:
    """Some rows, the newest first, how many there are, and the key of the next page."""

    rows: tuple[ProposalRow, ...]
    total: int
    next_after: int | None


@dataclass(frozen=True)
class ProposalCounts:
    """How many proposals wait for the person."""

    to_answer: int
    to_decide: int
    returned: int


def list_proposals(session: Session, actor: Actor, wanted: ProposalFilter) -> ProposalPage:
    """Return the proposals that fit, of those the person may read."""
    scope = and_(readable(actor), _in_view(actor, wanted.view), *_narrow(wanted))
    count = session.scalar(select(func.count()).select_from(Proposal).where(scope)) or 0
    cut = Proposal.number < wanted.after if wanted.after else true()
    query = select(Proposal).where(scope, cut).order_by(Proposal.number.desc())
    found = list(session.scalars(query.limit(PAGE_SIZE + 1)))
    rows = rows_of(session, actor, found[:PAGE_SIZE])
    more = len(found) > PAGE_SIZE
    return ProposalPage(tuple(rows), count, found[PAGE_SIZE - 1].number if more else None)


def counts(session: Session, actor: Actor) -> ProposalCounts:
    """Return what waits for the person; one query."""
    waits = (to_answer(actor), to_decide(actor), is_returned(actor))
    answer, decide, returned = map(total, waits)
    query = select(answer, decide, returned).where(within_reach(actor), or_(*waits))
    return ProposalCounts(*session.execute(query).one())


def proposals_waiting(actor: Actor) -> Select[int]:
    """Count the proposals that wait for a deed of the person.

    Whoever has one of these may read it: that need not be asked.
    """
    needed = or_(to_answer(actor), to_decide(actor), is_returned(actor))
    return select(func.count()).select_from(Proposal).where(within_reach(actor), needed)


def is_returned(actor: Actor) -> ColumnElement[bool]:
    """Return, as SQL over `Proposal`: the person's own was given back, to be mended."""
    mine = Proposal.drafter_id == actor.person_id
    return and_(Proposal.state == ProposalState.RETURNED, mine)


def open_proposals_of(session: Session, unit_id: UUID) -> int:
    """Count the proposals that keep a unit from being closed: its own, and those it decides."""
    ours = or_(Proposal.unit_id == unit_id, Proposal.to_unit_id == unit_id)
    query = select(func.count()).select_from(Proposal)
    return session.scalar(query.where(Proposal.state.not_in(ENDED), ours)) or 0


def units_seen(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Return the units whose proposals the person may read, to choose from; two queries."""
    ids = list(session.scalars(select(Proposal.unit_id).where(readable(actor)).distinct()))
    named = units_named(session, ids, office_day(utc_now()))
    return sorted(((one.id, one.name) for one in named.values()), key=lambda pair: pair[1])


def rows_of(session: Session, actor: Actor, found: Sequence[Proposal]) -> list[ProposalRow]:
    """Return proposals as rows; a constant number of queries.

    Of whom an opinion was asked is told to those who propose and decide; to others their own.
    """
    ids = [row.id for row in found]
    consults = _consults(session, ids)
    whole = set(
        session.scalars(select(Proposal.id).where(Proposal.id.in_(ids), opinions_readable(actor)))
    )
    today = office_day(utc_now())
    places = {one for row in found for one in (row.unit_id, row.to_unit_id) if one is not None}
    units = units_named(session, places, today)
    who = {one for row in found for one in (row.drafter_id, row.decider_id)}
    people = people_named(session, who, today)

    def row_of(row: Proposal) -> ProposalRow:
        told = [one for one in consults.get(row.id, ()) if row.id in whole or asks(actor, one)]
        waiting = [one for one in told if one.waits and row.state in ASKING]
        return ProposalRow(
            id=row.id, code=proposal_code(row.number), title=row.title,
            unit=units[row.unit_id].name, drafter=people[row.drafter_id].name, state=row.state,
            urgency=row.urgency, desired_on=row.desired_on,
            to_unit=units[row.to_unit_id].name if row.to_unit_id else None,
            decider=people[row.decider_id].name if row.decider_id else None,
            submitted_at=row.submitted_at, created_at=row.created_at, asked=len(told),
            answered=sum(1 for one in told if one.answered_at),
            late=sum(1 for one in waiting if one.due_on < today),
            due_on=min((one.due_on for one in waiting), default=None),
        )  # fmt: skip

    return [row_of(row) for row in found]


def _consults(session: Session, ids: Collection[UUID]) -> dict[UUID, list[ProposalConsult]]:
    query = select(ProposalConsult).where(ProposalConsult.proposal_id.in_(ids))
    found: dict[UUID, list[ProposalConsult]] = {}
    for row in session.scalars(query):
        found.setdefault(row.proposal_id, []).append(row)
    return found


def _in_view(actor: Actor, view: ProposalView) -> ColumnElement[bool]:
    if view is ProposalView.MINE:
        return Proposal.drafter_id == actor.person_id
    if view is ProposalView.TO_ANSWER:
        return to_answer(actor)
    return to_decide(actor) if view is ProposalView.TO_DECIDE else true()


def _narrow(wanted: ProposalFilter) -> list[ColumnElement[bool]]:
    rules = [Proposal.folded.contains(word, autoescape=True) for word in fold(wanted.q).split()]
    fields = (
        (Proposal.state, wanted.state), (Proposal.unit_id, wanted.unit_id),
        (Proposal.urgency, wanted.urgency),
    )  # fmt: skip
    return rules + [column == value for column, value in fields if value is not None]

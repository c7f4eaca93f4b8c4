"""Lists of circulation ballots; the number of queries is constant."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, lazyload

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.pages import Page
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import asked_in_sql, runs_in_sql, visible_to
from meetings.circulation.queries.shapes import CirculationRow
from meetings.circulation.states import CirculationState

PAGE_SIZE = 50
AT_HOME = 5


class CirculationBox(StrEnum):
    """Which a list shows: waiting for the reader's answer, run by the reader, or all others."""

    WAITING = "waiting"
    RUN = "run"
    ALL = "all"


def _waiting(actor: Actor, now: datetime) -> ColumnElement[bool]:
    open_for_me = select(CirculationPart.circulation_id).where(
        CirculationPart.person_id == actor.person_id, CirculationPart.answered_at.is_(None)
    )
    return (
        (Circulation.state == CirculationState.SENT)
        & (Circulation.due_at >= now)
        & Circulation.id.in_(open_for_me)
    )


def listed(
    session: Session,
    actor: Actor,
    box: CirculationBox,
    after: UUID | None = None,
    limit: int = PAGE_SIZE,
) -> Page[CirculationRow]:
    """Return a page, the newest first; what waits, the most urgent first and without pages."""
    now = utc_now()
    query = select(Circulation).options(lazyload("*")).where(visible_to(actor))
    if box is CirculationBox.WAITING:
        query = query.where(_waiting(actor, now)).order_by(Circulation.due_at, Circulation.id)
    else:
        query = query.where(
            runs_in_sql(actor) if box is CirculationBox.RUN else asked_in_sql(actor)
        )
        query = query.order_by(Circulation.id.desc())
        if after is not None:
            query = query.where(Circulation.id < after)
    found = session.scalars(query.limit(limit + 1)).all()
    rows = rows_of(session, actor, found[:limit], now)
    more = len(found) > limit and box is not CirculationBox.WAITING
    return Page(rows, str(rows[-1].id) if more else None)


def count_waiting(session: Session, actor: Actor) -> int:
    """Return how many wait for the reader's answer; a deputy answers none."""
    if actor.deputy is not None or actor.person_id is None:
        return 0
    query = select(func.count()).select_from(Circulation).where(_waiting(actor, utc_now()))
    return session.scalar(query) or 0


def to_give_opinion(session: Session, actor: Actor) -> list[CirculationRow]:
    """Return the part of the home page: what waits for the reader, the most urgent first."""
    if actor.deputy is not None or actor.person_id is None:
        return []
    return listed(session, actor, CirculationBox.WAITING, limit=AT_HOME).rows


def rows_of(
    session: Session, actor: Actor, found: Sequence[Circulation], now: datetime
) -> list[CirculationRow]:
    """Return the shapes, in three queries at most."""
    if not found:
        return []
    ids = [row.id for row in found]
    of_these = CirculationPart.circulation_id.in_(ids)
    counted = session.execute(
        select(
            CirculationPart.circulation_id, func.count(), func.count(CirculationPart.answered_at)
        )
        .where(of_these)
        .group_by(CirculationPart.circulation_id)
    )
    figures = {key: (asked, answers) for key, asked, answers in counted}
    own = session.execute(
        select(CirculationPart.circulation_id, CirculationPart.answered_at).where(
            of_these, CirculationPart.person_id == actor.person_id
        )
    )
    mine = dict(own.all())
    units = dict(
        session.execute(
            select(Unit.id, Unit.name).where(Unit.id.in_({row.unit_id for row in found}))
        ).all()
    )
    return [
        CirculationRow(
            id=row.id, title=row.title, unit_id=row.unit_id, unit_name=units[row.unit_id],
            state=CirculationState(row.state), due_at=row.due_at, over=row.due_at < now,
            asked=figures.get(row.id, (0, 0))[0], answers=figures.get(row.id, (0, 0))[1],
            asked_me=row.id in mine, answered_at=mine.get(row.id),
        )
        for row in found
    ]  # fmt: skip

"""How papers lie on circulation ballots, and files on the answers: the rules documents ask."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.rules import Having
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import (
    CirculationPermission,
    OpinionPermission,
    opinions_visible_to,
    visible_ids,
)
from meetings.circulation.states import CirculationState
from meetings.circulation.telling import path_of

PAPERS = "circulation"
OPINIONS = "circulation_opinion"


def _load(session: Session, _actor: Actor, key: UUID) -> Circulation | None:
    return session.get(Circulation, key)


def _load_part(session: Session, _actor: Actor, key: UUID) -> CirculationPart | None:
    return session.get(CirculationPart, key)


def _place(row: Circulation) -> Place:
    return Place(row.title, path_of(row.id), row.due_at)


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.scalars(select(Circulation).where(Circulation.id.in_(ids)))
    return {row.id: _place(row) for row in rows}


def _describe_parts(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.execute(
        select(CirculationPart.id, Circulation)
        .join(Circulation, Circulation.id == CirculationPart.circulation_id)
        .where(CirculationPart.id.in_(ids))
    )
    return {key: _place(row) for key, row in rows}


def samples(unit_id: UUID) -> list[Circulation]:
    """Return circulation ballots of a unit in which nobody has a part."""
    return [
        Circulation(id=uuid4(), unit_id=unit_id, tracker_id=uuid4(), state=state, parts=[])
        for state in CirculationState
    ]


def sample_parts(unit_id: UUID) -> list[CirculationPart]:
    """Return an answer that is nobody's, in each state."""
    rows = samples(unit_id)
    for row in rows:
        row.due_at = utc_now()
    return [CirculationPart(id=uuid4(), person_id=uuid4(), circulation=row) for row in rows]


# No samples: these papers are lent to nobody, and the table of roles tells of papers that are.
CIRCULATION = Container(
    load=_load,
    may_read=Having(CirculationPermission.READ),
    may_annotate=nobody,
    may_upload=Having(CirculationPermission.ADD_PAPERS),
    visible_ids=visible_ids,
    describe=_describe,
    stream=lambda _row: None,
)
OPINION = Container(
    load=_load_part,
    may_read=Having(OpinionPermission.READ),
    may_annotate=nobody,
    may_upload=Having(OpinionPermission.ADD_FILE),
    visible_ids=opinions_visible_to,
    describe=_describe_parts,
    stream=lambda _part: None,
)

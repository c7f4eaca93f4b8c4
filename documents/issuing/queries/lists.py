"""Lists of official documents: what waits for me, drafts, what was issued; those of one subject."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, selectinload

from documents.issuing.models import OfficialDocument, OfficialSigner
from documents.issuing.policies import visible_to
from documents.issuing.queries.shapes import OfficialRow
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from documents.issuing.telling import next_signer
from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor

PAGE_SIZE = 50


class Shelf(StrEnum):
    """Which documents."""

    MINE = "mine"
    DRAFTS = "drafts"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Page:
    """Some documents, and where the list goes on."""

    rows: list[OfficialRow]
    next_after: UUID | None


_STATES = {
    Shelf.MINE: (OfficialState.ISSUED,),
    Shelf.DRAFTS: (OfficialState.DRAFT,),
    Shelf.WAITING: (OfficialState.ISSUING, OfficialState.ISSUED),
    Shelf.DONE: (OfficialState.SIGNED, OfficialState.SUPERSEDED),
}


def documents(
    session: Session, actor: Actor, shelf: Shelf, after: UUID | None = None, limit: int = PAGE_SIZE
) -> Page:
    """Return what stands on a shelf, the newest first; a constant number of queries."""
    query = _on(actor, shelf).order_by(OfficialDocument.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(OfficialDocument.id < after)
    found = list(session.scalars(query))
    rows = rows_of(session, actor, found[:limit])
    return Page(rows, rows[-1].id if len(found) > limit else None)


def count_mine(session: Session, actor: Actor) -> int:
    """Return how many wait for the person's signature."""
    inner = _on(actor, Shelf.MINE).subquery()
    return session.scalar(select(func.count()).select_from(inner)) or 0


def about(session: Session, actor: Actor, kind: str, subject_id: UUID) -> list[OfficialRow]:
    """Return the documents about a meeting, a vote, a slip that one may read, oldest first."""
    query = select(OfficialDocument).where(
        OfficialDocument.subject_kind == kind, OfficialDocument.subject_id == subject_id,
        visible_to(actor),
    )  # fmt: skip
    found = session.scalars(_whole(query).order_by(OfficialDocument.id))
    return rows_of(session, actor, list(found))


def _on(actor: Actor, shelf: Shelf) -> Select[OfficialDocument]:
    states = [str(state) for state in _STATES[shelf]]
    query = select(OfficialDocument).where(OfficialDocument.state.in_(states), visible_to(actor))
    if shelf is Shelf.MINE:
        query = query.where(OfficialDocument.id.in_(_my_turn(actor)))
    return _whole(query)


def _my_turn(actor: Actor) -> Select[UUID]:
    """The documents whose first waiting signature is the person's."""
    waiting = OfficialSigner.state == SignerState.WAITING
    first = (
        select(OfficialSigner.document_id, func.min(OfficialSigner.position).label("place"))
        .where(waiting)
        .group_by(OfficialSigner.document_id)
        .subquery()
    )
    mine = and_(
        OfficialSigner.document_id == first.c.document_id,
        OfficialSigner.position == first.c.place,
    )
    query = select(OfficialSigner.document_id).join(first, mine)
    return query.where(waiting, OfficialSigner.person_id == actor.person_id)


def _whole(query: Select[OfficialDocument]) -> Select[OfficialDocument]:
    return query.options(selectinload(OfficialDocument.signers))


def rows_of(session: Session, actor: Actor, found: Sequence[OfficialDocument]) -> list[OfficialRow]:
    """Return documents as lists show them; one query for the names of units, none for none."""
    if not found:
        return []
    units = _names(session, {row.unit_id for row in found})
    return [_row(row, units[row.unit_id], actor) for row in found]


def _names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    found = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)))
    return {key: name for key, name in found}  # noqa: C416 - rows, which dict() cannot type


def _row(row: OfficialDocument, unit: str, actor: Actor) -> OfficialRow:
    issued = row.state == OfficialState.ISSUED
    signer = next_signer(row) if issued else None
    return OfficialRow(
        id=row.id, kind=OfficialKind(row.kind), title=row.title, symbol=row.symbol,
        secrecy=row.secrecy,
        state=OfficialState(row.state), unit_id=row.unit_id, unit_name=unit,
        subject_id=row.subject_id, day=row.day, drafted_at=row.drafted_at, issued_at=row.issued_at,
        on_paper=row.scan_blob is not None, waits_for=signer.name if signer else "",
        my_turn=signer is not None and signer.person_id == actor.person_id, revision=row.revision,
    )  # fmt: skip

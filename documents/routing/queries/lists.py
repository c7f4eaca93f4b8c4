"""Inboxes of people and units, and what was sent. The number of queries is constant."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from documents.register.models import Entry, Urgency
from documents.routing.models import PartRole, Slip, SlipPart
from documents.routing.policies import SlipPermission, held_by, sent_from, visible_to
from documents.routing.queries.shapes import PartView, SlipRow
from documents.routing.states import OPEN, PartState
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from ecabinet.core.pages import Page
from ecabinet.core.permissions import reaches

PAGE_SIZE = 50
WAITING = [str(state) for state in OPEN]


class Box(StrEnum):
    """Which slips a list shows: waiting for one, done, or sent by one's own side."""

    WAITING = "waiting"
    DONE = "done"
    SENT = "sent"


def inbox(
    session: Session,
    actor: Actor,
    box: Box,
    today: date,
    unit_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE_SIZE,
) -> Page[SlipRow]:
    """Return slips, the newest first; of one unit's inbox (or sent by it) when `unit_id` is given.

    Raises:
        Invalid: `after` is the key of no page.
    """
    if after is not None and session.get(SlipPart, after) is None is session.get(Slip, after):
        raise Invalid("routing.bad_page", field="after")
    if box is Box.SENT:
        return _sent(session, actor, today, unit_id, after, limit)
    state = SlipPart.state.in_(WAITING if box is Box.WAITING else [str(PartState.DONE)])
    query = (
        select(SlipPart, Slip, Entry)
        .join(Slip, Slip.id == SlipPart.slip_id)
        .join(Entry, Entry.id == Slip.entry_id)
        .where(held_by(actor), state, visible_to(actor))
        .order_by(SlipPart.id.desc())
        .limit(limit + 1)
    )
    if unit_id is not None:
        query = query.where(SlipPart.unit_id == unit_id)
    if after is not None:
        query = query.where(SlipPart.id < after)
    found = session.execute(query).all()
    shown = found[:limit]
    names = names_of(session, [s for _, s, _ in shown], [p for p, _, _ in shown])
    rows = [
        row_of(slip, entry, names, today, own=part_view(part, slip, names, today))
        for part, slip, entry in shown
    ]
    return Page(rows, str(shown[-1][0].id) if len(found) > limit else None)


def _sent(
    session: Session,
    actor: Actor,
    today: date,
    unit_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Page[SlipRow]:
    query = (
        select(Slip, Entry)
        .join(Entry, Entry.id == Slip.entry_id)
        .where(sent_from(actor), visible_to(actor))
        .order_by(Slip.id.desc())
        .limit(limit + 1)
    )
    if unit_id is not None:
        query = query.where(Slip.unit_id == unit_id)
    if after is not None:
        query = query.where(Slip.id < after)
    found = session.execute(query).all()
    rows = rows_of(session, [(slip, entry) for slip, entry in found[:limit]], today)
    return Page(rows, str(rows[-1].id) if len(found) > limit else None)


def rows_of(session: Session, found: Sequence[tuple[Slip, Entry]], today: date) -> list[SlipRow]:
    """Return slips with all their receivers; three queries, however many."""
    parts = parts_of(session, [slip.id for slip, _ in found])
    names = names_of(session, [slip for slip, _ in found], parts)
    return [
        row_of(
            slip, entry, names, today,
            parts=[part_view(p, slip, names, today) for p in parts if p.slip_id == slip.id],
        )
        for slip, entry in found
    ]  # fmt: skip


def slips_of_entry(session: Session, actor: Actor, entry_id: UUID, today: date) -> list[SlipRow]:
    """Return the slips of a document that the actor may see, the first first."""
    query: Select[Slip, Entry] = (
        select(Slip, Entry)
        .join(Entry, Entry.id == Slip.entry_id)
        .where(Slip.entry_id == entry_id, visible_to(actor))
        .order_by(Slip.id)
        .limit(PAGE_SIZE)
    )
    return rows_of(session, [(slip, entry) for slip, entry in session.execute(query)], today)


def count_new(session: Session, actor: Actor) -> int:
    """Return how many slips at the person's hand nobody has acted on; one query."""
    if actor.person_id is None or not reaches(actor, SlipPermission.READ):
        return 0
    cleared = exists().where(
        Slip.id == SlipPart.slip_id, Entry.id == Slip.entry_id, Entry.secrecy <= actor.clearance
    )
    query = select(func.count()).select_from(SlipPart)
    query = query.where(held_by(actor), SlipPart.state == PartState.SENT, cleared)
    return session.scalar(query) or 0


def parts_of(session: Session, slip_ids: Iterable[UUID]) -> list[SlipPart]:
    """Return the parts of slips, in their order."""
    query = select(SlipPart).where(SlipPart.slip_id.in_(list(slip_ids)))
    return list(session.scalars(query.order_by(SlipPart.slip_id, SlipPart.position)))


def names_of(
    session: Session, slips: Iterable[Slip], parts: Iterable[SlipPart], *people: UUID
) -> dict[UUID, str]:
    """Return the names of all units and people concerned; two queries."""
    slips, parts = list(slips), list(parts)
    units = {slip.unit_id for slip in slips} | {p.unit_id for p in parts if p.unit_id}
    persons = {s.sender_id for s in slips} | {p.person_id for p in parts if p.person_id}
    found = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units))).all()
    wanted = select(Person.id, Person.name).where(Person.id.in_(persons | set(people)))
    return dict([*found, *session.execute(wanted)])


def part_view(part: SlipPart, slip: Slip, names: dict[UUID, str], today: date) -> PartView:
    """Return a part as lists show it; who only is to know is never late."""
    late = slip.due_on is not None and slip.due_on < today
    return PartView(
        id=part.id, slip_id=slip.id, name=names[part.unit_id or part.person_id],  # type: ignore[index]
        is_unit=part.unit_id is not None, role=PartRole(part.role), state=PartState(part.state),
        changed_at=part.changed_at, note=part.note, revision=part.revision,
        overdue=late and part.state in OPEN and part.role != PartRole.INFORM,
    )  # fmt: skip


def row_of(
    slip: Slip,
    entry: Entry,
    names: dict[UUID, str],
    today: date,
    *,
    own: PartView | None = None,
    parts: Sequence[PartView] = (),
) -> SlipRow:
    """Return a slip as lists show it."""
    shown = [own] if own else parts
    return SlipRow(
        id=slip.id, entry_id=entry.id, symbol=entry.symbol, abstract=entry.abstract,
        secrecy=entry.secrecy, unit_name=names[slip.unit_id], sender=names[slip.sender_id],
        instruction=slip.instruction, has_ink=slip.ink is not None, urgency=Urgency(slip.urgency),
        due_on=slip.due_on, sent_at=slip.sent_at, recalled=slip.recalled_at is not None,
        overdue=any(part.overdue for part in shown), part=own, parts=tuple(parts),
    )  # fmt: skip

"""One slip with its receivers, who opened it, its chain, its history, and work made of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.register.models import Entry
from documents.routing import access
from documents.routing.ink import Sheet
from documents.routing.models import Slip, SlipOpening, SlipPart, SlipStep
from documents.routing.policies import PartPermission, SlipPermission, visible_to
from documents.routing.queries.lists import names_of, rows_of
from documents.routing.queries.shapes import Branch, Opening, PartView, SlipDetail, SlipRow, Step
from documents.routing.states import Act, may_recall, next_state
from documents.routing.works import works
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows

ACTS = {
    Act.RECEIVE: PartPermission.RECEIVE,
    Act.FORWARD: PartPermission.FORWARD,
    Act.RETURN: PartPermission.RETURN,
    Act.FINISH: PartPermission.FINISH,
}


def slip_detail(session: Session, actor: Actor, slip_id: UUID, today: date) -> SlipDetail:
    """Return a slip as the actor may see it. Raises NotFound."""
    slip = access.slip(session, actor, slip_id, SlipPermission.READ)
    chain = _chain(session, actor, slip, today)
    row = next(branch.row for branch in chain if branch.here)
    known = works()
    recallable = may_recall([part.state for part in slip.parts])
    return SlipDetail(
        row=replace(row, parts=tuple(_whole(session, actor, slip, row))),
        issuing_body=slip.entry.issuing_body,
        issued_on=slip.entry.issued_on,
        ink=Sheet.model_validate(slip.ink) if slip.ink else None,
        steps=tuple(_steps(session, slip, row.parts)),
        chain=tuple(chain),
        works=tuple(known.of_slip(session, actor, slip.id)) if known else (),
        may_recall=recallable and allows(actor, SlipPermission.RECALL, slip),
        task_url=known.form(actor, slip) if known and not slip.recalled_at else None,
    )


def _whole(session: Session, actor: Actor, slip: Slip, row: SlipRow) -> list[PartView]:
    """Return the receivers with who opened it, and what the actor may do."""
    opened: dict[UUID, list[Opening]] = defaultdict(list)
    query = (
        select(SlipOpening, Person.name)
        .join(Person, Person.id == SlipOpening.person_id)
        .where(SlipOpening.part_id.in_([part.id for part in slip.parts]))
        .order_by(SlipOpening.at)
    )
    for opening, name in session.execute(query):
        opened[opening.part_id].append(Opening(name, opening.at))
    rows = {part.id: part for part in slip.parts}
    return [
        replace(view, openings=tuple(opened[view.id]), acts=frozenset(_acts(actor, rows[view.id])))
        for view in row.parts
    ]


def _acts(actor: Actor, part: SlipPart) -> list[Act]:
    return [
        act
        for act, permission in ACTS.items()
        if next_state(part.state, act) and allows(actor, permission, part)
    ]


def _steps(session: Session, slip: Slip, parts: Sequence[PartView]) -> list[Step]:
    query = select(SlipStep).where(SlipStep.slip_id == slip.id).order_by(SlipStep.id)
    steps = list(session.scalars(query))
    names = names_of(session, [], [], *{step.by_id for step in steps})
    receivers = {part.id: part.name for part in parts}
    return [
        Step(Act(s.act), names[s.by_id], receivers.get(s.part_id, ""), s.at, s.text)  # type: ignore[arg-type]
        for s in steps
    ]


def _chain(session: Session, actor: Actor, slip: Slip, today: date) -> list[Branch]:
    """Return the slips of the chain that the actor may see, as a tree from the top."""
    query = select(Slip, Entry).join(Entry, Entry.id == Slip.entry_id)
    query = query.where(Slip.root_id == slip.root_id, visible_to(actor)).order_by(Slip.id)
    found = [(one, entry) for one, entry in session.execute(query)]
    rows = {row.id: row for row in rows_of(session, found, today)}
    holders = {part.id: row.id for row in rows.values() for part in row.parts}
    below: dict[UUID | None, list[UUID]] = defaultdict(list)
    for one, _entry in found:
        below[holders.get(one.from_part_id)].append(one.id)  # type: ignore[arg-type]
    return list(_tree(rows, below, None, 0, slip.id))


def _tree(
    rows: dict[UUID, SlipRow],
    below: dict[UUID | None, list[UUID]],
    above: UUID | None,
    depth: int,
    here: UUID,
) -> list[Branch]:
    branches = []
    for key in below.get(above, ()):
        branches.append(Branch(rows[key], depth, key == here))
        branches += _tree(rows, below, key, depth + 1, here)
    return branches

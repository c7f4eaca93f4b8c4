"""Who may do what with slips. Being sent a document gives the right to read it, nothing more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from documents.register.models import Entry
from documents.register.policies import is_cleared, is_not_cancelled
from documents.routing.models import Slip, SlipPart
from documents.routing.states import READING
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, given_units, reaches
from ecabinet.core.rules import Looking, all_of, any_of

DESK = (Role.CLERK, Role.LEADER, Role.SECRETARY)
_ROOT = aliased(Slip)


class SlipPermission(Permission):
    """What can be done with slips: SEND is asked of the entry, the others of the slip."""

    SEND = "slip:send"
    READ = "slip:read"
    RECALL = "slip:recall"


class PartPermission(Permission):
    """What a receiver can do with their part."""

    RECEIVE = "slip_part:receive"
    FORWARD = "slip_part:forward"
    RETURN = "slip_part:return"
    FINISH = "slip_part:finish"


def desks(actor: Actor) -> frozenset[UUID]:
    """Return the units whose inbox the person opens: as clerk, leader or secretary."""
    return actor.units_as(*DESK)


def sits_at_the_desk(actor: Actor, entry: Entry) -> bool:
    """Is clerk, leader or secretary of the unit whose entry it is."""
    return entry.unit_id in desks(actor)


def sent_it(actor: Actor, slip: Slip) -> bool:
    """Sent the slip, or sits at the desk of the unit that did."""
    if slip.sender_id == actor.person_id and slip.unit_id in actor.unit_ids:
        return True
    return slip.unit_id in desks(actor)


def began_the_chain(actor: Actor, slip: Slip) -> bool:
    """Sent the slip with which the chain began."""
    return slip.root_id != slip.id and sent_it(actor, slip.root)


def holds(actor: Actor, part: SlipPart) -> bool:
    """Is the person it was sent to, or sits at the desk of the unit, and may still read it."""
    mine = actor.is_person(part.person_id)
    return part.state in READING and (mine or part.unit_id in desks(actor))


def received_it(actor: Actor, slip: Slip) -> bool:
    """Holds a part of the slip."""
    return any(holds(actor, part) for part in slip.parts)


def was_sent(actor: Actor, entry: Entry) -> bool:
    """Was sent the document by a slip that is still good."""
    slips: list[Slip] = entry.slips  # type: ignore[attr-defined]
    return any(received_it(actor, slip) for slip in slips)


_entry_of: Callable[[Slip], Entry] = lambda slip: slip.entry  # noqa: E731
_slip_of: Callable[[SlipPart], Slip] = lambda part: part.slip  # noqa: E731
_cleared = Looking(is_cleared, _entry_of)

may_send = all_of(sits_at_the_desk, is_cleared, is_not_cancelled)
may_read = all_of(any_of(sent_it, received_it, began_the_chain), _cleared)
may_recall = all_of(sent_it, _cleared)
may_act = all_of(holds, Looking(_cleared, _slip_of))

POLICIES: dict[Permission, Predicate] = {
    SlipPermission.SEND: may_send,
    SlipPermission.READ: may_read,
    SlipPermission.RECALL: may_recall,
    PartPermission.RECEIVE: may_act,
    PartPermission.FORWARD: may_act,
    PartPermission.RETURN: may_act,
    PartPermission.FINISH: may_act,
}


def _units(slip: Slip) -> frozenset[UUID]:
    return frozenset({slip.unit_id, *(part.unit_id for part in slip.parts if part.unit_id)})


UNITS: dict[Permission, Callable[[Any], frozenset[UUID]]] = {
    SlipPermission.SEND: lambda entry: frozenset({entry.unit_id}),
    SlipPermission.READ: _units,
    SlipPermission.RECALL: lambda slip: frozenset({slip.unit_id}),
    **{act: lambda part: frozenset({part.unit_id} - {None}) for act in PartPermission},
}


def held_by(actor: Actor) -> ColumnElement[bool]:
    """Return `holds` as SQL over `SlipPart`."""
    if actor.person_id is None:
        return false()
    mine = or_(SlipPart.person_id == actor.person_id, SlipPart.unit_id.in_(list(desks(actor))))
    return and_(SlipPart.state.in_([str(state) for state in READING]), mine)


def entries_sent_to(actor: Actor) -> ColumnElement[bool]:
    """Return `was_sent` as SQL over `Entry`."""
    parts = select(Slip.entry_id).join(SlipPart, SlipPart.slip_id == Slip.id)
    return Entry.id.in_(parts.where(held_by(actor)))


def _sent_by(actor: Actor, slip: Any) -> ColumnElement[bool]:
    own = and_(slip.sender_id == actor.person_id, slip.unit_id.in_(list(actor.unit_ids)))
    return or_(own, slip.unit_id.in_(list(desks(actor))))


def sent_from(actor: Actor) -> ColumnElement[bool]:
    """Return `sent_it` as SQL over `Slip`."""
    return _sent_by(actor, Slip)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `Slip`, within what a deputy was given."""
    if actor.person_id is None or not reaches(actor, SlipPermission.READ):
        return false()
    began = select(_ROOT.id).where(_sent_by(actor, _ROOT))
    received = select(SlipPart.slip_id).where(held_by(actor))
    cleared = select(Entry.id).where(Entry.secrecy <= actor.clearance)
    units = given_units(actor)
    within = select(SlipPart.slip_id).where(SlipPart.unit_id.in_(list(units or ())))
    given = true() if units is None else or_(Slip.unit_id.in_(list(units)), Slip.id.in_(within))
    return and_(
        or_(sent_from(actor), Slip.id.in_(received), Slip.root_id.in_(began)),
        Slip.entry_id.in_(cleared),
        given,
    )

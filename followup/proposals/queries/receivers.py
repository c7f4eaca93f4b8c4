"""To whom a proposal can be submitted: the units above, nearest first, and their leaders."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.accounts.queries.unit_names import line_on
from ecabinet.core.actors import Actor, Role
from followup.proposals.models import Proposal
from followup.proposals.policies import leads_the_unit
from followup.queries.names import Named, people_named


@dataclass(frozen=True)
class Receiver:
    """A unit that can decide, with those who lead it today."""

    unit: Named
    leaders: tuple[Named, ...]


def receivers(session: Session, actor: Actor, proposal: Proposal, today: date) -> list[Receiver]:
    """Return to whom `actor` may submit; the first is the usual one.

    Whoever leads the unit sends it upwards. Everybody else gives it to those who lead the unit,
    and past them only when nobody does. Nobody receives what they drafted or send.
    """
    line = line_on(session, proposal.unit_id, today)
    found = _led(session, [(one.unit_id, one.name) for one in line], proposal, actor, today)
    own = [one for one in found if one.unit.id == proposal.unit_id]
    above = [one for one in found if one.unit.id != proposal.unit_id]
    if leads_the_unit(actor, proposal):
        return above + own
    return own or above


def receivers_above(
    session: Session, actor: Actor, proposal: Proposal, today: date
) -> list[Receiver]:
    """Return to whom the decider may send it on: the units above the one where it lies."""
    if proposal.to_unit_id is None:
        return []
    line = line_on(session, proposal.to_unit_id, today)[1:]
    return _led(session, [(one.unit_id, one.name) for one in line], proposal, actor, today)


def _led(
    session: Session, units: list[tuple[UUID, str]], proposal: Proposal, actor: Actor, today: date
) -> list[Receiver]:
    """Return the units with leaders other than who drafted or sends; four queries."""
    desks = at_desks(session, [unit for unit, _name in units], (Role.LEADER,), today)
    makers = (proposal.drafter_id, actor.person_id, actor.real_id)
    sitting = [(unit, person) for unit, person in desks if person not in makers]
    people = people_named(session, [person for _unit, person in sitting], today)
    return [
        Receiver(Named(unit, name), tuple(
            sorted((people[p] for at, p in sitting if at == unit), key=lambda one: one.name)
        ))
        for unit, name in units
        if any(at == unit for at, _person in sitting)
    ]  # fmt: skip

"""Which unit answers, and for which units one may speak."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.text import fold
from meetings.models import AgendaItem
from meetings.policies import PREPARING
from meetings.queries.shapes import Named


def presenting_unit(session: Session, item: AgendaItem, today: date) -> UUID | None:
    """Return the open unit that the agenda names as presenting the item; None: not known."""
    name = fold(item.presenter_unit)
    units = directory.units(session, today) if name else []
    return next((unit.id for unit in units if fold(unit.name) == name), None)


def own_units(session: Session, actor: Actor, today: date) -> list[Named]:
    """Return the units in whose name the actor may write, by name."""
    if actor.deputy is not None:
        return []
    found = names_on(session, actor.units_as(*PREPARING), today)
    named = [Named(id=key, name=unit.name) for key, unit in found.items()]
    return sorted(named, key=lambda unit: fold(unit.name))

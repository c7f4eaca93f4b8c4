"""Conditions of the task list and the dashboard: what can be chosen, the words for what holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from followup.catalogues import FIELDS_OF_WORK
from followup.queries.filters import TaskScope
from followup.queries.kept_lists import leaders
from followup.routes.doors import today


@dataclass(frozen=True)
class Holds:
    """The names of what is narrowed to, None where it is not or nothing is called so."""

    unit: str | None = None
    leader: str | None = None
    field: str | None = None


def choices(session: Session, actor: Actor) -> dict[str, Any]:
    """Return what the form offers."""
    return {
        "units": [(unit.id, unit.name) for unit in directory.units(session)],
        "leaders": leaders(session),
        "fields": book(session, FIELDS_OF_WORK).choices(today(), actor),
    }


def conditions_that_hold(session: Session, actor: Actor, wanted: TaskScope) -> Holds:
    """Return the names of the conditions of `wanted`; one query for each."""
    unit = leader = field = None
    if wanted.unit_id:
        named = names_on(session, [wanted.unit_id], today()).get(wanted.unit_id)
        unit = named.name if named else None
    if wanted.supervisor_id:
        leader = dict(leaders(session, wanted.supervisor_id)).get(wanted.supervisor_id)
    if wanted.field:
        field = field_names(session, actor).get(wanted.field)
    return Holds(unit, leader, field)


def field_names(session: Session, actor: Actor) -> dict[str, str]:
    """Return what fields of work are called, also those that are no longer offered; one query."""
    entries = book(session, FIELDS_OF_WORK).entries
    return {entry.code: entry.shown(actor.language) for entry in entries}


def units_of(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Return the units with which the person may share a list, by name; one query."""
    found = names_on(session, actor.unit_ids, today())
    return sorted(((u.unit_id, u.name) for u in found.values()), key=lambda unit: unit[1])

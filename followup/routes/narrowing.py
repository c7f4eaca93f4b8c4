"""Conditions of the task list and the dashboard: what can be chosen, the words for what holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from followup.catalogues import FIELDS_OF_WORK
from followup.models import Directive
from followup.queries.filters import TaskScope
from followup.queries.kept_lists import leaders, officials
from followup.routes.doors import today

DIRECTIVES = 500
"""The newest; an older one leads to its tasks from its own page."""


@dataclass(frozen=True)
class Holds:
    """The names of what is narrowed to, None where it is not or nothing is called so."""

    unit: str | None = None
    leader: str | None = None
    field: str | None = None
    directive: str | None = None
    official: str | None = None
    coordinating: str | None = None


def choices(session: Session, actor: Actor, wanted: TaskScope) -> dict[str, Any]:
    """Return what the form offers; of directives the newest, and the one that holds already."""
    return {
        "units": [(unit.id, unit.name) for unit in directory.units(session)],
        "leaders": leaders(session),
        "officials": officials(session, actor),
        "directives": directives_offered(session, wanted.directive_id),
        "fields": book(session, FIELDS_OF_WORK).choices(today(), actor),
    }


def conditions_that_hold(session: Session, actor: Actor, wanted: TaskScope) -> Holds:
    """Return the names of the conditions of `wanted`; one query for each."""
    leader = field = directive = official = None
    if wanted.supervisor_id:
        leader = dict(leaders(session, wanted.supervisor_id)).get(wanted.supervisor_id)
    if wanted.field:
        field = field_names(session, actor).get(wanted.field)
    if wanted.directive_id:
        query = select(Directive.symbol).where(Directive.id == wanted.directive_id)
        directive = session.scalar(query)
    if wanted.assignee_id:
        found = officials(session, actor, wanted.assignee_id)
        official = dict(found).get(wanted.assignee_id)
    coordinating = _unit(session, getattr(wanted, "coordinating_id", None))
    return Holds(_unit(session, wanted.unit_id), leader, field, directive, official, coordinating)


def _unit(session: Session, unit_id: UUID | None) -> str | None:
    named = names_on(session, [unit_id], today()).get(unit_id) if unit_id else None
    return named.name if named else None


def directives_offered(session: Session, chosen: UUID | None) -> list[tuple[UUID, str]]:
    """Return the newest directives, and the one that is chosen; one query."""
    newest = (Directive.issued_on.desc(), Directive.symbol, Directive.id)
    first = select(Directive.id).order_by(*newest).limit(DIRECTIVES)
    query = select(Directive.id, Directive.symbol).where(
        or_(Directive.id.in_(first), Directive.id == chosen)
    )
    return [(row.id, row.symbol) for row in session.execute(query.order_by(*newest))]


def field_names(session: Session, actor: Actor) -> dict[str, str]:
    """Return what fields of work are called, also those that are no longer offered; one query."""
    entries = book(session, FIELDS_OF_WORK).entries
    return {entry.code: entry.shown(actor.language) for entry in entries}


def units_of(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """Return the units with which the person may share a list, by name; one query."""
    found = names_on(session, actor.unit_ids, today())
    return sorted(((u.unit_id, u.name) for u in found.values()), key=lambda unit: unit[1])

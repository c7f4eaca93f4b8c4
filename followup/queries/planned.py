"""The list behind a figure of what will be sent: each thing with its rung, and to whom it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from followup.ladder import Rung
from followup.models import ReminderKind, Task
from followup.paths import proposal_path, task_path, thread_path
from followup.proposals.models import Proposal
from followup.queries.due_rungs import Ladders, Place, on_rung, rung_table, untold
from followup.queries.names import people_named, units_named
from followup.queries.rows import TaskRow, as_rows, row_query

PAGE_SIZE = 30
SPARE = 4
"""Of so many times as many things as a page has, some may be told already."""


@dataclass(frozen=True)
class Chosen:
    """One day and kind: the rungs new on it; of those `unsure` it must be looked up whether people
    were told."""

    kind: ReminderKind
    found: Ladders
    rungs: Mapping[Place, Rung]
    unsure: frozenset[Place]


@dataclass(frozen=True)
class PlannedProposal:
    """A proposal on which an opinion is asked."""

    id: UUID
    code: str
    title: str


@dataclass(frozen=True)
class Planned:
    """One thing with the rung it will stand on, to whom it goes, and by which rule.

    `key`: the task, the unit with a part, the opinion asked for; it belongs to `task` or, an
    opinion on a proposal, to `proposal`. `due_on` is the day of the thing
    itself. It goes to the inbox of `unit` and to `person`, either may be empty. `moved_from`: the
    day it would be, were that no day off. `rule` is empty for the built-in one.
    """

    key: UUID
    task: TaskRow | None
    proposal: PlannedProposal | None
    kind: ReminderKind
    rung: int
    due_on: date
    moved_from: date | None
    rule: str
    unit: str
    person: str
    supervisor: str
    url: str


def planned_rows(
    session: Session, actor: Actor, chosen: Chosen, today: date, after: str | None, limit: int
) -> tuple[list[Planned], str | None]:
    """Return a page of the list, the oldest date first, and the key of the next one.

    Raises Invalid: `after` is no key of the list.
    """
    key = _key(after) if after else None
    rungs = {place: r for place, r in chosen.rungs.items() if key is None or place[1] >= key[0]}
    near = _nearest(chosen, rungs, limit)
    lines = _lines(session, actor, chosen, near, key, limit)
    if len(lines) <= limit and len(near) < len(rungs):
        lines = _lines(session, actor, chosen, rungs, key, limit)
    more, lines = len(lines) > limit, lines[:limit]
    rows = _Rows(session, actor, chosen, lines, today)
    following = "{}.{}.{}".format(*lines[-1][-5:-2]) if more else None
    return [rows.planned(line) for line in lines], following


def _nearest(chosen: Chosen, rungs: Mapping[Place, Rung], limit: int) -> Mapping[Place, Rung]:
    """Return the rungs of the first days, which have some times as many things as a page: of
    thirty thousand not all are sorted. Whole days, for the list is in their order."""
    days: set[date] = set()
    things = 0
    for place in sorted(rungs, key=lambda one: one[1]):
        if things > SPARE * limit and place[1] not in days:
            break
        days.add(place[1])
        things += chosen.found.counts.get(place, 0)
    return {place: rung for place, rung in rungs.items() if place[1] in days}


def _lines(
    session: Session,
    actor: Actor,
    chosen: Chosen,
    rungs: Mapping[Place, Rung],
    after: tuple[date, int, UUID] | None,
    limit: int,
) -> Sequence[Any]:
    """Return the lines of a page and one more, if there is."""
    if not rungs:
        return ()
    of, table = chosen.found.climber, rung_table(rungs, chosen.unsure)
    order = (of.due_on, of.root.number, list(of.key.values())[-1])
    query = (
        of.joined(row_query() if of.root is Task else select(Proposal))
        .add_columns(table.c.place, *order, of.to_unit, of.to_person)
        .join(table, on_rung(table, chosen.found))
        .where(of.waits, of.seen(actor), untold(of, chosen.kind, table))
        .order_by(*order)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return session.execute(query).all()


class _Rows:
    """The lines of a page with the names they need; a constant number of queries."""

    def __init__(
        self, session: Session, actor: Actor, chosen: Chosen, lines: Sequence[Any], today: date
    ) -> None:
        self._chosen, self._language = chosen, actor.language
        tasks = lines if chosen.found.climber.root is Task else ()
        rows = as_rows(session, tasks, today)
        self._tasks = {row.id: row for row in rows}
        self._units = units_named(session, {line[-2] for line in lines if line[-2]}, today)
        people = {line[-1] for line in lines} | {row.supervisor_id for row in rows}
        self._people = people_named(session, people, today)

    def planned(self, line: Any) -> Planned:
        """Return one line as it is shown."""
        place, due_on, _number, key, unit_id, person_id = line[-6:]
        kind, rung = self._chosen.kind, self._chosen.rungs[place, due_on]
        task, proposal, url = self._of(line[0])
        supervisor = self._name(task.supervisor_id) if task else ""
        unit = self._units[unit_id].name if unit_id else ""
        person = self._name(person_id)
        if task and kind is ReminderKind.ESCALATE:
            person = supervisor
        elif task and kind is ReminderKind.REMIND:
            unit, person = task.lead_unit, task.assignee or ""
        return Planned(
            key=key, task=task, proposal=proposal, kind=kind, rung=rung.days, due_on=due_on,
            moved_from=rung.plain_on if rung.plain_on != rung.on else None,
            rule=self._chosen.found.rules[place].shown(self._language),
            unit=unit, person=person, supervisor=supervisor, url=url,
        )  # fmt: skip

    def _of(self, root: UUID | Proposal) -> tuple[TaskRow | None, PlannedProposal | None, str]:
        if isinstance(root, Proposal):
            return None, PlannedProposal(root.id, root.code, root.title), proposal_path(root.id)
        asked = self._chosen.kind is ReminderKind.OPINION
        return self._tasks[root], None, thread_path(root) if asked else task_path(root)

    def _name(self, person_id: UUID | None) -> str:
        return self._people[person_id].name if person_id else ""


def _key(text: str) -> tuple[date, int, UUID]:
    try:
        day, number, key = text.split(".")
        return date.fromisoformat(day), int(number), UUID(key)
    except ValueError:
        raise Invalid("page.key_wrong", field="after") from None

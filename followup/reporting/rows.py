"""The tasks of a report, one line each, with all that any of its columns shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import NameOnDay, names_on
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from followup.catalogues import FIELDS_OF_WORK
from followup.labels import DONE, TaskLabel
from followup.models import ProgressReport, Task, UnitPart
from followup.queries.filters import start_of
from followup.queries.ranks import worst_first
from followup.reporting.counting import KEYS, Window, conditions, due_month, group_key
from followup.reporting.enums import ReportGroup
from followup.reporting.shapes import ReportRow, ReportSpec
from followup.reporting.standing import done_by, stood, stood_column

BY_HAND = "Giao trực tiếp"
LONGEST_RESULT = 600


@dataclass(frozen=True)
class _Names:
    units: Mapping[UUID, NameOnDay]
    people: Mapping[UUID, str]
    fields: Mapping[str, str]


def rows_of(
    session: Session, actor: Actor, spec: ReportSpec, over: Window, most: int
) -> list[ReportRow]:
    """Return the tasks, worst first, `most` at most; six queries, however many there are."""
    found = conditions(actor, spec, over)
    query = select(Task).where(*found).order_by(*worst_first()).limit(most)
    return _as_rows(session, list(session.scalars(query)), spec, over)


def places_of(
    session: Session, actor: Actor, spec: ReportSpec, over: Window
) -> list[tuple[UUID, str]]:
    """Return the ids of all tasks with the keys of their groups, worst first; one query."""
    key = KEYS.get(spec.by, stood_column(over.as_of))
    query = select(Task.id, key).where(*conditions(actor, spec, over)).order_by(*worst_first())
    found = session.execute(query)
    return [(task_id, group_key(spec.by, over, value)) for task_id, value in found]


def rows_for(
    session: Session, spec: ReportSpec, over: Window, ids: Sequence[UUID]
) -> list[ReportRow]:
    """Return these tasks in this order, as `places_of` found them; six queries."""
    found = {task.id: task for task in session.scalars(select(Task).where(Task.id.in_(ids)))}
    return _as_rows(session, [found[task_id] for task_id in ids], spec, over)


def _as_rows(
    session: Session, tasks: list[Task], spec: ReportSpec, over: Window
) -> list[ReportRow]:
    if not tasks:
        return []
    names = _names(session, tasks, over.as_of)
    said = _last_reports(session, [task.id for task in tasks], over.as_of)
    return [_row(task, spec, over, names, said.get(task.id)) for task in tasks]


def _names(session: Session, tasks: Iterable[Task], day: date) -> _Names:
    units = {t.lead_unit_id for t in tasks} | {p.unit_id for t in tasks for p in t.units}
    people = {t.supervisor_id for t in tasks} | {t.assignee_id for t in tasks if t.assignee_id}
    called = session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    fields = {entry.code: entry.shown("vi") for entry in book(session, FIELDS_OF_WORK).entries}
    return _Names(names_on(session, units, day), dict(called.all()), fields)


def _last_reports(session: Session, ids: list[UUID], day: date) -> dict[UUID, ProgressReport]:
    """Return the last report on the whole of each task that was filed by the end of `day`."""
    place = func.row_number().over(
        partition_by=ProgressReport.task_id, order_by=ProgressReport.number.desc()
    )
    end = start_of(date.fromordinal(day.toordinal() + 1))
    ranked = (
        select(ProgressReport.id, place.label("place"))
        .where(
            ProgressReport.task_id.in_(ids),
            ProgressReport.unit_id.is_(None),
            ProgressReport.at < end,
        )
        .subquery()
    )
    last = select(ProgressReport).join(ranked, ranked.c.id == ProgressReport.id)
    return {row.task_id: row for row in session.scalars(last.where(ranked.c.place == 1))}


def _row(
    task: Task, spec: ReportSpec, over: Window, names: _Names, said: ProgressReport | None
) -> ReportRow:
    day = over.as_of
    label = stood(task, day)
    assert label is not None  # What is put aside is not asked for.
    coordinating = (p.unit_id for p in task.units if p.part is UnitPart.COORDINATE)
    return ReportRow(
        id=task.id,
        code=task.code,
        title=task.title,
        group=_group(task, spec.by, over, label),
        unit=names.units[task.lead_unit_id].name,
        coordinating="; ".join(names.units[unit_id].name for unit_id in coordinating),
        assignee=names.people[task.assignee_id] if task.assignee_id else "",
        supervisor=names.people[task.supervisor_id],
        source=task.source_title or BY_HAND,
        field=names.fields.get(task.field_code or "", task.field_code or ""),
        issued_on=office_day(task.issued_at),
        due_on=task.due_on,
        done_on=done_by(task, day),
        label=label,
        late_days=_late(task, label, day),
        percent=100 if label in DONE else said.percent if said else 0,
        result=" ".join(said.text.split())[:LONGEST_RESULT] if said else "",
    )


def _late(task: Task, label: TaskLabel, day: date) -> int:
    if task.due_on is None or label not in (TaskLabel.OVERDUE, TaskLabel.DONE_LATE):
        return 0
    return ((done_by(task, day) or day) - task.due_on).days


def _group(task: Task, by: ReportGroup, over: Window, label: TaskLabel) -> str:
    if by is ReportGroup.LABEL:
        return label.value
    if by is ReportGroup.PERIOD:
        return group_key(by, over, due_month(task.due_on))
    column: Any = KEYS.get(by)
    return group_key(by, over, getattr(task, column.key)) if column is not None else ""

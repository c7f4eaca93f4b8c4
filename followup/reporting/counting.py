"""Which tasks a report is on, and their figures, counted by the database.

The figures and the list narrow by the same conditions, so that they never differ.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.labels import TaskLabel
from followup.models import Task
from followup.periods import Span
from followup.policies import visible_to
from followup.queries.due_periods import (
    DUE_MONTH,
    Grain,
    names_between,
    period_days,
    period_key,
)
from followup.queries.filters import LabelGroup, TaskFilter, labelled, narrowing
from followup.queries.groups import Group, group_names
from followup.reporting.enums import ReportGroup
from followup.reporting.scope import LABELS
from followup.reporting.shapes import Figures, GroupFigures, ReportScope, ReportSpec, counted
from followup.reporting.standing import stood_column

KEYS: dict[ReportGroup, Any] = {
    ReportGroup.UNIT: Task.lead_unit_id,
    ReportGroup.LEADER: Task.supervisor_id,
    ReportGroup.DIRECTIVE: Task.directive_id,
    ReportGroup.FIELD: Task.field_code,
    ReportGroup.OFFICIAL: Task.assignee_id,
    ReportGroup.PERIOD: DUE_MONTH,
}
GROUPS = {
    ReportGroup.UNIT: Group.UNIT,
    ReportGroup.LEADER: Group.LEADER,
    ReportGroup.DIRECTIVE: Group.DIRECTIVE,
    ReportGroup.FIELD: Group.FIELD,
    ReportGroup.OFFICIAL: Group.OFFICIAL,
}


NAMELESS = "Không thuộc nhóm nào"
NONE_OF = {ReportGroup.OFFICIAL: "Chưa giao cán bộ", ReportGroup.PERIOD: "Không có hạn"}
"""What has no directive or no field, on paper; pages say it in their own words."""

LONGEST_BY_MONTH, LONGEST_BY_QUARTER = 184, 3 * 366
"""Days: half a year, three years."""


@dataclass(frozen=True)
class Window:
    """The period, and the day on which tasks are judged: its last, or today while it runs."""

    span: Span
    as_of: date


def window(span: Span, today: date) -> Window:
    """Return the window of a period that has begun."""
    return Window(span, min(span.last, today))


def filter_of(wanted: ReportScope, span: Span) -> TaskFilter:
    """Return the filter that finds in the task list what a report on a running period lists."""
    return TaskFilter(**wanted.model_dump(), during_from=span.first, during_to=span.last)


_LABELS: dict[str, TaskLabel | LabelGroup] = {
    "total": LabelGroup.LABELLED,
    "done_on_time": TaskLabel.DONE_ON_TIME,
    "done_late": TaskLabel.DONE_LATE,
    "running": LabelGroup.RUNNING,
    "overdue": TaskLabel.OVERDUE,
    "standing": TaskLabel.STANDING,
}
_NARROWS = {
    ReportGroup.UNIT: ("unit_id", ""),
    ReportGroup.LEADER: ("supervisor_id", ""),
    ReportGroup.DIRECTIVE: ("directive_id", "no_directive"),
    ReportGroup.FIELD: ("field", "no_field"),
    ReportGroup.LABEL: ("label", ""),
    ReportGroup.OFFICIAL: ("assignee_id", "no_assignee"),
}


def rows_behind(
    spec: ReportSpec, span: Span, of: Figures, figure: str, key: str | None = None
) -> TaskFilter:
    """Return the filter that finds, while the period runs, what a figure counts; `key` is that of
    its group, None: of all."""
    changes: dict[str, Any] = {}
    if getattr(of, figure) != of.total or not spec.wanted.label:
        changes["label"] = _LABELS[figure]
    if key is not None and spec.by is ReportGroup.PERIOD:
        changes |= _due_in(key)
    elif key is not None and spec.by in _NARROWS:
        name, lacks = _NARROWS[spec.by]
        changes |= {name: key} if key else {lacks: True}
        if spec.by is ReportGroup.UNIT:
            changes["below"] = False  # Each unit is a group of its own.
    return TaskFilter.model_validate(filter_of(spec.wanted, span).model_dump() | changes)


def _due_in(key: str) -> dict[str, Any]:
    if not key:
        return {"no_due": True}
    first, last = period_days(key)
    return {"due_from": first, "due_to": last}


def conditions(actor: Actor, spec: ReportSpec, over: Window) -> list[ColumnElement[bool]]:
    """Return which tasks `actor` finds: worked on at some time in the period, and not put aside."""
    wanted = filter_of(spec.wanted, over.span).model_copy(update={"label": None})
    found = [visible_to(actor), *narrowing(wanted, over.as_of)]
    if spec.wanted.label is not None:
        found.append(labelled(spec.wanted.label, over.as_of, stood_column(over.as_of)))
    return found


def figures(session: Session, actor: Actor, spec: ReportSpec, over: Window) -> Figures:
    """Count all tasks of a report; one query."""
    label = stood_column(over.as_of).label("label")
    each = select(label).where(*conditions(actor, spec, over)).subquery()
    query = select(each.c.label, func.count()).group_by(each.c.label)
    return counted(_labels(session.execute(query).all()))


def grouped(
    session: Session, actor: Actor, spec: ReportSpec, over: Window, names: Mapping[Any, str]
) -> tuple[GroupFigures, ...]:
    """Count by group, in the order of `names`; one query, none for a report without groups."""
    if spec.by is ReportGroup.NONE:
        return ()
    label = stood_column(over.as_of)
    key: ColumnElement[Any] = KEYS.get(spec.by, label)
    wanted = conditions(actor, spec, over)
    each = select(key.label("key"), label.label("label")).where(*wanted).subquery()
    query = select(each.c.key, each.c.label, func.count()).group_by(each.c.key, each.c.label)
    found: dict[str, list[Any]] = defaultdict(list)
    for group, stands, count in session.execute(query):
        found[group_key(spec.by, over, group)].append((stands, count))
    lines = {key: counted(_labels(rows)) for key, rows in found.items()}
    return in_order(lines, names)


def in_order(lines: Mapping[str, Figures], names: Mapping[Any, str]) -> tuple[GroupFigures, ...]:
    """Return the groups in the order of `names`; those of nothing come last."""
    known = {key_text(key): name for key, name in names.items()}
    places = {key: place for place, key in enumerate(known)}
    keys = sorted(lines, key=lambda key: places.get(key, len(places)))
    return tuple(GroupFigures(key, known.get(key, NAMELESS), lines[key]) for key in keys)


def names_of(session: Session, by: ReportGroup, over: Window) -> Mapping[Any, str]:
    """Return what the groups are called, in their order; one query at most."""
    if by is ReportGroup.LABEL:
        return {each.value: LABELS[each] for each in TaskLabel}
    if by is ReportGroup.PERIOD:
        named: Mapping[Any, str] = names_between(session, _grain(over), "vi")
    else:
        named = group_names(session, GROUPS[by], "vi") if by in GROUPS else {}
    return {**named, None: NONE_OF[by]} if by in NONE_OF else named


def group_key(by: ReportGroup, over: Window, value: Any) -> str:
    """Return the key of the group that `value` of `KEYS` stands for."""
    if by is ReportGroup.PERIOD and value is not None:
        return period_key(value, _grain(over))
    return key_text(value)


def due_month(day: date | None) -> int | None:
    """Return in Python what `DUE_MONTH` is."""
    return day.year * 100 + day.month if day else None


def _grain(over: Window) -> Grain:
    """Return how long the periods are by which a report counts what is due."""
    days = (over.span.last - over.span.first).days
    if days <= LONGEST_BY_MONTH:
        return Grain.MONTH
    return Grain.QUARTER if days <= LONGEST_BY_QUARTER else Grain.YEAR


def key_text(key: Any) -> str:
    """Return the key of a group as it is kept; "" of what has none."""
    return "" if key is None else str(key)


def _labels(rows: Any) -> dict[TaskLabel, int]:
    found: Counter[TaskLabel] = Counter()
    for label, count in rows:
        if label is not None:
            found[TaskLabel(label)] += count  # The months of a quarter are lines of their own.
    return found

"""What each unit has of a directive, as lead and where it coordinates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from followup.labels import DONE, TaskLabel
from followup.models import ProgressReport, TaskUnit, UnitPart
from followup.queries.names import units_named
from followup.queries.rows import TaskRow
from followup.states import ASIDE


@dataclass(frozen=True)
class Reported:
    """A task of the directive with its last report, if there is one."""

    task: TaskRow
    last_report: datetime | None


@dataclass(frozen=True)
class UnitShare:
    """What a unit has of the directive: as lead tasks, done, overdue and reported on; `helping`
    where it coordinates; and when it reported last, on the whole or on its part."""

    id: UUID
    name: str
    tasks: int
    done: int
    overdue: int
    reported: int
    helping: int
    last_report: datetime | None


@dataclass(frozen=True)
class _Help:
    """Where a unit coordinates: how many tasks, and its last report on a part of its own."""

    tasks: int
    last_report: datetime | None


def shares(session: Session, tasks: Iterable[Reported], today: date) -> tuple[UnitShare, ...]:
    """Return the units with something to do in these tasks; two queries. What lies aside is not
    counted.
    """
    led: dict[UUID, list[Reported]] = defaultdict(list)
    for one in tasks:
        if one.task.state not in ASIDE:
            led[one.task.lead_unit_id].append(one)
    helping = _helping(session, [one.task.id for ones in led.values() for one in ones])
    names = {unit_id: ones[0].task.lead_unit for unit_id, ones in led.items()}
    others = units_named(session, helping.keys() - led.keys(), today)
    names |= {unit_id: other.name for unit_id, other in others.items()}
    found = [
        _share(unit_id, name, led.get(unit_id, []), helping.get(unit_id, _Help(0, None)))
        for unit_id, name in names.items()
    ]
    return tuple(sorted(found, key=_worst_first))


def _helping(session: Session, task_ids: list[UUID]) -> dict[UUID, _Help]:
    query = (
        select(
            TaskUnit.unit_id,
            func.count(TaskUnit.task_id.distinct()),
            func.max(ProgressReport.at),
        )
        .outerjoin(
            ProgressReport,
            and_(
                ProgressReport.task_id == TaskUnit.task_id,
                ProgressReport.unit_id == TaskUnit.unit_id,
            ),
        )
        .where(TaskUnit.task_id.in_(task_ids), TaskUnit.part == UnitPart.COORDINATE)
        .group_by(TaskUnit.unit_id)
    )
    return {unit_id: _Help(count, last) for unit_id, count, last in session.execute(query)}


def _share(unit_id: UUID, name: str, ones: list[Reported], helps: _Help) -> UnitShare:
    reports = [one.last_report for one in ones if one.last_report is not None]
    last = [*reports, *([helps.last_report] if helps.last_report else [])]
    return UnitShare(
        id=unit_id,
        name=name,
        tasks=len(ones),
        done=sum(one.task.label in DONE for one in ones),
        overdue=sum(one.task.label is TaskLabel.OVERDUE for one in ones),
        reported=len(reports),
        helping=helps.tasks,
        last_report=max(last, default=None),
    )


def _worst_first(unit: UnitShare) -> tuple[int, bool, int, str]:
    return (-unit.overdue, not unit.tasks, unit.reported, unit.name)

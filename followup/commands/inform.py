"""Which units are informed of a task, chosen anew after it was issued."""

from collections.abc import Collection
from uuid import UUID

from ecabinet.accounts.queries.unit_names import names_on, open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Task, TaskUnit, UnitPart


def inform(
    uow: UnitOfWork, task: Task, wanted: Collection[UUID]
) -> tuple[set[UUID], dict[str, str] | None]:
    """Let exactly these units be informed; return the new ones, and what changed in words.

    Raises Invalid: a unit is unknown, or leads or coordinates.
    """
    before = [part.unit_id for part in task.units if part.part is UnitPart.INFORM]
    new, gone = set(wanted) - set(before), set(before) - set(wanted)
    if not new and not gone:
        return set(), None
    check_new(uow, task, new, "informed_unit_ids")
    task.units = [part for part in task.units if part.unit_id not in gone]
    for unit_id in dict.fromkeys(each for each in wanted if each in new):
        add(task, unit_id, UnitPart.INFORM)
    names = names_on(uow.session, {*before, *new}, office_day(uow.now))
    after = [part.unit_id for part in task.units if part.part is UnitPart.INFORM]
    told = [", ".join(names[unit_id].name for unit_id in ids) for ids in (before, after)]
    return new, {"what": "informed", "before": told[0], "after": told[1]}


def check_new(uow: UnitOfWork, task: Task, ids: Collection[UUID], field: str) -> None:
    """Refuse units that are not there today, or have a part already. Raises Invalid."""
    taken = {part.unit_id for part in task.units if part.part is not UnitPart.FORMER}
    if {task.lead_unit_id, *taken} & set(ids):
        raise Invalid("task.unit_twice", field=field)
    if set(ids) - set(open_units(uow.session, list(ids), office_day(uow.now), lock=True)):
        raise Invalid("task.unit_unknown", field=field)


def add(task: Task, unit_id: UUID, part: UnitPart) -> TaskUnit:
    """Give the unit a part; one that led before has its place already."""
    for known in task.units:
        if known.unit_id == unit_id:
            known.part, known.received_at = part, None
            return known
    last = max((each.position for each in task.units), default=-1)
    row = TaskUnit(task_id=task.id, unit_id=unit_id, part=part, position=last + 1, percent=0)
    task.units.append(row)
    return row

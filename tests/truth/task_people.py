"""Who does what to a task."""

from collections.abc import Callable
from uuid import UUID

from followup.models import Task, TaskUnit
from tests.truth.scene import Scene

DESKS = {
    "VPTU": ("vanthu", "truongphong"),
    "BTCTU": ("vanthubtc",),
    "UBKTTU": ("vanthuubkt",),
    "TU": ("lanhdao", "chutri"),
}
"""Clerks and leaders of each unit."""


def desk(scene: Scene, unit_id: UUID) -> tuple[str, ...]:
    """Who receives for a unit."""
    codes = {id_: code for code, id_ in scene.office.units.items()}
    return DESKS.get(codes.get(unit_id, ""), ())


def name_of(scene: Scene, person_id: UUID | None) -> tuple[str, ...]:
    """The user name of a person, none for nobody."""
    return tuple(name for name, id_ in scene.office.people.items() if id_ == person_id)


def lead(scene: Scene, task: Task) -> tuple[str, ...]:
    return desk(scene, task.lead_unit_id)


def official(scene: Scene, task: Task) -> tuple[str, ...]:
    return name_of(scene, task.assignee_id)


def leader(scene: Scene, task: Task) -> tuple[str, ...]:
    return name_of(scene, task.supervisor_id)


def leader_or_issuer(scene: Scene, task: Task) -> tuple[str, ...]:
    return (*leader(scene, task), *name_of(scene, task.issued_by_id))


def partner(scene: Scene, task: Task) -> tuple[str, ...]:
    return desk(scene, scene.office.units["BTCTU"])


def partner_or_official(scene: Scene, task: Task) -> tuple[str, ...]:
    part = _part_of(scene, task)
    named = name_of(scene, part.official_id) if part else ()
    return (*partner(scene, task), *named)


def _part_of(scene: Scene, task: Task) -> TaskUnit | None:
    unit = scene.office.units["BTCTU"]
    return next((part for part in task.units if part.unit_id == unit), None)


Who = Callable[[Scene, Task], tuple[str, ...]]

"""Who brings a tracking sheet in. Each import is its sender's own business.

It is not delegated: a deputy would write a whole book of tasks in another's name.
"""

from typing import Any
from uuid import UUID, uuid4

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate
from ecabinet.core.rules import all_of
from followup.importing.models import TaskImport


class ImportPermission(Permission):
    """What can be done with an import of tasks; CREATE is asked of none."""

    CREATE = "task_import:create"
    READ = "task_import:read"
    CARRY_OUT = "task_import:carry_out"


def issues_tasks(actor: Actor, _thing: Any) -> bool:
    """Is tracking officer, secretary or leader: issues tasks to some unit at least."""
    return actor.has_role(Role.TRACKER, Role.SECRETARY, Role.LEADER)


def is_sender(actor: Actor, thing: TaskImport) -> bool:
    """Sent the sheet."""
    return actor.is_person(thing.person_id)


def samples(_unit_id: UUID) -> list[Any]:
    """An import of somebody else, for the table of roles."""
    return [TaskImport(person_id=uuid4())]


POLICIES: dict[Permission, Predicate] = {
    ImportPermission.CREATE: issues_tasks,
    ImportPermission.READ: is_sender,
    ImportPermission.CARRY_OUT: all_of(is_sender, issues_tasks),
}

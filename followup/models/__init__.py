"""Tables of follow-up."""

from followup.models.directive import Directive
from followup.models.entry import TaskEntry
from followup.models.enums import DeadlineKind, Decision, EntryKind, Evaluation, UnitPart
from followup.models.report import ProgressReport
from followup.models.task import Task, TaskCounter, TaskUnit, task_code

__all__ = [
    "DeadlineKind",
    "Decision",
    "Directive",
    "EntryKind",
    "Evaluation",
    "ProgressReport",
    "Task",
    "TaskCounter",
    "TaskEntry",
    "TaskUnit",
    "UnitPart",
    "task_code",
]

"""Tables of follow-up."""

from followup.models.chase import TaskChase, TaskChaseItem
from followup.models.consult import TaskConsult
from followup.models.directive import Directive, DirectiveArticle, DirectiveOrigin
from followup.models.entry import TaskEntry
from followup.models.enums import (
    DeadlineKind,
    Decision,
    EntryKind,
    Evaluation,
    ExtensionState,
    Layout,
    Period,
    Priority,
    ReminderKind,
    UnitPart,
)
from followup.models.extension import TaskExtension
from followup.models.period import TaskPeriod
from followup.models.reminder import OpinionReminder, PartReminder, TaskReminder
from followup.models.report import ProgressReport
from followup.models.task import Task, TaskCounter, TaskUnit, task_code
from followup.models.task_list import TaskColumns, TaskList

__all__ = [
    "DeadlineKind",
    "Decision",
    "Directive",
    "DirectiveArticle",
    "DirectiveOrigin",
    "EntryKind",
    "Evaluation",
    "ExtensionState",
    "Layout",
    "OpinionReminder",
    "PartReminder",
    "Period",
    "Priority",
    "ProgressReport",
    "ReminderKind",
    "Task",
    "TaskChase",
    "TaskChaseItem",
    "TaskColumns",
    "TaskConsult",
    "TaskCounter",
    "TaskEntry",
    "TaskExtension",
    "TaskList",
    "TaskPeriod",
    "TaskReminder",
    "TaskUnit",
    "UnitPart",
    "task_code",
]

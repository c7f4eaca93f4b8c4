"""What was due before its sheet came in is not reminded of all at once.

Hundreds of old tasks would send as many notices the same day. The rung that each stands on counts
as told; the ladder goes on with the next one.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from followup.days_off import office_calendar
from followup.ladder import reached
from followup.models import ReminderKind, Task, TaskReminder
from followup.queries.climbers import CHASED
from followup.reminder_rules import ReminderRule, applied_rules


class Rungs:
    """The rules and the calendar of the office, read once for all rows."""

    def __init__(self, session: Session, today: date) -> None:
        general, *others = applied_rules(session, today)
        self._general = general.rule
        self._own: dict[UUID, ReminderRule] = {
            unit_id: applied.rule for applied in others for unit_id in applied.unit_ids
        }
        self._calendar, self._today = office_calendar(session, today), today

    def told(self, task: Task, now: datetime) -> list[TaskReminder]:
        """Return, as told, the rungs that `task` stands on; none when nobody works on it."""
        if task.due_on is None or task.state not in CHASED:
            return []
        rule = self._own.get(task.lead_unit_id, self._general)
        found = {
            kind: reached(rule, kind, task.due_on, self._today, self._calendar)
            for kind in (ReminderKind.REMIND, ReminderKind.ESCALATE)
        }
        return [
            TaskReminder(task_id=task.id, what=kind, due_on=task.due_on, rung=rung.days, at=now)
            for kind, rung in found.items()
            if rung is not None
        ]

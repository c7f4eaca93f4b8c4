"""Tasks along time as a drawing: where each bar begins and ends, in hundredths of the width."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from followup.labels import TaskLabel
from followup.queries.filters import month_after
from followup.queries.rows import TaskRow

COUNT = 11
RIGHT = 62.0
"""From here on the words stand at the right edge instead of behind the bar."""


class Scale(StrEnum):
    """What one step of the time line is."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Window:
    """The days that are shown: from `first` to `last`, in steps that begin on `marks`."""

    scale: Scale
    first: date
    last: date
    marks: tuple[date, ...]

    def at(self, day: date) -> float:
        """Return where `day` begins, in hundredths of the width, not outside."""
        share = 100.0 * (day - self.first).days / ((self.last - self.first).days + 1)
        return min(max(share, 0.0), 100.0)

    def holds(self, day: date) -> bool:
        """Whether `day` is shown."""
        return self.first <= day <= self.last

    def moved(self, steps: int) -> date:
        """Return the first day of the window `steps` later."""
        return step(self.first, self.scale, steps)


@dataclass(frozen=True)
class Bar:
    """One task. `late_to`: where the dashed line of lateness ends, None without one."""

    row: TaskRow
    left: float
    width: float
    late_from: float
    late_to: float | None
    words_at: float | None


def step(day: date, scale: Scale, steps: int) -> date:
    """Return the first day of the step `steps` after that of `day`."""
    if scale is Scale.WEEK:
        return day + timedelta(days=7 * steps - day.weekday())
    months = day.year * 12 + day.month - 1 + steps
    return date(months // 12, months % 12 + 1, 1)


def window(scale: Scale, start: date | None, today: date) -> Window:
    """Return the window that begins with the step of `start`: a third before today by default."""
    first = step(start, scale, 0) if start else step(today, scale, -COUNT // 3)
    marks = tuple(step(first, scale, n) for n in range(COUNT))
    after = marks[-1] + timedelta(days=7) if scale is Scale.WEEK else month_after(marks[-1])
    return Window(scale, first, after - timedelta(days=1), marks)


def bar(row: TaskRow, shown: Window, today: date) -> Bar:
    """Return where the task stands in the window."""
    begin = row.issued_on or shown.first
    end = max(_end(row, shown), begin)
    left, right = shown.at(begin), shown.at(end + timedelta(days=1))
    late_to = None
    if row.label is TaskLabel.OVERDUE:
        late_to = max(right, shown.at((row.done_on or today) + timedelta(days=1)))
    reach = max(right, late_to or 0.0)
    width = max(right - left, 1.2)
    return Bar(row, min(left, 98.8), width, right, late_to, None if reach > RIGHT else reach)


def _end(row: TaskRow, shown: Window) -> date:
    done = row.label in (TaskLabel.DONE_LATE, TaskLabel.DONE_ON_TIME)
    return (row.done_on if done else row.due_on) or shown.last

"""Story, dashboard and directives as the API shows them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field, model_validator

from followup.labels import TaskLabel
from followup.queries.counts import Counts
from followup.queries.dashboard import Dashboard
from followup.queries.filters import TaskScope
from followup.queries.groups import Group, GroupCounts
from followup.queries.story import DateStep, ReportStep, Step, Story
from followup.queries.story_turns import TurnStep
from followup.routes.out import Out
from followup.routes.schemas import TaskRowOut
from followup.sources import StoryStep


class FigureOut(Out):
    """A count in a step of the story."""

    label: str
    value: int
    tone: str


class StoryStepOut(Out):
    """One thing that happened; `kind` says what."""

    at: datetime
    kind: str
    title: str
    text: str = ""
    url: str = ""
    figures: list[FigureOut] = Field(default_factory=list)
    task_id: UUID | None = None


class StoryOut(Out):
    """From the directive to the result, in the order of time; `waiting` is still to come."""

    task: TaskRowOut
    quote: str
    days: int
    steps: list[StoryStepOut]
    tasks: list[TaskRowOut]
    waiting: list[TaskRowOut]


class CountsOut(Out):
    """Tasks by label; `total` is their sum, those put aside are counted apart."""

    total: int
    done: int
    running: int
    aside: int
    on_time_rate: float | None
    average_delay: float | None
    by_label: dict[TaskLabel, int]

    @model_validator(mode="before")
    @classmethod
    def _all_labels(cls, counts: Any) -> Any:
        if not isinstance(counts, Counts):
            return counts
        names = ("total", "done", "running", "aside", "on_time_rate", "average_delay")
        fields = {name: getattr(counts, name) for name in names}
        return fields | {"by_label": {label: counts.of(label) for label in TaskLabel}}


class GroupCountsOut(Out):
    """The tasks of one unit, leader, directive, field, official or period; `key` null: of none.

    A period is of due dates: "2026-11", and when there are many "2026-Q4" or "2026".

    `rank` is by the share done on time, then by the delay; null while nothing was due.
    """

    key: str | None
    name: str
    rank: int | None
    counts: CountsOut

    @model_validator(mode="before")
    @classmethod
    def _of(cls, group: Any) -> Any:
        if not isinstance(group, GroupCounts):
            return group
        key = None if group.key is None else str(group.key)
        return {"key": key, "name": group.name, "rank": group.rank, "counts": group.counts}


class MonthOut(Out):
    """One month of the trend."""

    first: date
    last: date
    issued: int
    done: int
    overdue: int


class DashboardOut(Out):
    """All figures; groups in the order asked for, some of `count`. `next` begins the next page;
    `cut`: there is one."""

    as_of: date
    wanted: TaskScope
    by: Group
    total: CountsOut
    groups: list[GroupCountsOut]
    count: int
    cut: bool
    next: str | None = Field(validation_alias="next_after")
    slowest: list[GroupCountsOut]
    months: list[MonthOut]


class DirectiveOut(Out):
    """A directive in the register; counts are of tasks the caller may read."""

    id: UUID
    symbol: str
    title: str
    issuing_body: str
    issued_on: date
    received_on: date | None
    field: str
    tasks: int
    done: int
    overdue: int


class DirectivePageOut(Out):
    """Some directives, newest first."""

    directives: list[DirectiveOut]
    total: int
    next: str | None


def dashboard_out(found: Dashboard) -> DashboardOut:
    """Return the dashboard for the API."""
    return DashboardOut.model_validate(found)


def story_out(found: Story) -> StoryOut:
    """Return the story for the API, as one line of time."""
    issued = StoryStepOut(at=found.issued_at, kind="task", title=found.task.title)
    issued.task_id = found.task.id
    steps = [_before(step) for step in found.before] + [issued]
    steps += [_after(step) for step in found.after]
    return StoryOut(
        task=TaskRowOut.model_validate(found.task),
        quote=found.quote,
        days=found.days,
        steps=steps,
        tasks=[TaskRowOut.model_validate(row) for row in found.tasks],
        waiting=[TaskRowOut.model_validate(row) for row in found.waiting],
    )


def _before(step: StoryStep) -> StoryStepOut:
    return StoryStepOut.model_validate(step)


def _after(step: Step) -> StoryStepOut:
    if isinstance(step, ReportStep):
        title, text = f"{step.percent} %", step.text
        kind = "report_done" if step.done else "report"
    elif isinstance(step, TurnStep):
        title, text, kind = step.to_unit or step.unit, step.reason, step.turn.value
    elif isinstance(step, DateStep):
        title, text, kind = step.due_on.isoformat(), step.reason, "extension"
    else:
        title, text = (step.evaluation or step.decision).value, step.remark
        kind = step.decision.value
    return StoryStepOut(at=step.at, kind=kind, title=title, text=text, task_id=step.task.id)

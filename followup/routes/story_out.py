"""The story of a task as the API shows it: one line of time."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from pydantic import Field

from followup.models import EntryKind
from followup.queries.names import Named
from followup.queries.story_shapes import (
    DecisionStep,
    EntryStep,
    IssueStep,
    ReportStep,
    Step,
    Story,
)
from followup.routes.out import Out
from followup.routes.piece_schemas import AboveOut, BelowOut
from followup.routes.schemas import TaskRowOut
from followup.sources import StoryStep


class FigureOut(Out):
    """A count in a step of the story."""

    label: str
    value: int
    tone: str


class StoryPersonOut(Out):
    """Somebody in a step: `part` is chair, secretary, recorder, confirmer, issuing_body, signer,
    sender, issuer, author, decider, official or empty (did it); `deputy` did it for them."""

    name: str
    part: str = ""
    deputy: str | None = None


class StoryDocumentOut(Out):
    """A document; `url` is empty while it cannot be opened."""

    name: str
    url: str


class StoryStepOut(Out):
    """One thing that happened; `kind` says what. Of one `all_day` only the day is known.

    `unit` is the unit that it is about, `above` the task of which `task_id` is a piece,
    `piece_code` what was split off (`piece_id`, when the caller may open it).
    """

    at: datetime
    kind: str
    title: str
    text: str = ""
    url: str = ""
    figures: list[FigureOut] = Field(default_factory=list)
    people: list[StoryPersonOut] = Field(default_factory=list)
    documents: list[StoryDocumentOut] = Field(default_factory=list)
    all_day: bool = False
    task_id: UUID | None = None
    unit: str = ""
    above: AboveOut | None = None
    piece_code: str = ""
    piece_id: UUID | None = None


class StoryOut(Out):
    """From the directive to the result, in the order of time; `waiting` is still to come."""

    task: TaskRowOut
    quote: str
    days: int
    steps: list[StoryStepOut]
    tasks: list[TaskRowOut]
    pieces: list[BelowOut]
    waiting: list[TaskRowOut]


KINDS = {EntryKind.EXTENSION_APPROVED: "extension"}
DAYS = {
    EntryKind.EXTENSION_REQUESTED: "due_on",
    EntryKind.EXTENSION_APPROVED: "due_on",
    EntryKind.CHASED: "answer_by",
}
"""Lines of which the title is a day."""
NAMES = {
    EntryKind.ASSIGNED: "assignee",
    EntryKind.PART_ASSIGNED: "official",
    EntryKind.HANDED_OVER: "to_name",
    EntryKind.SPLIT: "title",
}
"""Lines of which the title is what the history keeps under this name."""


def story_out(found: Story) -> StoryOut:
    """Return the story for the API."""
    return StoryOut(
        task=TaskRowOut.model_validate(found.task),
        quote=found.quote,
        days=found.days,
        steps=[one for step in found.steps for one in _steps(step)],
        tasks=[TaskRowOut.model_validate(row) for row in found.tasks],
        pieces=[BelowOut.model_validate(node) for node in found.pieces],
        waiting=[TaskRowOut.model_validate(row) for row in found.waiting],
    )


def _steps(step: Step) -> list[StoryStepOut]:
    if isinstance(step, StoryStep):
        return [StoryStepOut.model_validate(step)]
    if isinstance(step, IssueStep):
        return _issued(step)
    if isinstance(step, ReportStep):
        return [_report(step)]
    if isinstance(step, EntryStep):
        return [_entry(step)]
    if isinstance(step, DecisionStep):
        return [_decision(step)]
    assert_never(step)


def _issued(step: IssueStep) -> list[StoryStepOut]:
    """Return one step for each task."""
    return [
        StoryStepOut(
            at=step.at, kind="task", title=row.title, text=step.quote, task_id=row.id,
            unit=row.lead_unit, people=_people(step.issued_by, "issuer"),
            above=AboveOut.model_validate(step.above) if step.above else None,
        )
        for row in step.tasks
    ]  # fmt: skip


def _report(step: ReportStep) -> StoryStepOut:
    return StoryStepOut(
        at=step.at, kind="report_done" if step.done else "report", title=f"{step.percent} %",
        text=step.text, task_id=step.task.id, unit=step.unit or step.task.lead_unit,
        people=_people(step.author, "author"),
        documents=[StoryDocumentOut.model_validate(one) for one in step.documents],
    )  # fmt: skip


def _decision(step: DecisionStep) -> StoryStepOut:
    return StoryStepOut(
        at=step.at, kind=step.decision.value, title=(step.evaluation or step.decision).value,
        text=step.remark, task_id=step.task.id, unit=step.task.lead_unit,
        people=_people(step.decided_by, "decider"),
    )  # fmt: skip


def _entry(step: EntryStep) -> StoryStepOut:
    return StoryStepOut(
        at=step.at, kind=KINDS.get(step.entry, step.entry.value), title=_title(step),
        text=step.reason, task_id=step.task.id, unit=step.to_unit or step.unit,
        people=_people(step.actor, "") if step.actor else [],
        documents=[StoryDocumentOut.model_validate(one) for one in step.documents],
        piece_code=str(step.detail.get("code", "")),
        piece_id=step.piece.row.id if step.piece and step.piece.readable else None,
    )  # fmt: skip


def _title(step: EntryStep) -> str:
    if step.entry in NAMES:
        return str(step.detail.get(NAMES[step.entry], ""))
    if step.entry is EntryKind.CONSULTED:
        return ", ".join(step.detail.get("asked", ()))
    if day := DAYS.get(step.entry):
        return str(step.detail.get(day) or "")
    return step.to_unit or step.unit


def _people(person: Named, part: str) -> list[StoryPersonOut]:
    return [StoryPersonOut(name=person.name, part=part, deputy=person.deputy)]

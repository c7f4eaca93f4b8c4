"""All conclusions of a meeting before they are issued, with what is missing; few queries."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import unescape
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.official.conclusions import conclusion_sentence
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import deputies
from followup.days_off import office_calendar
from followup.deadlines import default_due_date, on_working_day
from followup.models import DeadlineKind, Task, task_code
from followup.policies import visible_to
from followup.states import ENDED, TaskState
from meetings import access, reviewing
from meetings.catalogue import UnitRole
from meetings.models import Conclusion, ConclusionEntry
from meetings.policies import MeetingPermission
from meetings.queries.conclusions import conclusions_of_meeting, conclusions_out
from meetings.queries.shapes import ConclusionOut, Shape
from meetings.queries.written_conclusions import written
from meetings.states import ConclusionState

MOST_TASKS = 500


class ConclusionFindingOut(Shape):
    """What is missing or odd; `stops`: nothing is issued before it is mended."""

    code: str = Field(examples=["no_lead"])
    stops: bool
    day: date | None
    task_id: UUID | None
    task_code: str | None = Field(examples=["NV-087"])


class ConclusionEntryOut(Shape):
    """One thing that happened to a conclusion, and what it said then; `deputy` did it for `by`."""

    at: datetime
    by: str
    deputy: str | None
    kind: str = Field(examples=["confirmed"])
    text: str
    note: str


class ReviewedConclusionOut(Shape):
    """A conclusion, its sentence in the notice, what is to be seen in it, and its history."""

    conclusion: ConclusionOut
    sentence: str
    findings: list[ConclusionFindingOut]
    history: list[ConclusionEntryOut]


class ConclusionReviewOut(Shape):
    """The conclusions of a meeting; `stops` counts what must be mended before the issue.

    `tasks` of the `drafts` will be tasks, the others only state something.
    """

    conclusions: list[ReviewedConclusionOut]
    drafts: int
    tasks: int
    stops: int
    confirmed: int


def review(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> ConclusionReviewOut:
    """Return the conclusions that the actor may know of. Raises NotFound, Denied."""
    place = access.place(session, actor, meeting_id, MeetingPermission.READ_DRAFTS)
    found = conclusions_of_meeting(session, place.id, actor.clearance, drafts=True)
    shown = conclusions_out(session, found)
    office = _office(session, actor, found, office_day(now))
    ending = _ending(found)
    history = _history(session, [row.id for row in found])
    rows = [
        ReviewedConclusionOut(
            conclusion=out,
            sentence=sentence_of(out),
            findings=_findings(row, office, ending),
            history=history.get(row.id, []),
        )
        for row, out in zip(found, shown, strict=True)
    ]
    drafts = [row for row in rows if row.conclusion.state is ConclusionState.DRAFT]
    return ConclusionReviewOut(
        conclusions=rows,
        drafts=len(drafts),
        tasks=sum(row.conclusion.gives_task for row in drafts),
        stops=sum(any(f.stops for f in row.findings) for row in drafts),
        confirmed=sum(row.conclusion.confirmed_at is not None for row in drafts),
    )


def sentence_of(conclusion: ConclusionOut) -> str:
    """Return the conclusion as the notice will say it, without its markup."""
    marked = str(conclusion_sentence(written(conclusion)))
    return unescape(re.sub(r"<[^>]+>", "", marked)).replace("\xa0", " ")


def _office(
    session: Session, actor: Actor, found: Sequence[Conclusion], today: date
) -> reviewing.Office:
    drafts = [row for row in found if row.state == ConclusionState.DRAFT]
    units = {unit for row in drafts for unit in _units(row)}
    people = {row.supervisor_id for row in drafts if row.supervisor_id}
    calendar, ending = office_calendar(session, today), set(_ending(found).values())
    return reviewing.Office(
        today=today,
        open_units=open_units(session, list(units), today),
        active_people=set(
            session.scalars(select(Person.id).where(Person.id.in_(people), Person.active))
        ),
        tasks=[
            task
            for task in _open_tasks(session, actor, {row.lead_unit_id for row in drafts})
            if task.id not in ending
        ],
        working_on={r.due_on: on_working_day(r.due_on, calendar) for r in drafts if r.due_on},
        default_due=default_due_date(today, calendar),
        reported=session.scalars(
            select(Task.id).where(Task.id.in_(ending), Task.state == TaskState.REPORTED_DONE)
        ).all(),
    )


def _units(row: Conclusion) -> list[UUID]:
    lead = [row.lead_unit_id] if row.lead_unit_id else []
    return [*lead, *row.unit_ids(UnitRole.COORDINATE), *row.unit_ids(UnitRole.INFORM)]


def _ending(found: Sequence[Conclusion]) -> dict[UUID, UUID]:
    """Return by draft the task of the conclusion that it corrects: it ends with the issue."""
    tasks = {row.id: row.task_id for row in found}
    drafts = [row for row in found if row.state == ConclusionState.DRAFT and row.replaces_id]
    ended = {row.id: tasks.get(row.replaces_id) for row in drafts if row.replaces_id}
    return {draft: task for draft, task in ended.items() if task}


def _open_tasks(
    session: Session, actor: Actor, leads: set[UUID | None]
) -> list[reviewing.OpenTask]:
    """Only those that the actor may read: a finding names the task."""
    query = (
        select(Task.id, Task.number, Task.lead_unit_id, Task.title, Task.content)
        .where(Task.lead_unit_id.in_(leads - {None}), Task.state.not_in(ENDED), visible_to(actor))
        .order_by(Task.number.desc())
        .limit(MOST_TASKS)
    )
    return [
        reviewing.OpenTask(id=key, code=task_code(number), lead_unit_id=lead, text=content or title)
        for key, number, lead, title, content in session.execute(query)
    ]


def _findings(
    row: Conclusion, office: reviewing.Office, ending: Mapping[UUID, UUID]
) -> list[ConclusionFindingOut]:
    if row.state != ConclusionState.DRAFT:
        return []
    draft = reviewing.Draft(
        text=row.text,
        lead_unit_id=row.lead_unit_id,
        unit_ids=_units(row),
        supervisor_id=row.supervisor_id,
        dated=row.deadline_kind is DeadlineKind.DATED,
        due_on=row.due_on,
        confirmed=row.confirmed_at is not None,
        remark=row.remark,
        gives_task=row.gives_task,
        ends_task_id=ending.get(row.id),
    )
    return [
        ConclusionFindingOut(
            code=one.code,
            stops=one.stops,
            day=one.day,
            task_id=one.task.id if one.task else None,
            task_code=one.task.code if one.task else None,
        )
        for one in reviewing.findings(draft, office)
    ]


def _history(session: Session, ids: list[UUID]) -> dict[UUID, list[ConclusionEntryOut]]:
    query = (
        select(ConclusionEntry, Person.name)
        .join(Person, Person.id == ConclusionEntry.by_id)
        .where(ConclusionEntry.conclusion_id.in_(ids))
        .order_by(ConclusionEntry.at, ConclusionEntry.id)
    )
    found: dict[UUID, list[ConclusionEntryOut]] = {}
    acted = deputies(session, ids)
    for entry, name in session.execute(query):
        out = ConclusionEntryOut(
            at=entry.at, by=name, deputy=acted.at(entry.conclusion_id, entry.at), kind=entry.kind,
            text=entry.text, note=entry.note,
        )  # fmt: skip
        found.setdefault(entry.conclusion_id, []).append(out)
    return found

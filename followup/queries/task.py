"""One task with everything around it: who does what, source, reports with evidence, history."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import Deputies, deputies
from followup import access
from followup.catalogues import FIELDS_OF_WORK
from followup.evidence import CONTAINER
from followup.labels import days_left, label
from followup.models import Directive, EntryKind, ProgressReport, Task, TaskEntry
from followup.policies import TaskPermission
from followup.queries.actions import actions_of
from followup.queries.extensions import as_extension, extensions_of, people_in
from followup.queries.names import Named, people_named, people_of_unit, units_named
from followup.queries.periods import periods_of
from followup.queries.pieces import above, below, other_units
from followup.queries.task_shapes import Entry, Report, Source, TaskDetail


def task_detail(session: Session, actor: Actor, task_id: UUID, today: date) -> TaskDetail:
    """Return the task; a constant number of queries. Raises NotFound."""
    task = access.task(session, actor, task_id, TaskPermission.READ)
    reports, entries = _reports(session, task), _entries(session, task)
    moved = extensions_of(session, task.id)
    named = _people(task, reports, entries) + people_in(moved)
    people = people_named(session, named, today)
    units = units_named(session, _units(task, entries, reports), office_day(task.issued_at))
    by = deputies(session, [task.id])
    papers = papers_of(session, actor, CONTAINER, [report.id for report in reports])
    actions = actions_of(actor, task)
    return TaskDetail(
        id=task.id,
        code=task.code,
        title=task.title,
        content=task.content,
        state=task.state,
        label=label(task, today),
        priority=task.priority,
        field=_field(session, task, actor.language),
        percent=task.percent,
        own_percent=task.own_percent,
        deadline_kind=task.deadline_kind,
        period=task.period,
        report_after=task.report_after,
        next_period_on=task.next_period_on,
        ends_on=task.ends_on,
        due_on=task.due_on,
        original_due_on=task.original_due_on,
        days_left=days_left(task, today),
        done_on=task.done_on,
        issued_at=task.issued_at,
        accepted_at=task.accepted_at,
        revision=task.revision,
        evaluation=task.evaluation,
        remark=task.remark,
        source=Source(
            task.source_kind, task.source_id, task.source_title, task.source_url, task.source_quote
        ),
        directive=session.get(Directive, task.directive_id) if task.directive_id else None,
        lead_unit=units[task.lead_unit_id],
        assignee=people[task.assignee_id] if task.assignee_id else None,
        supervisor=people[task.supervisor_id],
        issued_by=_signed(people[task.issued_by_id], by, task.id, "issued", task.issued_at),
        units=other_units(actor, task, units, people, today),
        reports=tuple(_report(report, people, papers, by, units) for report in reports),
        extensions=tuple(as_extension(row, people, by) for row in moved),
        history=tuple(_entry(entry, people, units, by) for entry in entries),
        actions=actions,
        choices=tuple(people_of_unit(session, task.lead_unit_id, today))
        if "assign" in actions or "receive" in actions
        else (),
        periods=periods_of(session, task, today),
        below=below(session, actor, task.id, today),
        above=above(session, actor, task),
    )


def _field(session: Session, task: Task, language: str) -> str:
    """Return the field of work in words; no query without one."""
    return book(session, FIELDS_OF_WORK).name(task.field_code, language) if task.field_code else ""


def _reports(session: Session, task: Task) -> list[ProgressReport]:
    query = select(ProgressReport).where(ProgressReport.task_id == task.id)
    return list(session.scalars(query.order_by(ProgressReport.number.desc())))


def _entries(session: Session, task: Task) -> list[TaskEntry]:
    query = select(TaskEntry).where(TaskEntry.task_id == task.id)
    return list(session.scalars(query.order_by(TaskEntry.at.desc(), TaskEntry.id.desc())))


def _people(
    task: Task, reports: list[ProgressReport], entries: list[TaskEntry]
) -> list[UUID | None]:
    named = [task.supervisor_id, task.assignee_id, task.issued_by_id]
    named += [part.official_id for part in task.units]
    named += [person for r in reports for person in (r.author_id, r.decided_by_id)]
    return named + [entry.actor_id for entry in entries]


def _units(task: Task, entries: list[TaskEntry], reports: list[ProgressReport]) -> list[UUID]:
    named = [task.lead_unit_id, *(part.unit_id for part in task.units)]
    named += [report.unit_id for report in reports if report.unit_id]
    told = (entry.detail.get(key) for entry in entries for key in ("unit_id", "to_unit_id"))
    return named + [UUID(unit_id) for unit_id in told if unit_id]


def _signed(person: Named, by: Deputies, task_id: UUID, kind: str, at: datetime | None) -> Named:
    """Return the person, with the deputy who did this to the task at that moment, if one did."""
    return replace(person, deputy=by.of(task_id, f"task.{kind}", at))


def _report(
    report: ProgressReport,
    people: dict[UUID, Named],
    papers: dict[UUID, list[PaperView]],
    by: Deputies,
    units: dict[UUID, Named],
) -> Report:
    filed = EntryKind.REPORTED_DONE if report.done else EntryKind.REPORTED
    return Report(
        id=report.id,
        number=report.number,
        percent=report.percent,
        text=report.text,
        done=report.done,
        author=_signed(people[report.author_id], by, report.task_id, filed, report.at),
        at=report.at,
        decision=report.decision,
        decided_by=_decider(report, people, by),
        decided_at=report.decided_at,
        decision_note=report.decision_note,
        evidence=tuple(papers.get(report.id, ())),
        unit=units[report.unit_id] if report.unit_id else None,
        period_on=report.period_on,
    )


def _decider(report: ProgressReport, people: dict[UUID, Named], by: Deputies) -> Named | None:
    if report.decided_by_id is None or report.decision is None:
        return None
    person = people[report.decided_by_id]
    return _signed(person, by, report.task_id, report.decision.value, report.decided_at)


def _entry(
    entry: TaskEntry, people: dict[UUID, Named], units: dict[UUID, Named], by: Deputies
) -> Entry:
    unit_id, to_unit_id = entry.detail.get("unit_id"), entry.detail.get("to_unit_id")
    return Entry(
        kind=entry.kind,
        actor=_signed(people[entry.actor_id], by, entry.task_id, entry.kind, entry.at)
        if entry.actor_id
        else None,
        at=entry.at,
        detail=entry.detail,
        unit=units[UUID(unit_id)] if unit_id else None,
        to_unit=units[UUID(to_unit_id)] if to_unit_id else None,
    )

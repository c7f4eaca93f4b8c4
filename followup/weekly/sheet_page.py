"""The page of one weekly sheet: what it offers, and what was typed into it."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform
from followup import access as tasks
from followup.policies import TaskPermission
from followup.reporting.counting import rows_behind
from followup.routes.addresses import list_url
from followup.routes.doors import today
from followup.weekly import access
from followup.weekly.beside import WeekEvent, events_of
from followup.weekly.offers import line_for, tasks_offered
from followup.weekly.policies import WeeklyPermission
from followup.weekly.queries import lower_sheets, sheet_view
from followup.weekly.shapes import together
from followup.weekly.spans import week_of
from followup.weekly.standing import missing
from followup.weekly.states import WeeklyOutcome, WeeklyStage
from followup.weekly.views import SheetView

EMPTY_ROWS = 5
"""Rows without a word at the end of the form: one is seen, the others unfold."""


def show_sheet(
    sheet_id: UUID, typed: dict[str, Any] | None, refusal: Refusal
) -> ResponseReturnValue:
    """Return the page, with what was typed or what is stored. Raises NotFound."""
    actor, day = current_actor(), today()
    with platform().store.reading() as session:
        view = sheet_view(session, actor, sheet_id, day)
        below, lower = lower_sheets(session, actor, view, day)
        offered, events = _offers(session, actor, sheet_id, view)
    span = view.row.span
    page = render_template(
        "followup/weekly/sheet.html",
        view=view, row=view.row, span=span, below=below, lower=lower, offered=offered,
        events=events, typed=typed, refusal=refusal, days=_days(view), Stage=WeeklyStage,
        known={str(line.id): line for line in view.lines}, waited=missing(below, view.row.stage),
        behind=_behind(view), together=together,
        outcomes=tuple(WeeklyOutcome), empty_rows=EMPTY_ROWS, today=day,
    )  # fmt: skip
    return page, refusal.status


def _days(view: SheetView) -> list[Any]:
    first = view.row.span.first
    return [first.fromordinal(first.toordinal() + n) for n in range(7)]


def _offers(
    session: Session, actor: Actor, sheet_id: UUID, view: SheetView
) -> tuple[list[Any], list[WeekEvent]]:
    """What can be taken: nothing for who does not write now."""
    if not view.rights.write:
        return [], []
    row = access.sheet(session, actor, sheet_id, WeeklyPermission.WRITE)
    unit_id = None if row.person_id else row.unit_id
    found = tasks_offered(session, actor, row, view.lines, today())
    return found, events_of(session, actor, view.row.span, unit_id)


def _behind(view: SheetView) -> dict[str, str]:
    """Where each figure of the unit leads; to nothing for a week that is over, whose tasks are
    judged by its last day."""
    figures = view.figures
    if figures is None or figures.over.as_of != today():
        return {}
    names = ("total", "done_on_time", "done_late", "running", "overdue", "standing")
    return {
        name: list_url(rows_behind(figures.spec, figures.over.span, figures.of, name))
        for name in names
        if getattr(figures.of, name)
    }


def line_taken(sheet_id: UUID, what: str, thing_id: UUID) -> list[dict[str, Any]]:
    """Return the line that a task or a meeting gives. Raises NotFound."""
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.sheet(session, actor, sheet_id, WeeklyPermission.WRITE)
        span = week_of(row.monday)
        if what == "task":
            task = tasks.task(session, actor, thing_id, TaskPermission.READ)
            return [line_for(task, row, span)]
        unit_id = None if row.person_id else row.unit_id
        events = events_of(session, actor, span, unit_id)
    event = next((each for each in events if each.id == thing_id), None)
    if event is None:
        raise NotFound("not_found", kind="meeting")
    return [{"text": event.title[:500], "first": event.day, "last": event.day}]

"""The task list in its four layouts: rows, board, time line, calendar of due dates."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from ecabinet.core.errors import Invalid
from ecabinet.web.requests import current_actor, platform
from followup.models import Layout
from followup.queries.board import board as count_board
from followup.queries.columns import Column
from followup.queries.coordinating import coordinating_of
from followup.queries.due_days import due_days
from followup.queries.filters import month_after
from followup.queries.lists import list_tasks
from followup.queries.pieces import as_done_by
from followup.queries.views import View
from followup.routes.addresses import list_url
from followup.routes.doors import today
from followup.routes.narrowing import choices, field_names
from followup.routes.pages import pages
from followup.routes.seeing import asked, frame, standard_list
from followup.routes.timeline import Scale, bar, step, window

C = TypeVar("C", bound=StrEnum)
YEARS = range(1990, 2150)


@pages.get("/tasks")
def tasks() -> ResponseReturnValue:
    """List tasks, worst first; without an address of its own the list kept as the standard."""
    if not request.args and (standard := standard_list()):
        return redirect(list_url(standard.wanted, standard.layout))
    actor, wanted = current_actor(), asked()
    after, before = request.args.get("after") or None, request.args.get("before") or None
    with platform().store.reading() as session:
        shown = frame(session, actor, wanted, Layout.LIST)
        total = None if shown["narrowed"] else shown["counts"][wanted.view]
        page = list_tasks(session, actor, wanted, today(), after=after, before=before, total=total)
        if wanted.view is View.MINE:  # Of whose part the whole date says nothing.
            rows = as_done_by(session, page.rows, today(), person_id=actor.person_id)
            page = replace(page, rows=rows)
        columns = shown["columns"]
        coordinating = coordinating_of(session, page.rows) if Column.COORDINATING in columns else {}
        fields = field_names(session, actor) if Column.FIELD in columns else {}
    return render_template(
        "followup/tasks.html",
        page=page, paged=bool(after or before), coordinating=coordinating, field_names=fields,
        **shown,
    )  # fmt: skip


@pages.get("/tasks/narrowing")
def narrow() -> ResponseReturnValue:
    """Offer the conditions of a list; the list itself opens this in place."""
    actor, wanted = current_actor(), asked()
    layout = _one_of(Layout, "layout", Layout.LIST)
    with platform().store.reading() as session:
        offered = choices(session, actor, wanted)
    return render_template(
        "followup/narrow.html", wanted=wanted, layout=layout, today=today(), **offered
    )


@pages.get("/tasks/board")
def board() -> ResponseReturnValue:
    """Show the tasks by stage, the worst of each."""
    actor, wanted = current_actor(), asked().model_copy(update={"stage": None, "state": None})
    with platform().store.reading() as session:
        found = count_board(session, actor, wanted, today())
        shown = frame(session, actor, wanted, Layout.BOARD)
    return render_template("followup/board.html", board=found, **shown)


@pages.get("/tasks/timeline")
def timeline() -> ResponseReturnValue:
    """Show the tasks along time, worst first, a page at a time."""
    actor, wanted = current_actor(), asked()
    scale = _one_of(Scale, "scale", Scale.WEEK)
    shown_days = window(scale, _day("from"), today())
    within = {"during_from": shown_days.first, "during_to": shown_days.last}
    after, before = request.args.get("after") or None, request.args.get("before") or None
    with platform().store.reading() as session:
        page = list_tasks(
            session, actor, wanted.model_copy(update=within), today(), after=after, before=before
        )
        shown = frame(session, actor, wanted, Layout.TIMELINE)
    bars = [bar(row, shown_days, today()) for row in page.rows]
    return render_template(
        "followup/timeline.html",
        page=page, bars=bars, window=shown_days, Scale=Scale, paged=bool(after or before), **shown,
    )  # fmt: skip


@pages.get("/tasks/calendar")
def due_calendar() -> ResponseReturnValue:
    """Show which tasks are due on which day of a month."""
    actor, wanted = current_actor(), asked()
    month = (_day("month") or today()).replace(day=1)
    before = step(month, Scale.MONTH, -1)
    with platform().store.reading() as session:
        days = due_days(session, actor, wanted, month, today())
        shown = frame(session, actor, wanted, Layout.CALENDAR)
    return render_template(
        "followup/due_calendar.html",
        days=days, month=month, month_before=before, month_after=month_after(month), **shown,
    )  # fmt: skip


def _one_of(kind: type[C], name: str, usual: C) -> C:
    """Return the choice of the address. Raises Invalid."""
    try:
        return kind(request.args.get(name) or usual)
    except ValueError:
        raise Invalid("invalid", field=name) from None


def _day(name: str) -> date | None:
    """Return the day of the address. Raises Invalid."""
    text = request.args.get(name)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Invalid("invalid", field=name) from None
    if day.year not in YEARS:
        raise Invalid("invalid", field=name)
    return day

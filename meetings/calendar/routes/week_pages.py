"""Pages of the weekly work calendar: a week, one of its lines, what units propose."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from meetings.calendar import access
from meetings.calendar.commands.lines import OnLine, refresh_line, remove_line
from meetings.calendar.commands.proposals import (
    DecideLine,
    OnProposal,
    decide_line,
    withdraw_line,
)
from meetings.calendar.commands.weeks import (
    OpenWeek,
    ReturnWeek,
    WeekStep,
    open_week,
    publish_week,
    return_week,
    submit_week,
)
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week import bodies, find_week, proposals
from meetings.calendar.routes.doors import load_week, pages, today
from meetings.calendar.routes.typed import day_of, key_of
from meetings.calendar.rows import days_of, monday_of
from meetings.calendar.words import FIELDS, HALVES, KINDS, LINE_STATES, WEEK_STATES, WEEKDAYS

WORDS = {
    "halves": HALVES, "kinds": KINDS, "weekdays": WEEKDAYS, "fields": FIELDS,
    "week_states": WEEK_STATES, "line_states": LINE_STATES,
}  # fmt: skip


@pages.get("/weeks")
def weeks() -> ResponseReturnValue:
    """Show the week of a body; of the first one when none is named, this week."""
    return _show_weeks(Refusal())


def _show_weeks(refusal: Refusal) -> ResponseReturnValue:
    actor, day = current_actor(), day_of(request.values.get("day", ""), today())
    with platform().store.reading() as session:
        known = bodies(session, actor, day)
        wanted = key_of(request.values.get("unit_id", ""))
        body = next((one for one in known if one.id == wanted), known[0] if known else None)
        found = find_week(session, actor, body.id, day) if body else None
    if found is not None and not refusal.text:
        return _render(load_week(found), Refusal())
    return _page(None, body, monday_of(day), known, refusal), refusal.status


@pages.get("/weeks/<uuid:week_id>")
def week(week_id: UUID) -> ResponseReturnValue:
    """Show one week."""
    return _render(load_week(week_id), Refusal())


def _render(week: WeekOut, refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        known = bodies(session, current_actor(), week.monday)
    return _page(week, week.unit, week.monday, known, refusal), refusal.status


def _page(week: WeekOut | None, body: Any, monday: date, known: Any, refusal: Refusal) -> str:
    actor = current_actor()
    lines = week.lines if week else []
    by_day = {day: [line for line in lines if line.day == day] for day in days_of(monday)}
    return render_template(
        "meetings/calendar/week.html",
        week=week, body=body, monday=monday, bodies=known, refusal=refusal, by_day=by_day,
        may_begin=body is not None and access.may_begin(actor, body.id),
        may_propose=access.may_propose(actor),
        earlier=monday - timedelta(days=7), later=monday + timedelta(days=7),
        is_over=monday + timedelta(days=6) < today(), **WORDS,
    )  # fmt: skip


@pages.post("/weeks")
def begin() -> ResponseReturnValue:
    """Begin a week."""

    def work() -> Any:
        wish = {"unit_id": request.form.get("unit_id"), "day": request.form.get("day")}
        return execute(open_week, OpenWeek.model_validate(wish))

    made, refusal = attempt(work)
    if made is None:
        return _show_weeks(refusal)
    flash(_("Đã lập lịch tuần. Các phiên họp đã mời có sẵn trong lịch."), "success")
    return redirect(url_for("calendar.week", week_id=made.id), 303)


@pages.post("/weeks/<uuid:week_id>/submission")
def submit(week_id: UUID) -> ResponseReturnValue:
    """Hand the week to who approves."""
    return _step(week_id, submit_week, WeekStep, _("Đã trình. Lãnh đạo duyệt được báo."))


@pages.post("/weeks/<uuid:week_id>/return")
def send_back(week_id: UUID) -> ResponseReturnValue:
    """Give the week back."""
    return _step(week_id, return_week, ReturnWeek, _("Đã trả lại để sửa."))


@pages.post("/weeks/<uuid:week_id>/publication")
def publish(week_id: UUID) -> ResponseReturnValue:
    """Approve and publish."""
    return _step(week_id, publish_week, WeekStep, _("Đã duyệt và công bố. Người có tên được báo."))


def _step(
    week_id: UUID, command: Callable[..., Any], kind: type[WeekStep], words: str
) -> ResponseReturnValue:
    given = {name: request.form.get(name) or "" for name in kind.model_fields if name != "week_id"}
    given["revision"] = given["revision"] or None  # type: ignore[assignment]

    def work() -> Any:
        return execute(command, kind.model_validate(given | {"week_id": week_id}))

    return _after(week_id, work, words)


def _after(week_id: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    done, refusal = attempt(work)
    if done is None:
        return _render(load_week(week_id), refusal)
    flash(words, "success")
    return redirect(url_for("calendar.week", week_id=week_id), 303)


@pages.post("/lines/<uuid:line_id>/removal")
def remove(line_id: UUID) -> ResponseReturnValue:
    """Take a line out."""
    return _on_line(line_id, remove_line, _("Đã bỏ việc khỏi lịch."))


@pages.post("/lines/<uuid:line_id>/refresh")
def refresh(line_id: UUID) -> ResponseReturnValue:
    """Let a line say what its meeting says."""
    return _on_line(line_id, refresh_line, _("Đã cập nhật theo phiên họp."))


def _on_line(line_id: UUID, command: Callable[..., Any], words: str) -> ResponseReturnValue:
    with platform().store.reading() as session:
        week_id = access.line(session, current_actor(), line_id).week_id
    revision = request.form.get("revision") or None
    wish = {"line_id": line_id, "revision": revision}
    return _after(week_id, lambda: execute(command, OnLine.model_validate(wish)), words)


@pages.post("/lines/<uuid:line_id>/decision")
def decide(line_id: UUID) -> ResponseReturnValue:
    """Take a proposed line in, or decline it."""
    with platform().store.reading() as session:
        week_id = access.line(session, current_actor(), line_id).week_id
    wish = {name: request.form.get(name, "") for name in ("decision", "reason")}
    wish["line_id"] = str(line_id)
    words = _("Đã xem xét. Đơn vị đăng ký được báo.")
    return _after(week_id, lambda: execute(decide_line, DecideLine.model_validate(wish)), words)


@pages.get("/proposals")
def own_proposals() -> ResponseReturnValue:
    """Show what one's units asked for."""
    return _show_proposals(Refusal())


def _show_proposals(refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        rows = proposals(session, actor, today())
    shown = render_template(
        "meetings/calendar/proposals.html",
        rows=rows, refusal=refusal, may_propose=access.may_propose(actor), **WORDS,
    )  # fmt: skip
    return shown, refusal.status


@pages.post("/lines/<uuid:line_id>/withdrawal")
def withdraw(line_id: UUID) -> ResponseReturnValue:
    """Take a proposal back."""
    done, refusal = attempt(lambda: execute(withdraw_line, OnProposal(line_id=line_id)))
    if done is None:
        return _show_proposals(refusal)
    flash(_("Đã rút đăng ký."), "success")
    return redirect(url_for("calendar.own_proposals"), 303)

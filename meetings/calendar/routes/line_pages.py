"""The form of a line: written or changed by the desk, proposed by a unit."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.queries.directory import chosen
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from meetings.calendar import access
from meetings.calendar.commands.lines import AddLine, ChangeLine, add_line, change_line
from meetings.calendar.commands.proposals import ProposeLine, propose_line
from meetings.calendar.models import WeekLine
from meetings.calendar.policies import PROPOSERS, WeekPermission
from meetings.calendar.queries.week import bodies_with_calendar
from meetings.calendar.routes.doors import pages, today
from meetings.calendar.routes.typed import key_of, typed_line, wish_of
from meetings.calendar.rows import days_of
from meetings.calendar.words import HALVES, KINDS, WEEKDAYS


@pages.get("/weeks/<uuid:week_id>/lines/new")
def new_line(week_id: UUID) -> ResponseReturnValue:
    """Show the form of a new line; `day` of the address is proposed."""
    return _new(week_id, {"day": request.args.get("day", "")}, Refusal())


@pages.post("/weeks/<uuid:week_id>/lines")
def add(week_id: UUID) -> ResponseReturnValue:
    """Write a line."""
    typed = typed_line(request.form)
    done, refusal = attempt(
        lambda: execute(add_line, AddLine.model_validate(wish_of(typed) | {"week_id": week_id}))
    )
    if done is None:
        return _new(week_id, typed, refusal)
    flash(_("Đã thêm việc vào lịch."), "success")
    return redirect(url_for("calendar.week", week_id=week_id, _anchor=f"line-{done.id}"), 303)


def _new(week_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        week = access.week(session, current_actor(), week_id, WeekPermission.COMPILE)
        days = days_of(week.monday)
    return _form(
        _("Thêm việc vào lịch tuần"), typed, refusal, days=days,
        action=url_for("calendar.add", week_id=week_id),
        back=url_for("calendar.week", week_id=week_id),
    )  # fmt: skip


@pages.get("/lines/<uuid:line_id>")
def edit_line(line_id: UUID) -> ResponseReturnValue:
    """Show the form of a line."""
    return _edit(line_id, {}, Refusal())


@pages.post("/lines/<uuid:line_id>")
def change(line_id: UUID) -> ResponseReturnValue:
    """Write a line anew."""
    typed = typed_line(request.form)
    given = {"line_id": line_id, "revision": typed["revision"] or None}
    done, refusal = attempt(
        lambda: execute(change_line, ChangeLine.model_validate(wish_of(typed) | given))
    )
    if done is None:
        return _edit(line_id, typed, refusal)
    flash(_("Đã sửa việc trong lịch."), "success")
    return redirect(url_for("calendar.week", week_id=done.week_id, _anchor=f"line-{line_id}"), 303)


def _edit(line_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        line = access.line(session, current_actor(), line_id)
        shown, week_id, days = typed or _fields(line), line.week_id, days_of(line.week.monday)
    return _form(
        _("Sửa việc trong lịch tuần"), shown, refusal, days=days,
        action=url_for("calendar.change", line_id=line_id),
        back=url_for("calendar.week", week_id=week_id),
    )  # fmt: skip


def _fields(line: WeekLine) -> dict[str, Any]:
    people = [str(seat.person_id) for seat in line.people]
    names = ("half", "kind", "content", "participants", "place", "preparing", "note", "revision")
    return {
        **{name: getattr(line, name) for name in names},
        "day": line.day.isoformat(),
        "starts": f"{line.starts:%H:%M}" if line.starts else "",
        "ends": f"{line.ends:%H:%M}" if line.ends else "",
        "chair": people[0] if people else "",
        "others": people[1:],
        "restricted": line.restricted,
    }


@pages.get("/proposals/new")
def new_proposal() -> ResponseReturnValue:
    """Show the form by which a unit asks for a line."""
    given = {name: request.args.get(name, "") for name in ("day", "body_id")}
    return _proposal(given, Refusal())


@pages.post("/proposals")
def propose() -> ResponseReturnValue:
    """Ask for a line."""
    typed = typed_line(request.form)
    wish = {name: typed[name] for name in ("body_id", "unit_id")} | wish_of(typed)
    wish.pop("restricted")
    done, refusal = attempt(lambda: execute(propose_line, ProposeLine.model_validate(wish)))
    if done is None:
        return _proposal(typed, refusal)
    flash(_("Đã gửi đăng ký. Khi được xem xét, đơn vị sẽ được báo."), "success")
    return redirect(url_for("calendar.own_proposals"), 303)


def _proposal(typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    access.proposer(actor)
    with platform().store.reading() as session:
        known = bodies_with_calendar(session, today())
        own = names_on(session, actor.units_as(*PROPOSERS), today())
    return _form(
        _("Đăng ký lịch công tác"), typed, refusal, days=None,
        action=url_for("calendar.propose"), back=url_for("calendar.own_proposals"),
        bodies=[(one.id, one.name) for one in known],
        units=sorted(((key, found.name) for key, found in own.items()), key=lambda u: u[1]),
    )  # fmt: skip


def _form(title: str, typed: dict[str, Any], refusal: Refusal, **more: Any) -> ResponseReturnValue:
    ids = [key_of(one) for one in (typed.get("chair", ""), *typed.get("others", []))]
    with platform().store.reading() as session:
        people = chosen(session, *ids)
    page = render_template(
        "meetings/calendar/line.html",
        title=title, typed=typed, refusal=refusal, people=people, halves=HALVES.items(),
        kinds=[(key, words) for key, (words, _icon) in KINDS.items()], weekdays=WEEKDAYS, **more,
    )  # fmt: skip
    return page, refusal.status

"""Offices of a person on the screen: given, put right, ended, handed over on a day."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts import handover
from ecabinet.accounts.commands.handovers import (
    CancelHandover,
    HandOverOffice,
    cancel_handover,
    hand_over_office,
)
from ecabinet.accounts.commands.offices import (
    CorrectOffice,
    EndOffice,
    GiveOffice,
    correct_office,
    end_office,
    give_office,
)
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.person import OfficeRow, PersonDetail
from ecabinet.accounts.routes.people import (
    load_person,
    office_typed,
    pages,
    person_page,
    role_choices,
    unit_choices,
)
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import execute, platform
from ecabinet.web.typed import typed_day

OFFICES = "/<uuid:person_id>/offices"
OFFICE = f"{OFFICES}/<uuid:office_id>"


@pages.get(OFFICES + "/new")
def new_office(person_id: UUID) -> ResponseReturnValue:
    """Show the form of one more office."""
    typed = {"from_on": office_day(utc_now()).isoformat()}
    return _office_form(load_person(person_id), None, typed, Refusal())


@pages.post(OFFICES + "/new")
def give(person_id: UUID) -> ResponseReturnValue:
    """Give one more office."""
    person, typed = load_person(person_id), request.form.to_dict()
    wish = {"person_id": person_id, "revision": typed.get("revision"), **office_typed(typed)}
    made, refusal = attempt(lambda: execute(give_office, GiveOffice.model_validate(wish)))
    if made is None:
        return _office_form(person, None, typed, refusal)
    flash(_("Đã giao chức vụ; người này đã được báo."), "success")
    return _back(person_id)


@pages.get(OFFICE)
def office(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Show the form that puts an office right."""
    person = load_person(person_id)
    row = _office(person, office_id)
    typed = {
        "unit_id": str(row.unit_id), "role": row.role.value, "title": row.title,
        "from_on": row.from_on.isoformat(), "to_on": row.to_on.isoformat() if row.to_on else "",
        "is_head": "1" if row.is_head else "",
    }  # fmt: skip
    return _office_form(person, row, typed, Refusal())


@pages.post(OFFICE)
def correct(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Put an office right."""
    person, typed = load_person(person_id), request.form.to_dict()
    row, given = _office(person, office_id), office_typed(typed)
    wish = {name: given[name] for name in ("role", "title", "from_on", "to_on", "is_head")}
    wish |= {"office_id": row.id, "open_ended": given["to_on"] is None}
    wish["revision"] = typed.get("revision")
    _done, refusal = attempt(lambda: execute(correct_office, CorrectOffice.model_validate(wish)))
    if refusal.status != 200:
        return _office_form(person, row, typed, refusal)
    flash(_("Đã sửa chức vụ; điều ghi trước đây còn trong lịch sử."), "success")
    return _back(person_id)


@pages.get(OFFICE + "/end")
def ending(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Show the form of the last day of an office."""
    typed = {"to_on": office_day(utc_now()).isoformat()}
    return _passing_form("office_end", person_id, office_id, typed, Refusal())


@pages.post(OFFICE + "/end")
def end(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Name the last day of an office."""
    typed, row = request.form.to_dict(), _office(load_person(person_id), office_id)
    wish = {
        "office_id": row.id, "to_on": typed_day(typed.get("to_on", "")),
        "reason": typed.get("reason", ""), "revision": typed.get("revision"),
    }  # fmt: skip
    _done, refusal = attempt(lambda: execute(end_office, EndOffice.model_validate(wish)))
    if refusal.status != 200:
        return _passing_form("office_end", person_id, office_id, typed, refusal)
    flash(_("Đã ghi ngày kết thúc chức vụ; người này đã được báo."), "success")
    return _back(person_id)


@pages.get(OFFICE + "/handover")
def handing_over(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Show the form of the next holder."""
    typed = {"on": office_day(utc_now()).isoformat()}
    return _passing_form("office_handover", person_id, office_id, typed, Refusal())


@pages.post(OFFICE + "/handover")
def hand_over(person_id: UUID, office_id: UUID) -> ResponseReturnValue:
    """Hand an office over: at once, or on the day."""
    typed, row = request.form.to_dict(), _office(load_person(person_id), office_id)
    wish = {
        "office_id": row.id, "to_person_id": typed.get("to_person_id", ""),
        "on": typed_day(typed.get("on", "")), "reason": typed.get("reason", ""),
        "revision": typed.get("revision"),
    }  # fmt: skip
    done, refusal = attempt(lambda: execute(hand_over_office, HandOverOffice.model_validate(wish)))
    if done is None:
        return _passing_form("office_handover", person_id, office_id, typed, refusal)
    if done.new_office_id is None:
        flash(_("Đã hẹn bàn giao: đến ngày, chức vụ và việc đang mở tự chuyển."), "success")
    else:
        moved = "; ".join(handover.in_words(done.moved)) or _("không có việc đang mở")
        flash(_("Đã bàn giao chức vụ. Đã chuyển: %(moved)s.", moved=moved), "success")
    return _back(person_id)


@pages.post("/<uuid:person_id>/handovers/<uuid:handover_id>/cancellation")
def cancel(person_id: UUID, handover_id: UUID) -> ResponseReturnValue:
    """Call a planned handover off."""
    _done, refusal = attempt(
        lambda: execute(cancel_handover, CancelHandover(handover_id=handover_id))
    )
    if refusal.status != 200:
        return person_page(person_id, refusal)
    flash(_("Đã hủy hẹn bàn giao; người này tiếp tục giữ chức vụ."), "success")
    return _back(person_id)


def _office(person: PersonDetail, office_id: UUID) -> OfficeRow:
    """Return the office of this very person. Raises NotFound."""
    for row in person.offices:
        if row.id == office_id:
            return row
    raise NotFound("not_found", kind="office")


def _office_form(
    person: PersonDetail, row: OfficeRow | None, typed: dict[str, Any], refusal: Refusal
) -> ResponseReturnValue:
    with platform().store.reading() as session:
        units = unit_choices(directory.units(session))
    page = render_template(
        "admin/people/office.html",
        person=person, office=row, typed=typed, refusal=refusal, units=units,
        roles=role_choices(),
    )  # fmt: skip
    return page, refusal.status


def _passing_form(
    template: str, person_id: UUID, office_id: UUID, typed: dict[str, Any], refusal: Refusal
) -> ResponseReturnValue:
    """Return a form by which an office leaves the person, with what hangs on it."""
    person, today = load_person(person_id), office_day(utc_now())
    row = _office(person, office_id)
    with platform().store.reading() as session:
        waiting = handover.waiting(session, row.id)
        colleagues = directory.people(session, today) if template == "office_handover" else []
    page = render_template(
        f"admin/people/{template}.html",
        person=person, office=row, typed=typed, refusal=refusal,
        waiting=handover.in_words(waiting),
        people=[(c.id, _with_title(c)) for c in colleagues if c.id != person.id],
    )  # fmt: skip
    return page, refusal.status


def _with_title(person: directory.PersonChoice) -> str:
    known = person.title or person.username
    return f"{person.name} · {known}"


def _back(person_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("people.show", person_id=person_id, _anchor="offices"), 303)

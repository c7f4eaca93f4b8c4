"""People for administrators: the list, one person, the forms of a new one and of changes."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts import access
from ecabinet.accounts.commands.people import (
    ChangePerson,
    CreatePerson,
    OfficeToHold,
    change_person,
    create_person,
)
from ecabinet.accounts.people_words import DEEDS_ASIDE, STANDINGS
from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.people import people_page
from ecabinet.accounts.queries.person import PersonDetail, person_detail
from ecabinet.accounts.role_words import LEVELS, ROLES
from ecabinet.accounts.routes.people_asked import ListArgs
from ecabinet.accounts.routes.people_sheet import importer_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.deed_words import deed_words
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.import_pages import add_import_pages
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day

pages = Blueprint("people", __name__, url_prefix="/admin/people")
add_import_pages(pages, importer_of)


def may_manage(actor: Actor) -> bool:
    """Whether the way to the list is shown to `actor`."""
    return allows(actor, AccountPermission.MANAGE, None)


@pages.get("/", strict_slashes=False)
def index() -> ResponseReturnValue:
    """List people by given name."""
    access.manages_people(current_actor())
    args, today = ListArgs.asked(), office_day(utc_now())
    with platform().store.reading() as session:
        page = people_page(session, args.wanted(), today)
        units = directory.units(session, today)
    return render_template(
        "admin/people/index.html",
        page=page,
        args=args,
        units=unit_choices(units),
        roles=role_choices(),
        standings=STANDINGS,
    )


@pages.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new person."""
    access.manages_people(current_actor())
    return _new_form({"from_on": office_day(utc_now()).isoformat()}, Refusal())


@pages.post("/new")
def create() -> ResponseReturnValue:
    """Add a person; what was typed stays in the form when something is wrong."""
    access.manages_people(current_actor())
    typed = request.form.to_dict()
    made, refusal = attempt(lambda: execute(create_person, _new_person(typed)))
    if made is None:
        return _new_form(typed, refusal)
    flash(_("Đã thêm đồng chí %(name)s.", name=typed["name"].strip()), "success")
    return redirect(url_for("people.show", person_id=made.id), 303)


@pages.get("/<uuid:person_id>")
def show(person_id: UUID) -> ResponseReturnValue:
    """Show one person with the offices, and what can be done."""
    return person_page(person_id)


def person_page(person_id: UUID, refusal: Refusal | None = None) -> ResponseReturnValue:
    """Return the page of a person, with why something was refused."""
    refusal = refusal or Refusal()
    page = render_template(
        "admin/people/person.html",
        person=load_person(person_id),
        refusal=refusal,
        typed=request.form.to_dict(),
        roles=ROLES,
        levels=LEVELS,
        own=current_actor().real_id == person_id,
        deed_words=deed_words,
        aside=DEEDS_ASIDE,
    )
    return page, refusal.status


def load_person(person_id: UUID) -> PersonDetail:
    """Return the person as administrators see them. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        return person_detail(session, current_actor(), person_id, office_day(utc_now()))


@pages.get("/<uuid:person_id>/edit")
def edit(person_id: UUID) -> ResponseReturnValue:
    """Show the form of name, address and telephone."""
    person = load_person(person_id)
    typed = {name: getattr(person, name) or "" for name in ("name", "email", "phone", "revision")}
    return _form(person, typed, Refusal())


@pages.post("/<uuid:person_id>/edit")
def change(person_id: UUID) -> ResponseReturnValue:
    """Change name, address and telephone."""
    person, typed = load_person(person_id), request.form.to_dict()
    given = {name: typed.get(name, "").strip() for name in ("name", "email", "phone", "revision")}
    wish = {"person_id": person_id, **given}
    _done, refusal = attempt(lambda: execute(change_person, ChangePerson.model_validate(wish)))
    if refusal.status != 200:
        return _form(person, typed, refusal)
    flash(_("Đã lưu thông tin."), "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _form(
    person: PersonDetail | None, typed: dict[str, Any], refusal: Refusal, **more: Any
) -> ResponseReturnValue:
    page = render_template(
        "admin/people/form.html", person=person, typed=typed, refusal=refusal, **more
    )
    return page, refusal.status


def _new_form(typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        units = unit_choices(directory.units(session))
    return _form(None, typed, refusal, units=units, roles=role_choices())


def _new_person(typed: dict[str, str]) -> CreatePerson:
    """Return what was typed as the command takes it; the office only when one was begun."""
    person: dict[str, Any] = {name: typed.get(name, "") for name in ("username", "name")}
    person |= {n: typed[n].strip() for n in ("email", "phone") if typed.get(n, "").strip()}
    made = CreatePerson.model_validate(person)
    if not any(typed.get(name, "").strip() for name in ("unit_id", "role", "title")):
        return made
    return made.model_copy(update={"offices": [OfficeToHold.model_validate(office_typed(typed))]})


def office_typed(typed: dict[str, str]) -> dict[str, Any]:
    """Return the fields of an office as commands take them."""
    to_on = typed_day(typed.get("to_on", ""))
    return {
        "unit_id": typed.get("unit_id", ""),
        "role": typed.get("role", ""),
        "title": typed.get("title", ""),
        "from_on": typed_day(typed.get("from_on", "")),
        "to_on": to_on or None,
        "is_head": bool(typed.get("is_head")),
    }


def role_choices() -> list[tuple[str, Any]]:
    """Return the roles to choose from."""
    return [(role.value, words) for role, words in ROLES.items()]


def unit_choices(units: list[directory.UnitChoice]) -> list[tuple[UUID, str]]:
    """Return units to choose from, with their sign."""
    return [(unit.id, f"{unit.name} ({unit.code})") for unit in units]

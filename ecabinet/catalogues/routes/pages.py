"""The administrators' pages: all catalogues, the entries of one, the form of an entry."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.entries import (
    ChangeEntry,
    CreateEntry,
    change_entry,
    create_entry,
)
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import Entry, book, count_uses, entry_of, matching, sizes
from ecabinet.catalogues.registry import Catalogue
from ecabinet.catalogues.routes.forms import empty_form, fill_form, read_form
from ecabinet.catalogues.routes.sheets import importer_of
from ecabinet.catalogues.words import CatalogueWords, Extra, fixed, shown, words_of
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.import_pages import add_import_pages
from ecabinet.web.requests import current_actor, execute, platform

pages = Blueprint("catalogues", __name__, url_prefix="/admin/catalogues")
add_import_pages(pages, importer_of, "/<key>")

MANAGE = CataloguePermission.MANAGE


@dataclass(frozen=True)
class Line:
    """An entry as the list shows it: its values in words, how much it is used."""

    entry: Entry[Any]
    values: list[tuple[Any, str]]
    uses: int
    offered: bool


@pages.get("/")
def index() -> ResponseReturnValue:
    """Show all catalogues as cards, with how many entries each has."""
    actor = current_actor()
    known = [(access.catalogue(actor, c.key, MANAGE), w) for c, w in shown()]
    with platform().store.reading() as session:
        counts = sizes(session, office_day(utc_now()))
    return render_template("admin/catalogues/index.html", known=known, counts=counts, fixed=fixed())


@pages.get("/lookup/<key>")
def lookup(key: str) -> ResponseReturnValue:
    """Show a page that nobody edits."""
    access.catalogue(current_actor(), shown()[0][0].key, MANAGE)
    page = fixed().get(key)
    if page is None:
        raise NotFound("not_found", kind="catalogue")
    return render_template("admin/catalogues/lookup.html", page=page, facts=_facts(page.extra))


@pages.get("/<key>")
def entries(key: str) -> ResponseReturnValue:
    """List the entries of a catalogue: those in use, or with `retired` all."""
    return show_list(key)


def show_list(key: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    """Return the list, with why something was refused."""
    actor, today = current_actor(), office_day(utc_now())
    catalogue = access.catalogue(actor, key, MANAGE)
    words, q = words_of(catalogue), request.args.get("q", "")[:200].strip()
    with_retired = request.args.get("retired") == "1"
    with platform().store.reading() as session:
        every = list(book(session, catalogue).entries)
        uses = count_uses(session, catalogue, today)
    found = [e for e in matching(every, q) if with_retired or e.is_offered(today)]
    page = render_template(
        "admin/catalogues/entries.html",
        catalogue=catalogue,
        words=words,
        lines=[_line(words, entry, uses.get(entry.code, 0), today) for entry in found],
        q=q,
        with_retired=with_retired,
        retired=sum(not entry.is_offered(today) for entry in every),
        hidden=[e.id for e in every if e not in found] if not q else [],
        total=len(every),
        refusal=refusal or Refusal(),
        facts=_facts(words.extra),
    )
    return page, (refusal or Refusal()).status


@pages.get("/<key>/new")
def new(key: str) -> ResponseReturnValue:
    """Show the form of a new entry."""
    catalogue = access.catalogue(current_actor(), key, MANAGE)
    defaults = {
        name: field.get_default(call_default_factory=True, validated_data={})
        for name, field in catalogue.fields.model_fields.items()
        if not field.is_required()
    }
    return _form(catalogue, None, empty_form(words_of(catalogue), defaults), Refusal())


@pages.post("/<key>/new")
def create(key: str) -> ResponseReturnValue:
    """Add an entry; what was typed stays in the form when something is wrong."""
    catalogue = access.catalogue(current_actor(), key, MANAGE)
    words, typed = words_of(catalogue), request.form.to_dict()
    made, refusal = attempt(
        lambda: execute(create_entry, CreateEntry(catalogue=key, **read_form(words, typed)))
    )
    if made is None:
        return _form(catalogue, None, typed, refusal)
    flash(_("Đã thêm “%(name)s”.", name=typed.get("name", "").strip()), "success")
    return redirect(url_for("catalogues.entries", key=key, _anchor=f"entry-{made.id}"), 303)


@pages.get("/<key>/entries/<uuid:entry_id>")
def edit(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Show the form of an entry, with what else can be done to it."""
    catalogue, entry, uses = _entry(key, entry_id)
    return _form(catalogue, entry, fill_form(words_of(catalogue), entry), Refusal(), uses)


@pages.post("/<key>/entries/<uuid:entry_id>")
def change(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Change an entry; what was typed stays in the form when something is wrong."""
    catalogue, entry, uses = _entry(key, entry_id)
    words, typed = words_of(catalogue), request.form.to_dict()

    def work() -> Any:
        content = read_form(words, typed)
        if content["code"] is None:
            content["code"] = entry.code
        return execute(
            change_entry,
            ChangeEntry.model_validate(
                {"entry_id": entry_id, "revision": typed.get("revision", ""), **content}
            ),
        )

    made, refusal = attempt(work)
    if made is None:
        return _form(catalogue, entry, typed, refusal, uses)
    flash(_("Đã lưu “%(name)s”.", name=typed.get("name", "").strip()), "success")
    return redirect(url_for("catalogues.entries", key=key, _anchor=f"entry-{entry_id}"), 303)


def show_entry(key: str, entry_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Return the form of an entry, with why something else was refused."""
    catalogue, entry, uses = _entry(key, entry_id)
    return _form(catalogue, entry, fill_form(words_of(catalogue), entry), refusal, uses)


def _entry(key: str, entry_id: UUID) -> tuple[Catalogue[Any], Entry[Any], int]:
    today = office_day(utc_now())
    with platform().store.reading() as session:
        row, catalogue = access.entry(session, current_actor(), entry_id, MANAGE)
        if catalogue.key != key:
            raise NotFound("not_found", kind="catalogue_entry")
        uses = count_uses(session, catalogue, today, {row.code}).get(row.code, 0)
        return catalogue, entry_of(catalogue, row), uses


def _form(
    catalogue: Catalogue[Any],
    entry: Entry[Any] | None,
    typed: dict[str, str],
    refusal: Refusal,
    uses: int = 0,
) -> ResponseReturnValue:
    with platform().store.reading() as session:
        beside = book(session, catalogue).entries
    page = render_template(
        "admin/catalogues/entry.html",
        catalogue=catalogue,
        words=words_of(catalogue),
        entry=entry,
        typed=typed,
        refusal=refusal,
        uses=uses,
        today=office_day(utc_now()),
        others=[
            (e.code, f"{e.name} ({e.code})") for e in beside if entry is None or e.id != entry.id
        ],
    )
    return page, refusal.status


def _line(words: CatalogueWords, entry: Entry[Any], uses: int, today: Any) -> Line:
    values = [
        (widget.label, widget.show(getattr(entry.data, name)))
        for name, widget in words.fields.items()
        if widget.listed
    ]
    return Line(entry, values, uses, entry.is_offered(today))


def _facts(extra: Extra | None) -> Any:
    if extra is None:
        return {}
    with platform().store.reading() as session:
        return extra.facts(session, current_actor().language)

"""Pages that show: a unit's books, one entry, numbers kept free."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError
from sqlalchemy.orm import Session

from documents.queries.papers import papers_of
from documents.register.container import CONTAINER
from documents.register.models import Direction, LinkKind, Urgency
from documents.register.onward import offered
from documents.register.queries.detail import entry_detail, numbers, saved_searches
from documents.register.queries.lists import Answer, Wanted, bodies, counts, entries
from documents.register.queries.shapes import EntryRow
from documents.register.routes.doors import books_of, keeps, pages, today
from documents.register.routes.offers import choices
from documents.register.words import DIRECTIONS, LINKS, MATCHES, NUMBERS, URGENCIES
from ecabinet.accounts.queries.directory import UnitChoice
from ecabinet.core.actors import Actor
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the register's tables."""
    return {
        "Direction": Direction, "Urgency": Urgency, "LinkKind": LinkKind, "Answer": Answer,
        "direction_words": DIRECTIONS, "urgency_words": URGENCIES, "link_words": LINKS,
        "number_words": NUMBERS, "match_words": MATCHES, "keeps": keeps,
        "months": [(month, _("Tháng %(month)s", month=month)) for month in range(1, 13)],
    }  # fmt: skip


@pages.get("/register")
def index() -> ResponseReturnValue:
    """Show a book: the last entered first, narrowed by filters that stand in the address."""
    actor = current_actor()
    with platform().store.reading() as session:
        books = books_of(session, actor)
        context = _book(session, actor, books) if books else {}
    return render_template(f"documents/register/{'index' if books else 'none'}.html", **context)


def _book(session: Session, actor: Actor, books: list[UnitChoice]) -> dict[str, Any]:
    wanted = asked(books[0].id)
    after = request.args.get("after", "")
    return {
        "books": books, "wanted": wanted, "today": today(),
        "page": entries(session, actor, wanted, today(), after),
        "counts": counts(session, actor, wanted, today()),
        "types": bodies(session, actor, wanted),
        "saved": saved_searches(session, actor), "paged": bool(after), "here": here,
        "file_url": lambda kind: here(wanted).replace("/register?", f"/register/file.{kind}?"),
        "unit_options": options(books),
    }  # fmt: skip


def asked(unit_id: UUID) -> Wanted:
    """Return what the address narrows the book to. What makes no sense is left out."""
    given: dict[str, Any] = {"unit_id": unit_id, "year": today().year}
    given |= {name: value for name, value in request.args.items() if value}
    try:
        return Wanted.model_validate(given)
    except ValidationError as error:
        for wrong in error.errors():
            given.pop(str(wrong["loc"][0]), None)
        return Wanted.model_validate({"unit_id": unit_id} | given)


def options(books: list[UnitChoice]) -> list[tuple[UUID, str]]:
    """Return the units whose books there are, to choose from."""
    return [(unit.id, unit.name) for unit in books]


def here(wanted: Wanted, **changed: Any) -> str:
    """Return the address of the book, narrowed as now but for what is changed."""
    given = wanted.model_dump(exclude_none=True, mode="json") | changed
    plain = {name: value for name, value in given.items() if value not in (None, "")}
    return f"{url_for('register.index')}?{urlencode(plain)}"


@pages.get("/register/<uuid:document_id>")
def entry(document_id: UUID) -> ResponseReturnValue:
    """Show one entry: what it is, its files, what it belongs to."""
    return show_entry(document_id, Refusal(), {})


def show_entry(entry_id: UUID, refusal: Refusal, typed: dict[str, str]) -> ResponseReturnValue:
    """Return the page of an entry, with why something was refused."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = entry_detail(session, actor, entry_id, today())
        files = papers_of(session, actor, CONTAINER, [entry_id]).get(entry_id, [])
        others = _others(session, found.row) if found.may_change else []
    page = render_template(
        "documents/register/entry.html",
        entry=found, row=found.row, files=files, refusal=refusal, typed=typed,
        entry_options=others, onward=offered(actor, found.row),
    )  # fmt: skip
    return page, refusal.status


def _others(session: Session, row: EntryRow) -> list[tuple[UUID, str]]:
    """Return documents of both books that fit what is looked for, to tie to."""
    words, found = request.args.get("find", "")[:100], []
    for way in Direction if words.strip() else ():
        wanted = Wanted(unit_id=row.unit_id, direction=way, q=words)
        found += entries(session, current_actor(), wanted, today(), limit=10).rows
    return [(o.id, f"{o.symbol} · {o.abstract}"[:120]) for o in found if o.id != row.id]


@pages.get("/register/numbers/<uuid:unit_id>")
def ledger(unit_id: UUID) -> ResponseReturnValue:
    """Show numbers kept free and cancelled, with a form to keep more."""
    return show_numbers(unit_id, Refusal(), {})


def show_numbers(unit_id: UUID, refusal: Refusal, typed: dict[str, str]) -> ResponseReturnValue:
    """Return the page of a unit's numbers, with why something was refused."""
    actor = current_actor()
    with platform().store.reading() as session:
        rows = numbers(session, actor, unit_id)
        unit = next(book for book in books_of(session, actor) if book.id == unit_id)
        context = dict(
            rows=rows, unit=unit, refusal=refusal, typed=typed, **choices(session, actor),
        )  # fmt: skip
    return render_template("documents/register/numbers.html", **context), refusal.status

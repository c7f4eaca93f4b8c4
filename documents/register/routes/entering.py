"""Pages that take: a document that came, or one that goes out."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.register.commands.fields import EntryRef
from documents.register.commands.incoming import EnterIncoming, enter_incoming
from documents.register.commands.outgoing import EnterOutgoing, enter_outgoing
from documents.register.likeness import Like, Looked, find_like
from documents.register.models import Direction
from documents.register.routes.doors import books_of, keeps, pages, secret_allowed, today
from documents.register.routes.offers import choices, read, style_and_type, typed_form
from documents.register.routes.pages import options
from documents.symbols import parse_symbol
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform


@pages.get("/register/incoming/new", defaults={"direction": "incoming"})
@pages.get("/register/outgoing/new", defaults={"direction": "outgoing"})
def new(direction: str) -> ResponseReturnValue:
    """Show the form that enters a document."""
    return _form(_direction(direction), {"unit_id": request.args.get("unit_id", "")}, Refusal(), [])


@pages.post("/register/incoming", defaults={"direction": "incoming"})
@pages.post("/register/outgoing", defaults={"direction": "outgoing"})
def enter(direction: str) -> ResponseReturnValue:
    """Enter a document; what looks like it is shown first, and nothing typed is lost."""
    way, typed = _direction(direction), typed_form()
    incoming = way is Direction.INCOMING
    done, refusal = attempt(lambda: _incoming(typed) if incoming else _outgoing(typed))
    if done is None:
        return _form(way, typed, refusal, _alike(way, typed) if "sure" in refusal.fields else [])
    flash(_("Đã vào sổ %(symbol)s, số %(number)s.", symbol=done.symbol, number=done.book_number),
          "success")  # fmt: skip
    return redirect(url_for("register.entry", document_id=done.id), 303)


def _direction(given: str) -> Direction:
    return Direction.OUTGOING if given == Direction.OUTGOING else Direction.INCOMING


def _incoming(typed: dict[str, str]) -> EntryRef:
    given = read(typed) | {"secret_allowed": secret_allowed()}
    return execute(enter_incoming, EnterIncoming.model_validate(given))


def _outgoing(typed: dict[str, str]) -> EntryRef:
    given = read(typed) | {"secret_allowed": secret_allowed()}
    return execute(enter_outgoing, EnterOutgoing.model_validate(given | style_and_type(given)))


def _alike(way: Direction, typed: dict[str, str]) -> list[Like]:
    symbol, given = parse_symbol(typed.get("symbol", "")), read(typed)
    looked = Looked(
        unit_id=UUID(typed["unit_id"]),
        direction=way,
        symbol=str(symbol or ""),
        issuing_body=typed.get("issuing_body", ""),
        abstract=typed.get("abstract", ""),
        issued_on=date.fromisoformat(given["issued_on"]) if "issued_on" in given else today(),
    )
    with platform().store.reading() as session:
        return find_like(session, current_actor(), looked)


def _form(
    way: Direction, typed: dict[str, str], refusal: Refusal, alike: list[Like]
) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        books = [unit for unit in books_of(session, actor) if keeps(unit.id)]
        if not books:
            raise NotFound("not_found", kind="book")
        context = dict(
            way=way, books=books, unit_options=options(books), typed=typed, refusal=refusal,
            alike=alike, today=today(),
            **choices(session, actor),
        )  # fmt: skip
    return render_template("documents/register/new.html", **context), refusal.status

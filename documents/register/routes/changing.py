"""Pages that take: corrections, cancelling, ties, numbers kept free, searches kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.register.commands.entries import (
    CancelEntry,
    ChangeEntry,
    cancel_entry,
    change_entry,
)
from documents.register.commands.links import LinkEntries, link_entries
from documents.register.commands.numbers import (
    CancelNumber,
    ReserveNumbers,
    cancel_number,
    reserve_numbers,
)
from documents.register.commands.saved import (
    ForgetSearch,
    SaveSearch,
    forget_search,
    save_search,
)
from documents.register.routes.doors import pages
from documents.register.routes.offers import DAYS, read, style_and_type, typed_form
from documents.register.routes.pages import show_entry, show_numbers
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import execute
from ecabinet.web.typed import typed_day


@pages.post("/register/<uuid:document_id>/changes")
def change(document_id: UUID) -> ResponseReturnValue:
    """Correct an entry."""
    typed = typed_form()
    given = {name: (typed_day(v) or None) if name in DAYS else v for name, v in typed.items()}
    wish = given | {"entry_id": document_id}
    done, refusal = attempt(lambda: execute(change_entry, ChangeEntry.model_validate(wish)))
    if done is None:
        return show_entry(document_id, refusal, typed)
    flash(_("Đã sửa; bản trước còn trong nhật ký."), "success")
    return redirect(url_for("register.entry", document_id=document_id), 303)


@pages.post("/register/<uuid:document_id>/cancellation")
def cancel(document_id: UUID) -> ResponseReturnValue:
    """Cancel an entry, with a reason."""
    wish = read(typed_form()) | {"entry_id": document_id}
    return _done(
        document_id,
        lambda: execute(cancel_entry, CancelEntry.model_validate(wish)),
        _("Đã hủy trong sổ. Số vẫn còn, gạch ngang, không cấp lại."),
    )


@pages.post("/register/<uuid:document_id>/ties")
def tie(document_id: UUID) -> ResponseReturnValue:
    """Tie the entry to another, or untie it."""
    given = read(typed_form())
    wish = {"entry_id": document_id, "kind": None} | given
    return _done(
        document_id,
        lambda: execute(link_entries, LinkEntries.model_validate(wish)),
        _("Đã ghi liên quan giữa hai văn bản."),
    )


def _done(entry_id: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    def run() -> bool:
        work()
        return True

    done, refusal = attempt(run)
    if not done:
        return show_entry(entry_id, refusal, typed_form())
    flash(words, "success")
    return redirect(url_for("register.entry", document_id=entry_id), 303)


@pages.post("/register/numbers/<uuid:unit_id>")
def reserve(unit_id: UUID) -> ResponseReturnValue:
    """Keep numbers free, or give one up."""
    typed = typed_form()
    given = read(typed) | {"unit_id": unit_id}
    if "number" in given:
        return _give_up(unit_id, given)
    wish = given | style_and_type(given)
    done, refusal = attempt(lambda: execute(reserve_numbers, ReserveNumbers.model_validate(wish)))
    if done is None:
        return show_numbers(unit_id, refusal, typed)
    kept = ", ".join(f"{number:02d}" for number in done.numbers)
    flash(_("Đã giữ số %(numbers)s.", numbers=kept), "success")
    return redirect(url_for("register.ledger", unit_id=unit_id), 303)


def _give_up(unit_id: UUID, given: dict[str, Any]) -> ResponseReturnValue:
    def run() -> bool:
        execute(cancel_number, CancelNumber.model_validate(given))
        return True

    done, refusal = attempt(run)
    if not done:
        return show_numbers(unit_id, refusal, {})
    flash(_("Đã hủy số đã giữ."), "success")
    return redirect(url_for("register.ledger", unit_id=unit_id), 303)


@pages.post("/register/searches")
def keep_search() -> ResponseReturnValue:
    """Keep the filters of the list under a name."""
    wish = read(typed_form())
    done, refusal = attempt(lambda: execute(save_search, SaveSearch.model_validate(wish)))
    flash(_("Đã lưu bộ lọc.") if done else refusal.text, "success" if done else "warning")
    return redirect(f"{url_for('register.index')}?{wish.get('query', '')}", 303)


@pages.post("/register/searches/<uuid:search_id>/removal")
def drop_search(search_id: UUID) -> ResponseReturnValue:
    """Forget a kept search."""
    execute(forget_search, ForgetSearch(id=search_id))
    return redirect(url_for("register.index"), 303)

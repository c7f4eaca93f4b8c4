"""What the buttons on the pages of a catalogue do: order, retire, take back, delete."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.entries import DeleteEntry, delete_entry
from ecabinet.catalogues.commands.order import OrderEntries, order_entries
from ecabinet.catalogues.commands.retire import (
    ReinstateEntry,
    RetireEntry,
    reinstate_entry,
    retire_entry,
)
from ecabinet.catalogues.queries import book
from ecabinet.catalogues.routes.pages import MANAGE, pages, show_entry, show_list
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day

ENTRY = "/<key>/entries/<uuid:entry_id>"


@pages.post(ENTRY + "/position")
def move(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Move an entry one place up or down among those shown; hidden ones go last."""
    catalogue = access.catalogue(current_actor(), key, MANAGE)
    step = -1 if request.form.get("direction") == "up" else 1
    shows_all, today = request.form.get("retired") == "1", office_day(utc_now())
    with platform().store.reading() as session:
        every = book(session, catalogue).entries
    order = [entry.id for entry in every if shows_all or entry.is_offered(today)]
    if entry_id in order:
        old = order.index(entry_id)
        order.insert(min(max(old + step, 0), len(order) - 1), order.pop(old))
    order += [entry.id for entry in every if entry.id not in order]
    command = OrderEntries(catalogue=key, entry_ids=tuple(order))
    return _done(
        lambda: execute(order_entries, command),
        lambda refusal: show_list(key, refusal),
        url_for(
            "catalogues.entries",
            key=key,
            retired=1 if shows_all else None,
            _anchor=f"entry-{entry_id}",
        ),
    )


@pages.post(ENTRY + "/retirement")
def retire(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Retire an entry from a day on."""
    day = typed_day(request.form.get("retired_on", ""))

    def work() -> Any:
        command = {"entry_id": entry_id, "retired_on": day or None, **_revision()}
        return execute(retire_entry, RetireEntry.model_validate(command))

    return _done_to_entry(key, entry_id, work, _("Đã ghi ngày ngừng dùng."))


@pages.post(ENTRY + "/reinstatement")
def reinstate(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Offer an entry again."""

    def work() -> Any:
        command = ReinstateEntry.model_validate({"entry_id": entry_id, **_revision()})
        return execute(reinstate_entry, command)

    return _done_to_entry(key, entry_id, work, _("Mục này được dùng lại."))


@pages.post(ENTRY + "/removal")
def remove(key: str, entry_id: UUID) -> ResponseReturnValue:
    """Delete an entry that nothing uses."""

    def work() -> Any:
        execute(delete_entry, DeleteEntry.model_validate({"entry_id": entry_id, **_revision()}))

    return _done_to_entry(key, entry_id, work, _("Đã xóa khỏi danh mục."))


def _revision() -> dict[str, Any]:
    return {"revision": request.form.get("revision") or None}


def _done_to_entry(
    key: str, entry_id: UUID, work: Callable[[], Any], said: str
) -> ResponseReturnValue:
    return _done(
        work,
        lambda refusal: show_entry(key, entry_id, refusal),
        url_for("catalogues.entries", key=key),
        said,
    )


def _done(
    work: Callable[[], Any],
    refuse: Callable[[Refusal], ResponseReturnValue],
    there: str,
    said: str = "",
) -> ResponseReturnValue:
    """Do it and go on, or show why not."""

    def whole() -> bool:
        work()
        return True

    made, refusal = attempt(whole)
    if made is None:
        return refuse(refusal)
    if said:
        flash(said, "success")
    return redirect(there, 303)

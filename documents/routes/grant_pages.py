"""The page of rights on a paper, or on the papers of an agenda item: seen, set, removed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.commands.grant import Place, RemoveGrant, SetGrant, remove_grant, set_grant
from documents.grant_words import level_words
from documents.grants import Level
from documents.queries.grants import GrantPage, grants_of_paper, grants_of_place
from documents.routes.grants import KIND, item_place, paper_place
from documents.routes.pages import pages
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.web.attempts import Mistyped, Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_time

PAPER = "/papers/<uuid:version_id>/rights"
ITEM = "/agenda-items/<uuid:item_id>/rights"


@pages.get(PAPER)
def rights(version_id: UUID) -> ResponseReturnValue:
    """Show who may do what with the paper."""
    return _shown(_paper_page(version_id), url_for(".rights", version_id=version_id))


@pages.post(PAPER)
def set_right(version_id: UUID) -> ResponseReturnValue:
    """Set a grant on the paper."""
    here = url_for(".rights", version_id=version_id)
    refusal = _set(paper_place(version_id))
    return _after(refusal, here) if refusal is None else _shown(
        _paper_page(version_id), here, refusal
    )  # fmt: skip


@pages.post(PAPER + "/removal")
def remove_right(version_id: UUID) -> ResponseReturnValue:
    """Remove a grant from the paper."""
    _remove(paper_place(version_id))
    return _after(None, url_for(".rights", version_id=version_id))


@pages.get(ITEM)
def item_rights(item_id: UUID) -> ResponseReturnValue:
    """Show who may do what with the papers of an agenda item."""
    return _shown(_item_page(item_id), url_for(".item_rights", item_id=item_id))


@pages.post(ITEM)
def set_item_right(item_id: UUID) -> ResponseReturnValue:
    """Set a grant for all papers of the item."""
    here = url_for(".item_rights", item_id=item_id)
    refusal = _set(item_place(item_id))
    return _after(refusal, here) if refusal is None else _shown(_item_page(item_id), here, refusal)


@pages.post(ITEM + "/removal")
def remove_item_right(item_id: UUID) -> ResponseReturnValue:
    """Remove a grant for the papers of the item."""
    _remove(item_place(item_id))
    return _after(None, url_for(".item_rights", item_id=item_id))


def _paper_page(version_id: UUID) -> GrantPage:
    with platform().store.reading() as session:
        return grants_of_paper(session, current_actor(), version_id)


def _item_page(item_id: UUID) -> GrantPage:
    with platform().store.reading() as session:
        return grants_of_place(session, current_actor(), KIND, item_id)


def _shown(page: GrantPage, here: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    asked = request.args.get("as", "")
    seen = next((each for each in page.people if str(each.actor.person_id) == asked), None)
    body = render_template(
        "documents/rights.html",
        page=page,
        here=here,
        seen=seen,
        typed=request.form,
        refusal=refusal or Refusal(),
        words=level_words(),
        Level=Level,
    )
    return (body, refusal.status) if refusal else body


def _after(_refusal: None, here: str) -> ResponseReturnValue:
    flash(_("Đã lưu. Máy đang mở tài liệu sẽ theo quyền mới ngay."), "success")
    return redirect(here, 303)


def _set(place: Place) -> Refusal | None:
    def work() -> bool:
        execute(set_grant, SetGrant(place=place, **_wish(request.form)))
        return True

    done, refusal = attempt(work)
    return None if done else refusal


def _remove(place: Place) -> None:
    who, who_id = _named(request.form)
    wish = {"place": place, "who": who, "who_id": who_id}
    attempt(lambda: execute(remove_grant, RemoveGrant.model_validate(wish)))


def _wish(form: Mapping[str, str]) -> dict[str, Any]:
    who, who_id = _named(form)
    if who not in ("person", "unit", "all"):
        raise Mistyped({"who": "grant.nobody"})
    level = form.get("level", "")
    return {
        "who": who,
        "who_id": who_id,
        "level": int(level) if level.isdecimal() and len(level) == 1 else level,
        "starts_at": _moment(form, "starts"),
        "ends_at": _moment(form, "ends"),
    }


def _named(form: Mapping[str, str]) -> tuple[str, str | None]:
    """Return whom the form names: `who` reads "all", "unit:<id>" or "person:<id>"."""
    who, _sep, key = form.get("who", "").partition(":")
    return who, key or None


def _moment(form: Mapping[str, str], name: str) -> datetime | None:
    """Return a moment typed as day and time; a day without a time begins at midnight."""
    day, clock = form.get(f"{name}_day", "").strip(), form.get(f"{name}_time", "").strip()
    if not day and not clock:
        return None
    try:
        given = f"{typed_day(day)}T{typed_time(clock or '00:00')}"
        return datetime.fromisoformat(given).replace(tzinfo=OFFICE_ZONE)
    except ValueError as error:
        raise Mistyped({f"{name}_day": "grant.bad_time"}) from error

"""The page of keys to sign with: one's own, and those of the units whose seal one keeps."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.issuing.commands.keys import RemoveKey, remove_key
from documents.issuing.keeping import LARGEST, take_key
from documents.issuing.policies import KeyPermission
from documents.issuing.queries.detail import keys_of
from documents.issuing.routes.doors import count_try, pages
from ecabinet.accounts.queries import directory
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Invalid, NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform


@pages.get("/signing-keys")
def keys() -> ResponseReturnValue:
    """Show the keys one may use, and where one more is brought."""
    return _show(Refusal())


@pages.post("/signing-keys")
def add_key() -> ResponseReturnValue:
    """Keep a key file."""

    def work() -> Any:
        file, actor = request.files.get("file"), current_actor()
        if file is None or not file.filename:
            raise Invalid("file.missing", field="file")
        assert actor.person_id is not None
        count_try(actor.person_id)
        content = file.stream.read(LARGEST + 1)
        pin = request.form.get("pin", "")
        return take_key(platform(), actor, content, pin, _unit())

    done, refusal = attempt(work)
    if done is None:
        return _show(refusal)
    flash(_("Đã lưu khóa. Mã PIN không được lưu, sẽ hỏi mỗi lần ký."), "success")
    return redirect(url_for("issuing.keys"), 303)


def _unit() -> UUID | None:
    given = request.form.get("unit_id")
    try:
        return UUID(given) if given else None
    except ValueError:
        raise NotFound("not_found", kind="unit") from None


@pages.post("/signing-keys/<uuid:key_id>/removal")
def drop_key(key_id: UUID) -> ResponseReturnValue:
    """Empty a key."""

    def work() -> bool:
        execute(remove_key, RemoveKey(key_id=key_id))
        return True

    done, refusal = attempt(work)
    if done is None:
        return _show(refusal)
    flash(_("Đã xóa khóa. Những gì đã ký vẫn có giá trị."), "success")
    return redirect(url_for("issuing.keys"), 303)


def _show(refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        rows = keys_of(session, actor)
        units = [
            (str(unit.id), unit.name)
            for unit in directory.units(session)
            if allows(actor, KeyPermission.ADD_OF_UNIT, unit.id)
        ]
    page = render_template(
        "documents/issuing/keys.html", keys=rows, units=units, refusal=refusal, now=utc_now()
    )
    return page, refusal.status

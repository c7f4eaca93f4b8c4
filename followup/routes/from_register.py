"""A document in the register becomes a directive in one step: its head is taken as it stands."""

from uuid import UUID

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import BaseModel

from documents.register import access
from documents.register.onward import Onward, register_onward
from documents.register.policies import EntryPermission
from documents.register.queries.shapes import EntryRow
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.permissions import allows
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.directives import (
    RegisteredDirective,
    TakeDirective,
    register_directive,
)
from followup.models import DirectiveOrigin
from followup.policies import DirectivePermission
from followup.routes.doors import api
from followup.routes.pages import pages


class DocumentPath(BaseModel):
    """A document in the register."""

    document_id: UUID


def offer_directives() -> None:
    """Let the register's pages offer it to whoever registers directives."""
    register_onward(Onward(_l("Đưa vào theo dõi"), "flag", "followup.follow_up_entry", _may))


def _may(actor: Actor, row: EntryRow) -> bool:
    plain = not row.cancelled and not row.secrecy
    return plain and allows(actor, DirectivePermission.REGISTER, None)


def _take(document_id: UUID) -> RegisteredDirective:
    with platform().store.reading() as session:
        entry = access.entry(session, current_actor(), document_id, EntryPermission.READ)
    wish = TakeDirective(
        origin_kind=DirectiveOrigin.REGISTER,
        origin_id=entry.id,
        symbol=entry.symbol,
        title=entry.abstract,
        issued_on=entry.issued_on,
        issuing_body=entry.issuing_body,
        received_on=entry.received_on,
    )
    if entry.secrecy:
        raise Invalid("directive.secret", field="document_id")
    return execute(register_directive, wish)


@pages.post("/register/<uuid:document_id>/directive")
def follow_up_entry(document_id: UUID) -> ResponseReturnValue:
    """Register the document as a directive and go to the register of directives."""
    try:
        taken = _take(document_id)
    except (Conflict, Invalid) as error:
        flash(sentence(error), "warning")
        return redirect(url_for("register.entry", document_id=document_id), 303)
    flash(_("Đã đưa %(symbol)s vào văn bản chỉ đạo để theo dõi.", symbol=taken.symbol), "success")
    return redirect(url_for("followup.directive", directive_id=taken.id), 303)


@api.post(
    "/register-entries/<uuid:document_id>/directive",
    operation_id="registerDirectiveFromEntry",
    summary="Đưa văn bản trong sổ vào theo dõi",
    responses={201: RegisteredDirective},
)
def directive_from_entry(path: DocumentPath, header: WriteHeaders) -> Response:
    """Register a document of the register as a directive, with its head as it stands."""
    return answer(_take(path.document_id), 201)

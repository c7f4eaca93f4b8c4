"""The register of directives: the list that is narrowed, and the form to enter one by hand."""

from typing import Any, cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.uploading import Incoming, take_paper
from ecabinet.catalogues.queries import book
from ecabinet.core.errors import Conflict, Invalid, TooLarge
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform, request_id
from ecabinet.web.typed import typed_day
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.directives import RegisterDirective, register_directive
from followup.directive_files import CONTAINER
from followup.policies import DirectivePermission
from followup.queries.directive_filters import DirectiveFilter, Missing, choices
from followup.queries.directives import list_directives
from followup.routes.doors import chosen, today
from followup.routes.pages import pages

DAYS = ("issued_on", "received_on")
YEARS = range(1900, 2201)


@pages.get("/directives")
def directives() -> ResponseReturnValue:
    """Show the register of directives, with a form to enter one."""
    return _page({}, Refusal())


@pages.post("/directives")
def enter_directive() -> ResponseReturnValue:
    """Enter a directive with its files; a mistake keeps what was typed."""
    typed = {name: request.form.get(name, "") for name in RegisterDirective.model_fields}
    given = {
        name: typed_day(value) if name in DAYS else value
        for name, value in typed.items()
        if value.strip()
    }
    entered, refusal = attempt(
        lambda: execute(register_directive, RegisterDirective.model_validate(given))
    )
    if entered is None:
        at = refusal.fields or {"symbol": refusal.text}
        return _page(typed, Refusal(at, refusal.text, refusal.status))
    flash(_("Đã vào sổ %(symbol)s.", symbol=entered.symbol), "success")
    if not (files := chosen(request.files.getlist("file"))):
        return redirect(url_for("followup.directives"), 303)
    for number, file in enumerate(files):
        _keep(entered.id, number, Incoming(cast(Any, file.stream), file.filename or ""))
    return redirect(url_for("followup.directive", directive_id=entered.id), 303)


def _keep(directive_id: UUID, number: int, file: Incoming) -> None:
    """Keep a file of the new entry; one that is refused leaves the entry, and says why."""
    asked = request_id()
    name = f"{asked}-file-{number}" if asked else None
    try:
        take_paper(platform(), current_actor(), (CONTAINER, directive_id), file, request_id=name)
    except (Invalid, Conflict, TooLarge) as error:
        told = _("Chưa nhận tệp %(name)s.", name=file.filename)
        flash(f"{told} {sentence(error)}", "warning")


def _wanted() -> DirectiveFilter:
    year, missing = request.args.get("year", type=int), request.args.get("missing", "")
    return DirectiveFilter(
        q=request.args.get("q", "")[:200],
        body=request.args.get("body", "")[:200],
        year=year if year in YEARS else None,
        missing=Missing(missing) if missing in tuple(Missing) else None,
    )


def _page(typed: dict[str, str], refusal: Refusal) -> ResponseReturnValue:
    actor, wanted = current_actor(), _wanted()
    with platform().store.reading() as session:
        page = list_directives(session, actor, today(), wanted, request.args.get("after"))
        page_context = {
            "choices": choices(session),
            "fields": book(session, FIELDS_OF_WORK).choices(today(), actor),
        }
    kept = {"q": wanted.q, "body": wanted.body, "year": wanted.year, "missing": wanted.missing}
    html = render_template(
        "followup/directives.html", page=page, wanted=wanted, typed=typed, errors=refusal.fields,
        kept={name: value for name, value in kept.items() if value},
        paged="after" in request.args, Missing=Missing,
        may_register=allows(actor, DirectivePermission.REGISTER, None), **page_context,
    )  # fmt: skip
    return html, refusal.status

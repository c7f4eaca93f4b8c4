"""The page of a directive, and the page on which its articles are reviewed."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from documents.routes.sent import take_sent
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.articles import SetArticles, set_articles
from followup.directive_files import CONTAINER
from followup.issue_policies import UnitTaskPermission
from followup.queries.coverage import Coverage, coverage
from followup.queries.proposal import proposed
from followup.routes.doors import today
from followup.routes.pages import pages

EMPTY_ROWS = 2
NEEDS = {"yes": True, "no": False, "": None}
Typed = list[dict[str, str]]


def _load(directive_id: UUID) -> Coverage:
    with platform().store.reading() as session:
        return coverage(session, current_actor(), directive_id, today())


@pages.get("/directives/<uuid:directive_id>")
def directive(directive_id: UUID) -> ResponseReturnValue:
    """Show a directive: its articles with their tasks, the units, its files."""
    return _page(directive_id, Refusal())


def _page(directive_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    page = render_template(
        "followup/directive.html", found=_load(directive_id), refusal=refusal,
        may_issue=allows(current_actor(), UnitTaskPermission.ISSUE, None),
    )  # fmt: skip
    return page, refusal.status


@pages.post("/directives/<uuid:directive_id>/papers")
def add_directive_paper(directive_id: UUID) -> ResponseReturnValue:
    """Keep a file of the directive."""
    done, refusal = attempt(lambda: take_sent(CONTAINER, directive_id))
    if done is None:
        return _page(directive_id, refusal)
    flash(_("Đã nhận tệp. Hệ thống đang đọc; vài giây nữa mở được."), "success")
    return redirect(url_for("followup.directive", directive_id=directive_id), 303)


@pages.get("/directives/<uuid:directive_id>/articles")
def articles(directive_id: UUID) -> ResponseReturnValue:
    """Show the articles to be reviewed."""
    found = _load(directive_id)
    rows = [
        {"id": str(a.id), "label": a.label, "text": a.text, "needs": _needs(a.needs_work)}
        for a in found.articles
    ]
    return _form(found, rows, Refusal())


@pages.post("/directives/<uuid:directive_id>/articles/proposal")
def propose_articles(directive_id: UUID) -> ResponseReturnValue:
    """Show how the text might fall into articles; nothing is kept until somebody has looked."""
    found, actor, text = _load(directive_id), current_actor(), request.form.get("text", "")

    def work() -> Any:
        with platform().store.reading() as session:
            return proposed(session, actor, directive_id, text)

    pieces, refusal = attempt(work)
    rows = [
        {"id": "", "label": piece.label, "text": piece.text, "needs": ""} for piece in pieces or ()
    ]
    return _form(found, rows, refusal, proposal=bool(rows), pasted=text)


@pages.post("/directives/<uuid:directive_id>/articles")
def keep_articles(directive_id: UUID) -> ResponseReturnValue:
    """Keep what was reviewed; a mistake keeps what was typed."""
    rows = _typed()
    wanted = [row for row in rows if row["text"].strip() or row["label"].strip()]
    given = {
        "directive_id": directive_id,
        "revision": request.form.get("revision", type=int),
        "articles": [
            {"id": row["id"] or None, "label": row["label"], "text": row["text"],
             "needs_work": NEEDS.get(row["needs"])}
            for row in wanted
        ],
    }  # fmt: skip
    done, refusal = attempt(lambda: execute(set_articles, SetArticles.model_validate(given)))
    if done is None:
        return _form(_load(directive_id), rows, refusal)
    said = ngettext("Đã lưu %(num)s điều.", "Đã lưu %(num)s điều.", done.count)
    flash(said, "success")
    return redirect(url_for("followup.directive", directive_id=directive_id), 303)


def _typed() -> Typed:
    columns = {name: request.form.getlist(name) for name in ("id", "label", "text", "needs")}
    gone = set(request.form.getlist("gone"))
    lines = zip(*columns.values(), strict=False)
    rows = [dict(zip(columns, line, strict=True)) for line in lines]
    return [row for at, row in enumerate(rows) if str(at) not in gone]


def _needs(value: bool | None) -> str:
    return next(key for key, meaning in NEEDS.items() if meaning is value)


def _form(
    found: Coverage, rows: Typed, refusal: Refusal, *, proposal: bool = False, pasted: str = ""
) -> ResponseReturnValue:
    if not found.may_register:
        raise Denied("denied", kind="directive")
    blank = {"id": "", "label": "", "text": "", "needs": ""}
    page = render_template(
        "followup/articles.html", found=found, rows=[*rows, *([blank] * EMPTY_ROWS)],
        refusal=refusal, proposal=proposal, pasted=pasted,
    )  # fmt: skip
    return page, refusal.status

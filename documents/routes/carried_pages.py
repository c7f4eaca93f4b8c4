"""The pages on which marks carried over from the version before are settled."""

from typing import cast, get_args
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.carrying.fates import Fate
from documents.commands.settle_mark import Choice, SettleMark, settle_mark
from documents.queries.carried import CarriedView, carried_mark, carried_marks
from documents.queries.papers import paper_detail
from documents.routes.pages import pages
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform

ON_PAGE = 10
SHOWS = ("todo", "moved", "kept", "all")


@pages.get("/papers/<uuid:version_id>/carried-marks")
def carried(version_id: UUID) -> ResponseReturnValue:
    """Show what became of the marks, those to be settled first, some on a page."""
    with platform().store.reading() as session:
        actor = current_actor()
        detail = paper_detail(session, actor, version_id)
        found = carried_marks(session, actor, version_id)
    asked = request.args.get("show", "")
    show = asked if asked in SHOWS else "todo" if found.counts.to_settle else "all"
    chosen = [view for view in found.marks if _is_chosen(view, show)]
    last = max((len(chosen) - 1) // ON_PAGE, 0)
    part = min(_number("part"), last)
    return render_template(
        "documents/carried.html",
        detail=detail, version=detail.version, counts=found.counts, fates=Fate,
        chosen=chosen[part * ON_PAGE : (part + 1) * ON_PAGE], total=len(chosen),
        show=show, part=part, last=last,
        figures={name: sum(_is_chosen(v, name) for v in found.marks) for name in SHOWS},
    )  # fmt: skip


@pages.get("/carried-marks/<uuid:carried_id>/place")
def place_carried(carried_id: UUID) -> ResponseReturnValue:
    """Show the mark where it was, the places offered, and a page to tap on."""
    with platform().store.reading() as session:
        actor = current_actor()
        view, held = carried_mark(session, actor, carried_id)
        detail = paper_detail(session, actor, held.version.id)
    sizes = detail.version.pages
    page = min(max(_number("page") or (view.new or view.old).page, 1), len(sizes))
    return render_template(
        "documents/carried_place.html",
        detail=detail, version=detail.version, carried=view, page=page, size=sizes[page - 1],
        middle=_middle(view, sizes[page - 1]),
    )  # fmt: skip


@pages.post("/carried-marks/<uuid:carried_id>/settlement")
def settle_carried(carried_id: UUID) -> ResponseReturnValue:
    """Settle one mark and go on with the next."""
    try:
        done = execute(settle_mark, _asked(carried_id))
    except (Invalid, Conflict) as error:
        flash(sentence(error), "error")
        return redirect(url_for(".place_carried", carried_id=carried_id), 303)
    flash(_said(done.settled), "success")
    given = request.form.get("show", "")
    show = given if given in SHOWS else None
    return redirect(url_for(".carried", version_id=done.version_id, show=show), 303)


def _asked(carried_id: UUID) -> SettleMark:
    form = request.form
    choice = form.get("choice", "")
    if choice not in get_args(Choice):
        raise Invalid("carried.choose_place", field="choice")
    x, y = form.get("x", type=float), form.get("y", type=float)
    inside = x is not None and y is not None and max(abs(x), abs(y)) < 100_000
    other, page = form.get("other", type=int), form.get("page", type=int)
    return SettleMark(
        id=carried_id,
        choice=cast(Choice, choice),
        other=other if other is not None and 0 <= other <= 20 else None,
        page=page if page is not None and 1 <= page <= 100_000 else None,
        point=(x, y) if inside and x is not None and y is not None else None,
    )


def _said(settled: str) -> str:
    return {
        "accepted": _("Đã nhận chỗ này."),
        "placed": _("Đã đặt ghi chú vào chỗ mới."),
        "left_out": _("Ghi chú không chuyển sang bản này; ở bản trước vẫn còn."),
    }[settled]


def _is_chosen(view: CarriedView, show: str) -> bool:
    if show == "todo":
        return view.is_open
    return show == "all" or view.fate == show


def _middle(view: CarriedView, size: tuple[float, float]) -> tuple[float, float]:
    x0, y0, x1, y1 = (view.new or view.old).box
    return min((x0 + x1) / 2, size[0]), min((y0 + y1) / 2, size[1])


def _number(name: str) -> int:
    given = request.args.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 6 else 0

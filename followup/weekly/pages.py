"""Pages of weekly plans and reports: the week, one sheet, what was sent."""

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.routes.doors import today
from followup.routes.pages import pages
from followup.weekly import access
from followup.weekly.collecting import (
    RemindWriters,
    SaveAndGather,
    remind_writers,
    save_and_gather,
)
from followup.weekly.files import paper_file
from followup.weekly.forms import Typed, chosen_lines, moved, taken, typed_lines
from followup.weekly.official import DraftWeekly, draft_weekly
from followup.weekly.opening import OpenSheet, WeeklySheetRef, open_sheet
from followup.weekly.queries import list_sheets, week_view
from followup.weekly.schemas import WeekQuery
from followup.weekly.sending import (
    OnSheetBecause,
    correct_sheet,
    return_sheet,
    submit_sheet,
)
from followup.weekly.shapes import tally, thawed, together
from followup.weekly.sheet_page import line_taken, show_sheet
from followup.weekly.spans import WEEK, WEEKEND, week_of
from followup.weekly.states import WeeklyStage
from followup.weekly.writing import SaveSheet, save_sheet

SHOWN = tuple(
    f"followup.{name}"
    for name in (
        "weekly", "begin_weekly", "weekly_sheet", "write_weekly_sheet",
        "return_weekly", "correct_weekly", "weekly_edition", "remind_weekly",
        "draft_weekly_document",
    )
)  # fmt: skip


TOLD = {
    "": _l("Đã lưu."), "save": _l("Đã lưu."), "send": _l("Đã gửi."),
    "gather": _l("Đã đưa các việc được chọn vào bản của đơn vị."),
}  # fmt: skip


@pages.get("/weekly")
def weekly() -> ResponseReturnValue:
    """Show a week: one's own plan and report, the units' that one gathers for, and older ones."""
    return _week(request.args.to_dict(), Refusal())


def _week(typed: dict[str, str], refusal: Refusal) -> ResponseReturnValue:
    asked, wrong = attempt(lambda: _day_of(typed))
    refusal = refusal if refusal.text else wrong
    span = week_of((asked and asked.day) or today())
    after = typed.get("after") or None
    actor = current_actor()
    with platform().store.reading() as session:
        units = week_view(session, actor, span.first, today())
        older = list_sheets(session, actor, after)
    page = render_template(
        "followup/weekly/week.html",
        span=span, units=units, older=older, this=week_of(today()), before=span.first - WEEK,
        following=span.first + WEEK,
        report_due=today() >= span.last - WEEKEND, refusal=refusal, typed=typed,
        Stage=WeeklyStage, after=after,
    )  # fmt: skip
    return page, refusal.status


def _day_of(typed: dict[str, str]) -> WeekQuery:
    return WeekQuery.model_validate({"day": typed_day(typed["on"]) if typed.get("on") else today()})


@pages.post("/weekly")
def begin_weekly() -> ResponseReturnValue:
    """Begin a plan or a report, and lead to it."""
    form = request.form
    wish = {
        "unit_id": form.get("unit_id", ""), "stage": form.get("stage", ""),
        "day": typed_day(form.get("day", "")), "of_unit": "of_unit" in form,
    }  # fmt: skip
    done, refusal = attempt(lambda: execute(open_sheet, OpenSheet.model_validate(wish)))
    if done is None:
        return _week({"on": form.get("day", "")}, refusal)
    return redirect(url_for("followup.weekly_sheet", sheet_id=done.id), 303)


@pages.post("/weekly/reminder")
def remind_weekly() -> ResponseReturnValue:
    """Remind who has not sent."""
    form = request.form
    wish = {name: form.get(name, "") for name in ("unit_id", "stage", "day")}
    done, refusal = attempt(lambda: execute(remind_writers, RemindWriters.model_validate(wish)))
    if done is None:
        return _week({"on": form.get("day", "")}, refusal)
    flash(ngettext("Đã nhắc %(num)s nơi.", "Đã nhắc %(num)s nơi.", done.count), "success")
    return redirect(url_for("followup.weekly", on=wish["day"]), 303)


@pages.get("/weekly/<uuid:sheet_id>")
def weekly_sheet(sheet_id: UUID) -> ResponseReturnValue:
    """Show a sheet: to write in, or to read."""
    return show_sheet(sheet_id, None, Refusal())


@pages.post("/weekly/<uuid:sheet_id>")
def write_weekly_sheet(sheet_id: UUID) -> ResponseReturnValue:
    """Write the sheet, as its buttons say: save, take a task, move a line, gather, send."""
    form, deed = request.form, request.form.get("do", "")
    typed = {
        "revision": form.get("revision", ""), "note": form.get("note", ""),
        "lines": _lines(sheet_id, deed),
    }  # fmt: skip
    done, refusal = attempt(lambda: _write(deed, {**typed, "sheet_id": sheet_id}))
    if done is None:
        return show_sheet(sheet_id, typed, refusal)
    if deed in TOLD:
        flash(str(TOLD[deed]), "success")
    return _back(sheet_id, "" if deed == "send" else "lines")


def _lines(sheet_id: UUID, deed: str) -> list[Typed]:
    lines, thing = typed_lines(request.form), taken(deed)
    return [*lines, *line_taken(sheet_id, *thing)] if thing else moved(lines, deed)


def _write(deed: str, wish: Typed) -> WeeklySheetRef:
    if deed == "gather":
        wish = {**wish, "chosen": chosen_lines(request.form)}
        return execute(save_and_gather, SaveAndGather.model_validate(wish))
    command = submit_sheet if deed == "send" else save_sheet
    return execute(command, SaveSheet.model_validate(wish))


@pages.post("/weekly/<uuid:sheet_id>/return")
def return_weekly(sheet_id: UUID) -> ResponseReturnValue:
    """Send the sheet back to its writer."""
    return _because(sheet_id, return_sheet, _("Đã trả lại."))


@pages.post("/weekly/<uuid:sheet_id>/correction")
def correct_weekly(sheet_id: UUID) -> ResponseReturnValue:
    """Take the sheet up again."""
    return _because(sheet_id, correct_sheet, _("Mời sửa rồi gửi bản điều chỉnh."))


def _because(sheet_id: UUID, command: Any, told: str) -> ResponseReturnValue:
    wish = {
        "sheet_id": sheet_id, "reason": request.form.get("reason", ""),
        "revision": request.form.get("revision") or None,
    }  # fmt: skip
    done, refusal = attempt(lambda: execute(command, OnSheetBecause.model_validate(wish)))
    if done is None:
        return show_sheet(sheet_id, None, refusal)
    flash(told, "success")
    return _back(sheet_id)


def _back(sheet_id: UUID, place: str = "") -> ResponseReturnValue:
    address = url_for("followup.weekly_sheet", sheet_id=sheet_id, _anchor=place or None)
    return redirect(address, 303)


@pages.post("/weekly/<uuid:sheet_id>/document")
def draft_weekly_document(sheet_id: UUID) -> ResponseReturnValue:
    """Draft the official document of what was sent, and show it."""
    done, refusal = attempt(lambda: execute(draft_weekly, DraftWeekly(sheet_id=sheet_id)))
    if done is None:
        return show_sheet(sheet_id, None, refusal)
    flash(_("Đã lập dự thảo văn bản. Văn thư cấp số rồi trình ký."), "success")
    return redirect(url_for("issuing.document", official_id=done.id), 303)


@pages.get("/weekly/editions/<uuid:edition_id>")
def find_weekly_edition(edition_id: UUID) -> ResponseReturnValue:
    """Lead to the edition, for who knows only its id."""
    with platform().store.reading() as session:
        found = access.edition_by_id(session, current_actor(), edition_id)
        place = url_for("followup.weekly_edition", sheet_id=found.sheet_id, number=found.number)
    return redirect(place)


@pages.get("/weekly/<uuid:sheet_id>/editions/<int:number>")
def weekly_edition(sheet_id: UUID, number: int) -> ResponseReturnValue:
    """Show an edition as it was sent."""
    with platform().store.reading() as session:
        found = access.edition(session, current_actor(), sheet_id, number)
        newest = found.sheet.edition
    data = thawed(found.data)
    return render_template(
        "followup/weekly/edition.html",
        sheet_id=sheet_id, edition=found, data=data, newest=newest, span=week_of(data.monday),
        tally=tally(data.lines), together=together,
    )  # fmt: skip


@pages.get("/weekly/<uuid:sheet_id>/editions/<int:number>/paper.pdf")
def weekly_paper(sheet_id: UUID, number: int) -> Response:
    """Give an edition in official layout."""
    return paper_file(sheet_id, number)

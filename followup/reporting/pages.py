"""Pages of reports: the shelf, the form, a report seen live, a run as it was frozen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.core.errors import Invalid
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.periods import Span
from followup.reporting import access
from followup.reporting.commands import (
    ChangeReport,
    CreateReport,
    OnReport,
    change_report,
    create_report,
    retire_report,
)
from followup.reporting.counting import Window, rows_behind
from followup.reporting.discarding import DiscardRun, discard_run
from followup.reporting.enums import ReportGroup, ReportPeriod
from followup.reporting.files import list_file, pdf_file, workbook_file
from followup.reporting.forms import form_page, typed_report
from followup.reporting.freezing import MOST_ROWS, FreezeReport, freeze_report, window_of
from followup.reporting.official import DraftReport, draft_report
from followup.reporting.paper import MOST_IN_PAPER
from followup.reporting.policies import ReportPermission, tracked_by
from followup.reporting.queries import frozen_run, list_reports, live, report_view, runs_of
from followup.reporting.shapes import Figures, ReportSpec
from followup.reporting.spans import after, before
from followup.routes.addresses import list_url
from followup.routes.doors import today
from followup.routes.pages import pages

WORDS = {"Period": ReportPeriod, "By": ReportGroup}
SHOWN = tuple(
    f"followup.{name}"
    for name in (
        "task_reports", "new_task_report", "do_new_task_report", "edit_task_report",
        "do_edit_task_report", "task_report", "freeze_task_report", "task_report_run",
        "discard_task_report_run",
    )
)  # fmt: skip


@pages.get("/reports")
def task_reports() -> ResponseReturnValue:
    """List the reports of the bodies whose figures one may see."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = list_reports(session, actor)
    return render_template(
        "followup/reports/index.html", reports=found, may_create=bool(tracked_by(actor)), **WORDS
    )


@pages.get("/reports/new")
def new_task_report() -> ResponseReturnValue:
    """Show the form to lay a report down."""
    return form_page(None, None, Refusal())


@pages.post("/reports/new")
def do_new_task_report() -> ResponseReturnValue:
    """Lay a report down; a mistake keeps what was typed."""
    typed = typed_report(request.form)
    typed.pop("revision")
    done, refusal = attempt(lambda: execute(create_report, CreateReport.model_validate(typed)))
    if done is None:
        return form_page(None, typed, refusal)
    flash(_("Đã lập mẫu báo cáo."), "success")
    return redirect(url_for("followup.task_report", report_id=done.id), 303)


@pages.get("/reports/<uuid:report_id>/edit")
def edit_task_report(report_id: UUID) -> ResponseReturnValue:
    """Show the form to change a report."""
    return form_page(report_id, None, Refusal())


@pages.post("/reports/<uuid:report_id>/edit")
def do_edit_task_report(report_id: UUID) -> ResponseReturnValue:
    """Change a report; a mistake keeps what was typed."""
    typed = typed_report(request.form)
    unit_id = typed.pop("unit_id")
    wish = {**typed, "report_id": report_id}
    done, refusal = attempt(lambda: execute(change_report, ChangeReport.model_validate(wish)))
    typed["unit_id"] = unit_id
    if done is None:
        return form_page(report_id, typed, refusal)
    flash(_("Đã sửa mẫu báo cáo. Kỳ đã chốt giữ nguyên."), "success")
    return redirect(url_for("followup.task_report", report_id=report_id), 303)


@pages.post("/reports/<uuid:report_id>/retirement")
def retire_task_report(report_id: UUID) -> ResponseReturnValue:
    """Retire a report."""
    execute(retire_report, OnReport(report_id=report_id))
    flash(_("Đã ngừng dùng mẫu báo cáo. Kỳ đã chốt vẫn xem được."), "success")
    return redirect(url_for("followup.task_report", report_id=report_id), 303)


@pages.get("/reports/<uuid:report_id>")
def task_report(report_id: UUID) -> ResponseReturnValue:
    """Show a report as it would be now, and what was frozen of it."""
    return _live(report_id, request.args.to_dict(), Refusal())


@pages.post("/reports/<uuid:report_id>/runs")
def freeze_task_report(report_id: UUID) -> ResponseReturnValue:
    """Freeze a period; a mistake keeps what was typed."""
    typed = request.form.to_dict()
    given = _days(typed) | {"report_id": report_id, "remarks": typed.get("remarks", "")}
    done, refusal = attempt(lambda: execute(freeze_report, FreezeReport.model_validate(given)))
    if done is None:
        return _live(report_id, typed, refusal)
    return redirect(url_for("followup.task_report_run", report_id=report_id, run_id=done.id), 303)


def _days(typed: dict[str, str]) -> dict[str, str]:
    names = ("on", "first", "last")
    return {name: typed_day(typed[name]) for name in names if typed.get(name)}


def _live(report_id: UUID, typed: dict[str, str], refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        found = report_view(session, actor, report_id)
        asked, refused = attempt(
            lambda: FreezeReport.model_validate(_days(typed) | {"report_id": report_id})
        )
        days = (asked.on, asked.first, asked.last) if asked else (None, None, None)
        try:
            over = window_of(found.spec, today(), *days)
        except Invalid as error:
            _asked, refused = attempt(_raise(error))
            over = window_of(found.spec, today(), None, None, None)
        shown = live(session, actor, found.spec, over)
        runs = runs_of(session, actor, report_id)
    refusal = refusal if refusal.text else refused
    page = render_template(
        "followup/reports/report.html",
        report=found, live=shown, runs=runs, typed=typed, refusal=refusal, today=today(),
        behind=_behind(found.spec, over) if over.as_of == today() else None,
        neighbours=_neighbours(found.spec.period, over.span), most_rows=MOST_ROWS,
        most_in_paper=MOST_IN_PAPER, **WORDS,
    )  # fmt: skip
    return page, refusal.status


def _behind(spec: ReportSpec, over: Window) -> Callable[..., str]:
    """How a figure is led to its rows, which stand in the task list as they are today."""

    def address(of: Figures, figure: str, key: str | None = None) -> str:
        return list_url(rows_behind(spec, over.span, of, figure, key))

    return address


def _raise(error: Invalid) -> Any:
    def raised() -> None:
        raise error

    return raised


def _neighbours(period: ReportPeriod, span: Span) -> tuple[Span, Span | None] | None:
    """The periods before and after, the latter once it has begun; None of a span."""
    if period is ReportPeriod.SPAN:
        return None
    following = after(span, period)
    return before(span, period), following if following.first <= today() else None


@pages.get("/reports/<uuid:report_id>/runs/<uuid:run_id>")
def task_report_run(report_id: UUID, run_id: UUID) -> ResponseReturnValue:
    """Show a run as it was frozen."""
    return _run(report_id, run_id, Refusal())


@pages.get("/reports/runs/<uuid:run_id>")
def find_task_report_run(run_id: UUID) -> ResponseReturnValue:
    """Lead to the run, for who knows only its id."""
    with platform().store.reading() as session:
        found = access.run(session, current_actor(), run_id, ReportPermission.READ)
        return redirect(
            url_for("followup.task_report_run", report_id=found.report_id, run_id=run_id)
        )


def _run(report_id: UUID, run_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    part = request.args.get("part", 0, int)
    with platform().store.reading() as session:
        found = frozen_run(session, current_actor(), run_id, report_id, part)
    page = render_template("followup/reports/run.html", found=found, refusal=refusal, **WORDS)
    return page, refusal.status


@pages.post("/reports/<uuid:report_id>/runs/<uuid:run_id>/document")
def draft_task_report(report_id: UUID, run_id: UUID) -> ResponseReturnValue:
    """Draft the official document, and show it."""
    done, refusal = attempt(
        lambda: execute(draft_report, DraftReport(run_id=run_id, report_id=report_id))
    )
    if done is None:
        return _run(report_id, run_id, refusal)
    flash(_("Đã lập dự thảo báo cáo. Văn thư cấp số rồi trình ký."), "success")
    return redirect(url_for("issuing.document", official_id=done.id), 303)


@pages.post("/reports/<uuid:report_id>/runs/<uuid:run_id>/discarding")
def discard_task_report_run(report_id: UUID, run_id: UUID) -> ResponseReturnValue:
    """Throw away what was frozen."""

    def work() -> bool:
        execute(discard_run, DiscardRun(run_id=run_id, report_id=report_id))
        return True

    done, refusal = attempt(work)
    if done is None:
        return _run(report_id, run_id, refusal)
    flash(_("Đã bỏ số liệu đã chốt. Có thể chốt lại kỳ này."), "success")
    return redirect(url_for("followup.task_report", report_id=report_id), 303)


@pages.get("/reports/<uuid:report_id>/runs/<uuid:run_id>/report.pdf")
def task_report_pdf(report_id: UUID, run_id: UUID) -> Response:
    """Give what was frozen in official layout."""
    return pdf_file(run_id, report_id)


@pages.get("/reports/<uuid:report_id>/runs/<uuid:run_id>/list.pdf")
def task_report_list(report_id: UUID, run_id: UUID) -> Response:
    """Give the list of a long report, its appendix."""
    return list_file(run_id, report_id)


@pages.get("/reports/<uuid:report_id>/runs/<uuid:run_id>/report.xlsx")
def task_report_xlsx(report_id: UUID, run_id: UUID) -> Response:
    """Give what was frozen as a workbook."""
    return workbook_file(run_id, report_id)

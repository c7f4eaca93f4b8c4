"""Operations on reports: lay down, preview, freeze, draft the official document, files."""

from flask import Response

from documents.issuing.commands.drafts import DocumentRef
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import PDF, XLSX, file_answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.reporting import schemas
from followup.reporting.commands import (
    ChangeReport,
    CreateReport,
    OnReport,
    TaskReportRef,
    change_report,
    create_report,
    retire_report,
)
from followup.reporting.discarding import DiscardRun, discard_run
from followup.reporting.files import list_file, pdf_file, workbook_file
from followup.reporting.freezing import FreezeReport, ReportRunRef, freeze_report, window_of
from followup.reporting.official import DraftReport, draft_report
from followup.reporting.queries import frozen_run, list_reports, live, report_view, runs_of
from followup.reporting.schemas import ReportPath, RunPath
from followup.routes.doors import api, today


@api.get(
    "/reports",
    operation_id="listTaskReports",
    summary="Mẫu báo cáo nhiệm vụ",
    responses={200: schemas.TaskReportsOut},
)
def get_reports() -> Response:
    """List the reports of the bodies whose figures one may see."""
    with platform().store.reading() as session:
        found = list_reports(session, current_actor())
    rows = [schemas.TaskReportOut.model_validate(row) for row in found]
    return answer(schemas.TaskReportsOut(reports=rows))


@api.post(
    "/reports",
    operation_id="createTaskReport",
    summary="Lập mẫu báo cáo nhiệm vụ",
    responses={201: TaskReportRef},
)
def post_report(body: CreateReport, header: WriteHeaders) -> Response:
    """Lay down a report of one's own body."""
    return answer(execute(create_report, body), 201)


@api.get(
    "/reports/<uuid:report_id>",
    operation_id="getTaskReport",
    summary="Một mẫu báo cáo và các kỳ đã chốt",
    responses={200: schemas.TaskReportDetailOut},
)
def get_report(path: ReportPath) -> Response:
    """Tell how a report is laid down, and what was made of it."""
    actor = current_actor()
    with platform().store.reading() as session:
        report = report_view(session, actor, path.report_id)
        runs = runs_of(session, actor, path.report_id)
    return answer(schemas.TaskReportDetailOut(
        report=schemas.TaskReportOut.model_validate(report),
        runs=[schemas.ReportRunOut.model_validate(run) for run in runs],
    ))  # fmt: skip


@api.put(
    "/reports/<uuid:report_id>",
    operation_id="changeTaskReport",
    summary="Sửa mẫu báo cáo",
    responses={200: TaskReportRef},
)
def put_report(path: ReportPath, body: schemas.ChangeReportIn, header: WriteHeaders) -> Response:
    """Lay a report down anew; what was frozen stays as it was."""
    wish = ChangeReport.model_validate({**dict(body), "report_id": path.report_id})
    return answer(execute(change_report, wish))


@api.post(
    "/reports/<uuid:report_id>/retirement",
    operation_id="retireTaskReport",
    summary="Ngừng dùng mẫu báo cáo",
    responses={200: TaskReportRef},
)
def post_retirement(
    path: ReportPath, body: schemas.RetireReportIn, header: WriteHeaders
) -> Response:
    """Retire a report; what was frozen stays."""
    wish = OnReport(report_id=path.report_id, revision=body.revision)
    return answer(execute(retire_report, wish))


@api.get(
    "/reports/<uuid:report_id>/preview",
    operation_id="previewTaskReport",
    summary="Xem trước số liệu một kỳ",
    responses={200: schemas.LiveReportOut},
)
def preview(path: ReportPath, query: schemas.PeriodQuery) -> Response:
    """Count as the report would now, of the tasks the caller may read."""
    actor = current_actor()
    with platform().store.reading() as session:
        spec = report_view(session, actor, path.report_id).spec
        over = window_of(spec, today(), query.on, query.first, query.last)
        found = live(session, actor, spec, over)
    return answer(schemas.LiveReportOut.model_validate(found))


@api.post(
    "/reports/<uuid:report_id>/runs",
    operation_id="freezeTaskReport",
    summary="Chốt số liệu một kỳ",
    responses={202: ReportRunRef},
)
def post_run(path: ReportPath, body: schemas.FreezeReportIn, header: WriteHeaders) -> Response:
    """Freeze a period with the data behind it; the worker does so within seconds."""
    wish = FreezeReport.model_validate({**dict(body), "report_id": path.report_id})
    return answer(execute(freeze_report, wish), 202)


@api.get(
    "/report-runs/<uuid:run_id>",
    operation_id="getTaskReportRun",
    summary="Báo cáo một kỳ đã chốt",
    responses={200: schemas.ReportRunDetailOut},
)
def get_run(path: RunPath, query: schemas.PartQuery) -> Response:
    """Tell what was frozen: figures, groups, and a part of the rows."""
    with platform().store.reading() as session:
        found = frozen_run(session, current_actor(), path.run_id, part=query.part)
    return answer(schemas.run_out(found))


@api.delete(
    "/report-runs/<uuid:run_id>",
    operation_id="discardTaskReportRun",
    summary="Bỏ số liệu đã chốt, chưa lập văn bản",
    responses={204: None},
)
def delete_run(path: RunPath, header: WriteHeaders) -> Response:
    """Throw away what was frozen, as long as no official document was made of it."""
    execute(discard_run, DiscardRun(run_id=path.run_id))
    return Response(status=204)


@api.post(
    "/report-runs/<uuid:run_id>/document",
    operation_id="draftTaskReportDocument",
    summary="Lập dự thảo báo cáo để cấp số, trình ký",
    responses={201: DocumentRef},
)
def post_document(path: RunPath, header: WriteHeaders) -> Response:
    """Draft the official document of what was frozen."""
    return answer(execute(draft_report, DraftReport(run_id=path.run_id)), 201)


@api.get(
    "/report-runs/<uuid:run_id>/report.pdf",
    operation_id="downloadTaskReport",
    summary="Báo cáo đã chốt, chưa có số (PDF)",
    responses=file_answer(PDF),
)
def get_pdf(path: RunPath) -> Response:
    """Send what was frozen in official layout, before it has its number."""
    return pdf_file(path.run_id)


@api.get(
    "/report-runs/<uuid:run_id>/list.pdf",
    operation_id="downloadTaskReportList",
    summary="Phụ lục danh mục nhiệm vụ của báo cáo dài (PDF)",
    responses=file_answer(PDF),
)
def get_list(path: RunPath) -> Response:
    """Send the list of a report whose paper has no room for it; else there is none."""
    return list_file(path.run_id)


@api.get(
    "/report-runs/<uuid:run_id>/report.xlsx",
    operation_id="exportTaskReport",
    summary="Báo cáo đã chốt (XLSX)",
    responses=file_answer(XLSX),
)
def get_workbook(path: RunPath) -> Response:
    """Send what was frozen as a workbook."""
    return workbook_file(path.run_id)

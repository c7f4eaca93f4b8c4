"""The two files of a frozen run, as the worker drew them: not one byte changes."""

from uuid import UUID

from flask import Response, send_file

from ecabinet.core.errors import Conflict
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform
from followup.reporting import access
from followup.reporting.policies import ReportPermission
from followup.routes.workbook import XLSX

PDF = "application/pdf"


def pdf_file(run_id: UUID, report_id: UUID | None = None) -> Response:
    """Send the PDF. Raises NotFound; Conflict: it is being made."""
    return _send(run_id, report_id, "pdf", PDF)


def workbook_file(run_id: UUID, report_id: UUID | None = None) -> Response:
    """Send the workbook. Raises NotFound; Conflict: it is being made."""
    return _send(run_id, report_id, "xlsx", XLSX)


def _send(run_id: UUID, report_id: UUID | None, ending: str, kind: str) -> Response:
    with platform().store.reading() as session:
        run = access.run(session, current_actor(), run_id, ReportPermission.READ, report_id)
        blob = run.pdf_blob if ending == "pdf" else run.xlsx_blob
        name = f"bao-cao-{run.first_on:%Y%m%d}-{run.last_on:%Y%m%d}-{run.number}.{ending}"
    if blob is None:
        raise Conflict("task_report.making")
    sent = send_file(
        str(platform().blobs.path(blob)), mimetype=kind, download_name=name, max_age=0, etag=blob,
        as_attachment=ending == "xlsx",
    )  # fmt: skip
    return noted(
        sent, "task_report.downloaded", "task_report", run.report_id, sha256=blob, number=run.number
    )

"""The files of a frozen run, as the worker drew them: not one byte changes."""

from uuid import UUID

from flask import Response, send_file

from ecabinet.core.errors import Conflict, NotFound
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, XLSX
from ecabinet.web.requests import current_actor, platform
from followup.reporting import access
from followup.reporting.enums import RunState
from followup.reporting.policies import ReportPermission

NAMES = {"pdf": "bao-cao-{}.pdf", "list": "phu-luc-{}.pdf", "xlsx": "bao-cao-{}.xlsx"}


def pdf_file(run_id: UUID, report_id: UUID | None = None) -> Response:
    """Send the PDF. Raises NotFound; Conflict: it is being made."""
    return _send(run_id, report_id, "pdf", PDF)


def list_file(run_id: UUID, report_id: UUID | None = None) -> Response:
    """Send the appendix with a long list. Raises NotFound: there is none, the paper has it."""
    return _send(run_id, report_id, "list", PDF)


def workbook_file(run_id: UUID, report_id: UUID | None = None) -> Response:
    """Send the workbook. Raises NotFound; Conflict: it is being made."""
    return _send(run_id, report_id, "xlsx", XLSX)


def _send(run_id: UUID, report_id: UUID | None, which: str, kind: str) -> Response:
    with platform().store.reading() as session:
        run = access.run(session, current_actor(), run_id, ReportPermission.READ, report_id)
        blob = {"pdf": run.pdf_blob, "list": run.list_blob, "xlsx": run.xlsx_blob}[which]
        days = f"{run.first_on:%Y%m%d}-{run.last_on:%Y%m%d}-{run.number}"
    if run.state is RunState.MAKING:
        raise Conflict("task_report.making")
    if blob is None:
        raise NotFound("not_found", kind=access.KIND)
    sent = send_file(
        str(platform().blobs.path(blob)), mimetype=kind, download_name=NAMES[which].format(days),
        max_age=0, etag=blob, as_attachment=which == "xlsx",
    )  # fmt: skip
    return noted(
        sent, "task_report.downloaded", "task_report", run.report_id, sha256=blob, number=run.number
    )

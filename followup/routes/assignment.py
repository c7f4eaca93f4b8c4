"""The assignment of a task as a document: as it would be printed now, and what was issued."""

from typing import Any
from uuid import UUID

from flask import Response

from documents.issuing.queries.lists import about
from documents.issuing.sources import OfficialKind, source_of
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, file_answer, made_file
from ecabinet.web.requests import current_actor, platform
from followup.assignment import SUBJECT, assignment_offered
from followup.routes.doors import TaskPath, api


@api.get(
    "/tasks/<uuid:task_id>/slip.pdf",
    operation_id="getTaskAssignmentSlip",
    summary="Phiếu giao việc, bản xem trước khi lấy số",
    responses=file_answer(PDF),
)
def get_slip(path: TaskPath) -> Response:
    """Show the assignment as it would be printed now, in the layout of the body that issued it.

    With number, book entry and signatures it is issued as an official document of kind
    `assignment` (draftOfficialDocument).
    """
    actor, source = current_actor(), source_of(OfficialKind.ASSIGNMENT)
    with platform().store.reading() as session:
        told = source.tell(session, actor, path.task_id, utc_now())
    drawn = run_blocking(source.draw, told.facts)
    sent = made_file(drawn, PDF, f"phieu-giao-viec-{str(path.task_id)[-6:]}.pdf")
    return noted(sent, "task.assignment_downloaded", "task", path.task_id)


def documents_of(task_id: UUID) -> dict[str, Any]:
    """Return what a page of a task shows of its official documents. Raises NotFound."""
    actor = current_actor()
    with platform().store.reading() as session:
        return {
            "official": about(session, actor, SUBJECT, task_id),
            "official_offers": assignment_offered(session, actor, task_id),
        }

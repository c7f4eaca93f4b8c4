"""What pages and operations of circulation ballots share: blueprints, loading, files."""

from uuid import UUID

from flask import Blueprint, Response
from pydantic import BaseModel

from documents.official.letter import build_letter
from documents.official.result_sheet import build_result_sheet
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.api import api_blueprint
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, made_file
from ecabinet.web.requests import current_actor, platform
from meetings.circulation.queries import detail, papers
from meetings.circulation.queries.shapes import CirculationOut

pages = Blueprint("circulation", __name__)
api = api_blueprint("circulation", "circulation")


class CirculationPath(BaseModel):
    """Which circulation ballot."""

    circulation_id: UUID


def load(circulation_id: UUID) -> CirculationOut:
    """Return it as the person signed in may see it. Raises NotFound."""
    with platform().store.reading() as session:
        return detail.circulation(session, current_actor(), circulation_id)


def letter_pdf(circulation_id: UUID) -> Response:
    """Send the letter that asks, written down as handed out. Raises NotFound."""
    with platform().store.reading() as session:
        facts = papers.letter(session, current_actor(), circulation_id, utc_now())
    return _pdf(run_blocking(build_letter, facts), "phieu-lay-y-kien", circulation_id)


def sheet_pdf(circulation_id: UUID) -> Response:
    """Send the result sheet. Raises NotFound, Denied; Conflict: not counted yet."""
    with platform().store.reading() as session:
        facts = papers.result_sheet(session, current_actor(), circulation_id)
    return _pdf(run_blocking(build_result_sheet, facts), "ket-qua-lay-y-kien", circulation_id)


def _pdf(data: bytes, name: str, circulation_id: UUID) -> Response:
    sent = made_file(data, PDF, f"{name}-{str(circulation_id)[-6:]}.pdf")
    return noted(sent, "circulation.exported", "circulation", circulation_id, file=name)

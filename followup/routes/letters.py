"""The letter of chasing before it has its number, for those who work on it."""

from uuid import UUID

from flask import Response

from documents.issuing.sources import OfficialKind, source_of
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform
from followup import access
from followup.chase_policies import ChasePermission


def letter_file(chase_id: UUID) -> Response:
    """Send the draft of the letter as it would be printed now. Raises NotFound, Denied."""
    actor, source = current_actor(), source_of(OfficialKind.CHASE)
    with platform().store.reading() as session:
        access.chase(session, actor, chase_id, ChasePermission.SEE_DRAFT)
        told = source.tell(session, actor, chase_id, utc_now())
    drawn = run_blocking(source.draw, told.facts)
    headers = {"Content-Disposition": 'inline; filename="cong-van-don-doc.pdf"'}
    sent = Response(drawn, content_type="application/pdf", headers=headers)
    return noted(sent, "chase.downloaded", "chase", chase_id)

"""The letter of chasing before it has its number, for those who work on it."""

from uuid import UUID

from flask import Response

from documents.issuing.sources import OfficialKind, source_of
from documents.official.letter import OfficialLetter
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform
from followup import access
from followup.chase_letter import Planned, letter_before
from followup.chase_policies import ChasePermission


def letter_file(chase_id: UUID) -> Response:
    """Send the draft of the letter as it would be printed now. Raises NotFound, Denied."""
    actor, source = current_actor(), source_of(OfficialKind.CHASE)
    with platform().store.reading() as session:
        access.chase(session, actor, chase_id, ChasePermission.SEE_DRAFT)
        told = source.tell(session, actor, chase_id, utc_now())
    return noted(_drawn(told.facts), "chase.downloaded", "chase", chase_id)


def letter_preview(wish: Planned, unit_id: UUID) -> Response:
    """Send the letter that a unit would get, before anything is done.

    Raises NotFound, Denied; Invalid: body, signer or day cannot be.
    """
    with platform().store.reading() as session:
        facts = letter_before(session, current_actor(), wish, unit_id, utc_now())
    return _drawn(facts)


def _drawn(facts: OfficialLetter) -> Response:
    drawn = run_blocking(source_of(OfficialKind.CHASE).draw, facts)
    headers = {"Content-Disposition": 'inline; filename="cong-van-don-doc.pdf"'}
    return Response(drawn, content_type="application/pdf", headers=headers)

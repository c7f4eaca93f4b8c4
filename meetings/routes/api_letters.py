"""The letter of invitation as a PDF, to one person or to all with their list."""

import hashlib
from uuid import UUID

from flask import Response, send_file
from pydantic import BaseModel, Field

from documents.official.invitation import InvitationFacts, build_invitation
from documents.routes.api import cache
from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import PDF, file_answer
from ecabinet.web.requests import current_actor, platform
from meetings.queries.letters import invitation_facts
from meetings.routes.doors import MeetingPath, api


class LetterQuery(BaseModel):
    """To whom: one's own letter, that of a seat, or without one the general letter."""

    participant_id: UUID | None = Field(None, description="Whose letter; none: the general one.")


@api.get(
    "/meetings/<uuid:meeting_id>/invitation.pdf",
    operation_id="getInvitationLetter",
    summary="Giấy mời",
    responses=file_answer(PDF),
)
def show_letter(path: MeetingPath, query: LetterQuery) -> Response:
    """Show the letter of invitation; everybody invited may have one's own."""
    with platform().store.reading() as session:
        facts = invitation_facts(
            session, current_actor(), path.meeting_id, query.participant_id, utc_now()
        )
    sent = send_file(_kept(facts), mimetype=PDF, download_name="giay-moi.pdf", max_age=0)
    return noted(sent, "invitation.downloaded", "meeting", path.meeting_id)


def _kept(facts: InvitationFacts) -> str:
    """Return the file for these facts: the same facts are drawn once."""
    kept = cache()
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    key = f"invitations/{digest[:2]}/{digest}.pdf"
    path = kept.get_or_make(key, lambda: kept.put(key, run_blocking(build_invitation, facts)))
    return str(path)

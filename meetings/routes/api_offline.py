"""The API of what tablets keep to read without network."""

from flask import Response

from ecabinet.core.clock import utc_now
from ecabinet.web.api import answer
from ecabinet.web.requests import current_actor, platform
from meetings.queries.offline import OfflinePapers, offline_papers
from meetings.routes.doors import MeetingPath, api


@api.get(
    "/meetings/<uuid:meeting_id>/offline-papers",
    operation_id="listOfflinePapers",
    summary="Tài liệu lưu được trên máy",
    responses={200: OfflinePapers},
)
def list_offline_papers(path: MeetingPath) -> Response:
    """List the papers of a called meeting that the tablet of who takes part may keep.

    What a tablet holds and this does not name, recalled papers too, it must forget.
    """
    with platform().store.reading() as session:
        return answer(offline_papers(session, current_actor(), path.meeting_id, utc_now()))

"""How a unit's files lie on a request, seen by the unit and the secretariat only."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.containers import Container, Place
from ecabinet.core.rules import Having
from meetings import loading, policies
from meetings.models import AgendaItem, Meeting, PaperRequest
from meetings.places import MeetingPlace, RequestPlace
from meetings.policies import RequestPermission
from meetings.preparing import RequestState
from meetings.request_events import request_stream
from meetings.states import MeetingState

CONTAINER = "paper_request"


def request_path(request_id: UUID) -> str:
    """Return the page of a request."""
    return f"/paper-requests/{request_id}"


def describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    """Return title, page and day of the requests, in one query."""
    rows = session.execute(
        select(PaperRequest, AgendaItem, Meeting)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
        .where(PaperRequest.id.in_(ids))
    )
    return {
        row.id: Place(
            title=f"{row.name} · {item.number}. {item.title}",
            url=request_path(row.id),
            at=meeting.starts_at,
        )
        for row, item, meeting in rows
    }


def stream_of(place: RequestPlace[MeetingPlace]) -> str:
    """Return where it is announced that a file is ready."""
    return request_stream(place.request.id)


def samples(unit_id: UUID) -> list[RequestPlace[Meeting]]:
    """Return a request that the unit was sent, and one of its own meeting to another unit."""
    return [_sample(uuid4(), unit_id), _sample(unit_id, uuid4())]


def _sample(body: UUID, unit_id: UUID) -> RequestPlace[Meeting]:
    meeting = Meeting(id=uuid4(), unit_id=body, state=MeetingState.DRAFT)
    request = PaperRequest(id=uuid4(), unit_id=unit_id, state=RequestState.ASKED)
    return RequestPlace(meeting, AgendaItem(id=uuid4()), request)


REQUEST = Container(
    load=loading.request_place,
    may_read=Having(RequestPermission.READ),
    may_annotate=Having(RequestPermission.READ),
    may_upload=Having(RequestPermission.FILL),
    visible_ids=policies.requests_visible_to,
    describe=describe,
    stream=stream_of,
    whole=loading.whole_request,
    samples=samples,
)

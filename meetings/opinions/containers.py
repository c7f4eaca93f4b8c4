"""How files lie on a written opinion: the rules that documents ask."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from ecabinet.core.rules import Having
from meetings.models import AgendaItem, Meeting
from meetings.opinions import loading
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.places import GivenPlace, OpinionPlace
from meetings.opinions.policies import WrittenPermission, opinions_visible_to
from meetings.opinions.states import Audience, Naming
from meetings.opinions.telling import path_of, stream_of
from meetings.places import MeetingPlace
from meetings.states import MeetingState

KIND = "opinion"


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.execute(
        select(WrittenOpinion.id, AgendaItem, Meeting)
        .join(AgendaItem, AgendaItem.id == WrittenOpinion.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(WrittenOpinion.id.in_(ids))
    )
    return {
        key: Place(f"{meeting.title} · {item.number}. {item.title}", path_of(item.id))
        for key, item, meeting in rows
    }


def _stream(one: GivenPlace[MeetingPlace]) -> str:
    return stream_of(one.opinion.item_id)


def sample_places(unit_id: UUID) -> list[OpinionPlace[Meeting]]:
    """Return an item of a meeting in which nobody has a part, with opinions asked for."""
    state = MeetingState.CALLED
    meeting = Meeting(id=uuid4(), unit_id=unit_id, state=state, participants=[])
    call = OpinionCall(item_id=uuid4(), naming=Naming.NAMED, audience=Audience.DESK)
    return [OpinionPlace(meeting, AgendaItem(id=call.item_id), call)]


def sample_opinions(unit_id: UUID) -> list[GivenPlace[Meeting]]:
    """Return an opinion on it that is nobody's."""
    return [
        GivenPlace(at, WrittenOpinion(id=uuid4(), person_id=uuid4(), anonymous=False))
        for at in sample_places(unit_id)
    ]


OPINION = Container(
    load=loading.given_place,
    may_read=Having(WrittenPermission.READ),
    may_annotate=nobody,
    may_upload=Having(WrittenPermission.ADD_FILE),
    visible_ids=opinions_visible_to,
    describe=_describe,
    stream=_stream,
    whole=loading.whole_opinion,
)

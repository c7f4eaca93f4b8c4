"""How papers lie on agenda items: the rules that documents ask."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.containers import Container, Place
from ecabinet.core.rules import Having
from meetings import events, loading, policies
from meetings.audience import concerned_by, of_item
from meetings.models import AgendaItem, AgendaTemplate, Meeting
from meetings.places import ItemPlace, MeetingPlace
from meetings.policies import ItemPermission
from meetings.states import MeetingState


def describe(session: Session, item_ids: Collection[UUID]) -> Mapping[UUID, Place]:
    """Return title, page and day of the items, in one query."""
    rows = session.execute(
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.id.in_(item_ids))
    )
    return {
        item.id: Place(
            title=f"{meeting.title} · {item.number}. {item.title}",
            url=f"/meetings/{meeting.id}#item-{item.id}",
            at=meeting.starts_at,
            due_at=meeting.called_at,
        )
        for item, meeting in rows
    }


def load_whole(session: Session, item_id: UUID) -> ItemPlace[Meeting] | None:
    """Return the item in its whole meeting, with everybody's seats."""
    item = session.get(AgendaItem, item_id)
    meeting = loading.meeting(session, item.meeting_id) if item and not item.removed_at else None
    return ItemPlace(meeting, item) if item and meeting else None


def stream_of(place: ItemPlace[MeetingPlace]) -> str:
    """Return where it is announced that a paper is ready: ids only, so guests may hear it too."""
    return events.everybody(place.meeting.id)


def sample_meetings(unit_id: UUID) -> list[Meeting]:
    """Return meetings of a body in which nobody has a seat."""
    states = (MeetingState.DRAFT, MeetingState.CALLED, MeetingState.IN_SESSION)
    return [Meeting(id=uuid4(), unit_id=unit_id, state=state) for state in states]


def sample_items(unit_id: UUID) -> list[ItemPlace[Meeting]]:
    """Return items of such meetings."""
    return [ItemPlace(m, AgendaItem(id=uuid4())) for m in sample_meetings(unit_id)]


def sample_templates(unit_id: UUID) -> list[AgendaTemplate]:
    """Return a template of a body."""
    return [AgendaTemplate(id=uuid4(), unit_id=unit_id)]


AGENDA_ITEM = Container(
    load=loading.item_place,
    may_read=Having(ItemPermission.READ),
    may_annotate=Having(ItemPermission.ANNOTATE),
    may_upload=Having(ItemPermission.UPLOAD),
    visible_ids=policies.items_visible_to,
    describe=describe,
    stream=stream_of,
    whole=load_whole,
    samples=sample_items,
    audience=of_item,
    may_point=Having(ItemPermission.POINT),
    may_manage=Having(ItemPermission.GRANT),
    managed_ids=policies.items_managed_by,
    concerned=concerned_by,
)

"""How papers lie on agenda items: the rules that documents ask."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.containers import Container, Place
from ecabinet.core.rules import Having
from meetings import events, loading, policies
from meetings.models import AgendaItem, Meeting
from meetings.places import ItemPlace, MeetingPlace
from meetings.policies import ItemPermission


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
        )
        for item, meeting in rows
    }


def stream_of(place: ItemPlace[MeetingPlace]) -> str:
    """Return where it is announced that a paper is ready: ids only, so guests may hear it too."""
    return events.everybody(place.meeting.id)


AGENDA_ITEM = Container(
    load=loading.item_place,
    may_read=Having(ItemPermission.READ),
    may_annotate=Having(ItemPermission.ANNOTATE),
    may_upload=Having(ItemPermission.UPLOAD),
    visible_ids=policies.items_visible_to,
    describe=describe,
    stream=stream_of,
)

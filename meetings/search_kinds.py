"""What can be found of meetings: their titles, their items, and the conclusions issued."""

from collections.abc import Collection, Mapping
from typing import TypeVar
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, Kind, Watch, Words, register_kind
from meetings import policies
from meetings.models import AgendaItem, Conclusion, Meeting
from meetings.states import ConclusionState

T = TypeVar("T", AgendaItem, Conclusion)


def register_search_kinds() -> None:
    """Register meetings, items and conclusions."""
    register_kind(
        Kind(
            key="meeting",
            rank=5,
            label=_l("Cuộc họp"),
            icon="meeting",
            words=_meeting_words,
            visible=lambda actor: select(Meeting.id).where(policies.visible_to(actor)),
            cards=_meeting_cards,
            every=lambda: select(Meeting.id),
            watch=(Watch(Meeting, ("title", "starts_at"), lambda meeting: meeting.id),),
        )
    )
    register_kind(
        Kind(
            key="agenda_item",
            rank=6,
            label=_l("Nội dung họp"),
            icon="list",
            words=_item_words,
            visible=policies.items_visible_to,
            cards=_item_cards,
            every=lambda: select(AgendaItem.id).where(AgendaItem.removed_at.is_(None)),
            watch=(
                Watch(
                    AgendaItem,
                    ("title", "presenter_name", "presenter_unit", "removed_at"),
                    lambda item: item.id,
                ),
            ),
        )
    )
    register_kind(
        Kind(
            key="conclusion",
            rank=7,
            label=_l("Kết luận"),
            icon="gavel",
            words=_conclusion_words,
            visible=policies.conclusions_visible_to,
            cards=_conclusion_cards,
            every=lambda: select(Conclusion.id).where(Conclusion.state == ConclusionState.ISSUED),
            watch=(Watch(Conclusion, ("text", "state"), lambda conclusion: conclusion.id),),
        )
    )


def _meeting_words(session: Session, meeting_id: UUID) -> Words | None:
    row = session.get(Meeting, meeting_id)
    return Words(row.title, at=row.starts_at) if row else None


def _meeting_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.scalars(
        select(Meeting).options(joinedload(Meeting.unit)).where(Meeting.id.in_(ids))
    )
    return {
        row.id: Card(row.title, f"/meetings/{row.id}", row.unit.name, row.starts_at) for row in rows
    }


def _item_words(session: Session, item_id: UUID) -> Words | None:
    item = session.get(AgendaItem, item_id)
    if item is None or item.removed_at is not None:
        return None
    meeting = session.get_one(Meeting, item.meeting_id)
    who = f"{item.presenter_name} {item.presenter_unit}".strip()
    return Words(f"{item.title} {who}".strip(), at=meeting.starts_at)


def _item_cards(session: Session, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Card]:
    rows = session.execute(_in_meetings(AgendaItem).where(AgendaItem.id.in_(ids)))
    return {
        item.id: Card(
            title=f"{item.number}. {item.title}",
            url=f"/meetings/{meeting.id}#item-{item.id}",
            note=meeting.title,
            at=meeting.starts_at,
        )
        for item, meeting in rows
    }


def _conclusion_words(session: Session, conclusion_id: UUID) -> Words | None:
    row = session.get(Conclusion, conclusion_id)
    if row is None or row.state != ConclusionState.ISSUED:
        return None
    return Words("", {1: row.text}, row.issued_at)


def _conclusion_cards(
    session: Session, _actor: Actor, ids: Collection[UUID]
) -> Mapping[UUID, Card]:
    rows = session.execute(_in_meetings(Conclusion).where(Conclusion.id.in_(ids)))
    return {
        row.id: Card(
            title=str(_("Kết luận %(number)s", number=row.number)),
            url=f"/meetings/{meeting.id}#conclusions",
            note=meeting.title,
            at=row.issued_at,
        )
        for row, meeting in rows
    }


def _in_meetings(model: type[T]) -> Select[T, Meeting]:
    return select(model, Meeting).join(Meeting, Meeting.id == model.meeting_id)

"""Meetings, agenda items and bodies, for those who ask who may do what with them."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from ecabinet.core.things import (
    MOST,
    Found,
    Kind,
    about_nothing,
    id_in,
    never_chosen,
    register_things,
)
from meetings import loading
from meetings.ballot_things import ballot_things
from meetings.containers import load_whole, sample_items, sample_meetings, sample_templates
from meetings.minutes.things import register_minutes_things
from meetings.models import AgendaItem, Meeting
from meetings.opinions.things import register_opinion_things
from meetings.policies import ItemPermission, MeetingPermission
from meetings.request_container import samples

NEWEST = 500


def register_meeting_things() -> None:
    """Register meetings, their items and votes, and the units that meet."""
    register_things(
        Kind("meeting", _l("Phiên họp"), _search, _name, loading.meeting, sample_meetings)
    )
    register_things(
        Kind("agenda_item", _l("Nội dung họp"), _search_items, _name_item, load_whole, sample_items)
    )
    register_things(ballot_things(_search, _label))
    register_things(never_chosen("agenda_template", _l("Mẫu chương trình"), sample_templates))
    register_things(
        Kind("body", _l("Cơ quan họp"), _search_bodies, _name_body, _load_body, lambda unit: [unit])
    )
    register_things(never_chosen("paper_request", _l("Tài liệu đề nghị đơn vị"), samples))
    register_opinion_things(_search_items, _name_item)
    register_minutes_things(_search, _name)
    register_things(never_chosen("room", _l("Phòng họp"), about_nothing))


def _search(session: Session, actor: Actor, text: str) -> list[Found]:
    """By title among the meetings one may know of; all others by body, day or address."""
    rows = session.scalars(
        select(Meeting).options(joinedload(Meeting.unit)).order_by(Meeting.starts_at.desc())
        .limit(NEWEST)
    )  # fmt: skip
    wanted, key = fold(text).split(), id_in(text)
    found: list[Found] = []
    for row in rows:
        label = _label(session, actor, row)
        if row.id == key or (wanted and all(word in fold(label) for word in wanted)):
            found.append(Found("meeting", row.id, label))
    return found[:MOST]


def _label(session: Session, actor: Actor, row: Meeting) -> str:
    day = f"{office_time(row.starts_at):%d/%m/%Y, %H:%M}"
    place = loading.place(session, actor, row.id)
    if place is not None and allows(actor, MeetingPermission.READ, place):
        return f"{row.title}, {row.unit.name}, {day}"
    return str(_("Phiên họp của %(unit)s, %(day)s", unit=row.unit.name, day=day))


def _name(session: Session, actor: Actor, meeting_id: UUID) -> str | None:
    row = session.get(Meeting, meeting_id)
    return _label(session, actor, row) if row else None


def _search_items(session: Session, actor: Actor, text: str) -> list[Found]:
    """The items of the meetings found; or the one whose address was pasted."""
    key = id_in(text)
    ids: Iterable[UUID] = [key] if key else []
    parents = [found.id for found in _search(session, actor, text)]
    rows = session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.removed_at.is_(None),
            AgendaItem.meeting_id.in_(parents) | AgendaItem.id.in_(list(ids)),
        )
        .order_by(AgendaItem.meeting_id.desc(), AgendaItem.position)
        .limit(MOST)
    )
    return [Found("agenda_item", row.id, _item_label(session, actor, row)) for row in rows]


def _item_label(session: Session, actor: Actor, row: AgendaItem) -> str:
    place = loading.item_place(session, actor, row.id)
    meeting = session.get_one(Meeting, row.meeting_id)
    title = row.title if place and allows(actor, ItemPermission.READ, place) else ""
    words = _("Nội dung %(number)s: %(title)s", number=row.number, title=title)
    return f"{str(words).removesuffix(': ')} · {_label(session, actor, meeting)}"


def _name_item(session: Session, actor: Actor, item_id: UUID) -> str | None:
    row = session.get(AgendaItem, item_id)
    return _item_label(session, actor, row) if row and not row.removed_at else None


def _search_bodies(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By any word of the unit's name or code, or by address."""
    wanted, key = fold(text).split(), id_in(text)
    rows = session.scalars(select(Unit).order_by(Unit.rank, Unit.name)) if wanted else ()
    fits = (
        row
        for row in rows
        if row.id == key or all(word in fold(f"{row.name} {row.code}") for word in wanted)
    )
    return [Found("body", row.id, row.name) for row in fits][:MOST]


def _name_body(session: Session, _actor: Actor, unit_id: UUID) -> str | None:
    row = session.get(Unit, unit_id)
    return row.name if row else None


def _load_body(session: Session, unit_id: UUID) -> UUID | None:
    """The rules about a body look at its id only."""
    return unit_id if session.get(Unit, unit_id) else None

"""The minutes of a meeting as one person may see them; the number of queries is constant."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.official.minutes_facts import MinutesFacts
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings.minutes import access
from meetings.minutes.access import Held
from meetings.minutes.models import MinutesAmendment, MinutesBlock
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.queries.shapes import MinutesBlockOut, MinutesOut, MinutesRights
from meetings.minutes.states import AmendmentState, MinutesState, TextPlace
from meetings.minutes.text import read
from meetings.places import ItemPlace
from meetings.policies import ItemPermission, MeetingPermission
from meetings.queries.minutes import minutes_facts
from meetings.states import MeetingState


@dataclass(frozen=True)
class Found:
    """The minutes without their parts, and what those are made of: facts, and texts by slot."""

    shown: MinutesOut
    facts: MinutesFacts
    item_ids: list[UUID]
    texts: dict[str, MinutesBlockOut]


def minutes_found(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> Found:
    """Return what the actor may see. Raises NotFound; Conflict: the session has not begun."""
    at = access.minutes(session, actor, meeting_id, MinutesPermission.READ)
    facts, _final = minutes_facts(session, actor, meeting_id, now)
    items = readable_items(actor, at)
    rows = block_rows(session, meeting_id) if at.minutes else []
    seen = [row for row in rows if row.item_id is None or row.item_id in items]
    waiting = _waiting(session, actor, at, [row.id for row in seen])
    names = names_of(session, {row.edited_by for row in seen} | _approver(at))
    texts = {row.slot: _block(row, names, waiting[row.id]) for row in seen}
    missing = len([key for key in items if str(key) not in texts]) if at.minutes else 0
    shown = _minutes(actor, at, names, waiting.total(), missing, now)
    return Found(shown, facts, items, texts)


def readable_items(actor: Actor, at: Held) -> list[UUID]:
    """Return the items the actor may read, in the order of the agenda."""
    place = at.meeting
    found = place.row.items
    return [i.id for i in found if allows(actor, ItemPermission.READ, ItemPlace(place, i))]


def block_rows(session: Session, meeting_id: UUID) -> list[MinutesBlock]:
    """Return all texts, unchecked; one query."""
    query = select(MinutesBlock).where(MinutesBlock.meeting_id == meeting_id)
    return list(session.scalars(query))


def names_of(session: Session, ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Return the names of people by id, "" for nobody; one query."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(set(ids) - {None})))
    return {None: "", **dict(rows.all())}


def _approver(at: Held) -> set[UUID | None]:
    return {at.minutes.approved_by} if at.minutes else set()


def _waiting(session: Session, actor: Actor, at: Held, block_ids: list[UUID]) -> Counter[UUID]:
    """Count the amendments that wait, by text: all for who leads, else one's own."""
    query = select(MinutesAmendment.block_id).where(
        MinutesAmendment.block_id.in_(block_ids),
        MinutesAmendment.state == AmendmentState.PENDING,
    )
    if not allows(actor, MinutesPermission.READ_WORK, at):
        query = query.where(MinutesAmendment.person_id == actor.person_id)
    return Counter(session.scalars(query))


def _block(row: MinutesBlock, names: dict[UUID | None, str], waiting: int) -> MinutesBlockOut:
    return MinutesBlockOut(
        id=row.id,
        place=TextPlace.ITEM if row.item_id else TextPlace(row.slot),
        item_id=row.item_id,
        body=list(read(row.body)),
        version=row.version,
        edited_at=row.edited_at,
        edited_by=names.get(row.edited_by, ""),
        waiting=waiting,
    )


def _minutes(
    actor: Actor, at: Held, names: dict[UUID | None, str], waiting: int, missing: int, now: datetime
) -> MinutesOut:
    row, meeting = at.minutes, at.meeting.row
    taking = is_taking(at, now)
    return MinutesOut(
        meeting_id=meeting.id,
        meeting_title=meeting.title,
        meeting_state=MeetingState(meeting.state),
        starts_at=meeting.starts_at,
        state=MinutesState(row.state) if row else None,
        revision=row.revision if row else 0,
        due_at=row.due_at if row else None,
        circulated_at=row.circulated_at if row else None,
        approved_at=row.approved_at if row else None,
        approved_by=names.get(row.approved_by, "") if row else "",
        taking=taking,
        waiting=waiting,
        missing=missing,
        parts=[],
        rights=_rights(actor, at, taking, waiting, missing),
    )


def is_taking(at: Held, now: datetime) -> bool:
    """Whether amendments are taken now."""
    row = at.minutes
    sent = row is not None and row.state == MinutesState.CIRCULATED
    return bool(sent and row and row.due_at and now <= row.due_at)


def _rights(actor: Actor, at: Held, taking: bool, waiting: int, missing: int) -> MinutesRights:
    def may(permission: MinutesPermission) -> bool:
        return allows(actor, permission, at)

    row, ended = at.minutes, at.meeting.state == MeetingState.CLOSED
    unlocked = row is not None and row.state != MinutesState.APPROVED
    edit, chair = may(MinutesPermission.EDIT), may(MinutesPermission.APPROVE) and unlocked
    return MinutesRights(
        open=edit and (row is None or (unlocked and missing > 0)),
        edit=edit and unlocked,
        circulate=edit and unlocked and ended,
        chair=chair,
        approve=chair and ended and not taking and not waiting,
        amend=taking and actor.deputy is None and may(MinutesPermission.AMEND),
        read_work=row is not None and may(MinutesPermission.READ_WORK),
        official=allows(actor, MeetingPermission.READ_MINUTES, at.meeting),
    )

"""The items of a meeting with how far their opinions are; the number of queries is constant."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.permissions import allows
from meetings import access
from meetings.models import AgendaItem
from meetings.opinions.access import Held
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.places import OpinionPlace
from meetings.opinions.policies import OpinionsPermission
from meetings.opinions.queries.item import call_shape, is_own, standing_rows, visible
from meetings.opinions.queries.naming import usual_naming
from meetings.opinions.queries.shapes import ItemOpinionsOut, MeetingOpinionsOut
from meetings.policies import MeetingPermission
from meetings.states import EDITABLE, MeetingState


def places_of(session: Session, actor: Actor, meeting_id: UUID) -> list[Held]:
    """Return the items that the actor may know of, in order. Raises NotFound: of the meeting."""
    at = access.place(session, actor, meeting_id, MeetingPermission.READ)
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_(None))
        .order_by(AgendaItem.position)
    ).all()
    rows = session.scalars(select(OpinionCall).where(OpinionCall.meeting_id == meeting_id))
    calls = {row.item_id: row for row in rows}
    places = [OpinionPlace(at, item, calls.get(item.id)) for item in items]
    return [one for one in places if allows(actor, OpinionsPermission.READ, one)]


def meeting_opinions(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> MeetingOpinionsOut:
    """Return the list as the actor may see it. Raises NotFound."""
    at = access.place(session, actor, meeting_id, MeetingPermission.READ)
    places = places_of(session, actor, meeting_id)
    units = {one.call.unit_id for one in places if one.call and one.call.unit_id}
    names = {key: unit.name for key, unit in names_on(session, units, office_day(now)).items()}
    given: dict[UUID, list[WrittenOpinion]] = defaultdict(list)
    for row in standing_rows(session, [one.item.id for one in places if one.call]):
        given[row.item_id].append(row)
    return MeetingOpinionsOut(
        meeting_id=meeting_id,
        meeting_title=at.row.title,
        meeting_state=MeetingState(at.state),
        starts_at=at.row.starts_at,
        naming=usual_naming(session, at.row),
        items=[_line(actor, one, given[one.item.id], names, now) for one in places],
    )


def _line(
    actor: Actor, at: Held, rows: list[WrittenOpinion], names: dict[UUID, str], now: datetime
) -> ItemOpinionsOut:
    call = call_shape(at.call, at.meeting.state, names, now) if at.call else None
    waiting = [row for row in visible(actor, at, rows) if row.reply_at is None]
    return ItemOpinionsOut(
        item_id=at.item.id,
        number=at.item.number,
        level=at.item.level,
        title=at.item.title,
        call=call,
        count=len(rows),
        gave=any(is_own(actor, at, row) for row in rows),
        to_answer=len(waiting) if call and call.over else 0,
        may_open=call is None
        and at.meeting.state in EDITABLE
        and allows(actor, OpinionsPermission.OPEN, at),
    )

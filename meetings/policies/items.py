"""Rules about one agenda item and its papers."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from ecabinet.core.actors import Actor
from ecabinet.core.among import among
from ecabinet.core.permissions import Permission, reaches
from ecabinet.core.rules import Looking, all_of, any_of
from meetings.catalogue import Function
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.places import Gathered, ItemPlace
from meetings.policies.sessions import (
    given,
    guides,
    is_more_than_guest,
    is_no_guest,
    is_not_over,
    is_secretariat,
    knows,
    led_by,
    participant_of,
    plans,
    seat_where,
    secretariat_of,
)
from meetings.states import MeetingState

_ABOVE = aliased(AgendaItem)


class ItemPermission(Permission):
    """What can be done to one agenda item and its papers."""

    READ = "agenda_item:read"
    ANNOTATE = "agenda_item:annotate"
    UPLOAD = "agenda_item:upload"
    POINT = "agenda_item:point"
    GRANT = "agenda_item:grant"
    ASK_PAPERS = "agenda_item:ask_papers"


def is_invited_for(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """Was invited as a guest for this very item, or for one it lies in that is open to guests."""
    seat = participant_of(actor, place.meeting)
    if seat is None or not seat.item_ids:
        return False
    return not seat.item_ids.isdisjoint(place.item.covering)


def _meeting_of(place: ItemPlace[Gathered]) -> Gathered:
    return place.meeting


def is_cleared_for_item(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """May know of things as secret as the item."""
    return (place.item.secrecy or 0) <= actor.clearance


reads_item = all_of(
    Looking(knows, _meeting_of),
    any_of(Looking(is_more_than_guest, _meeting_of), is_invited_for),
    is_cleared_for_item,
)
# Before the session closes: then the meeting layer is a record.
annotates_item = all_of(Looking(all_of(is_no_guest, is_not_over), _meeting_of), is_cleared_for_item)
points_on_item = all_of(reads_item, Looking(all_of(guides, is_not_over), _meeting_of))
uploads_to_item = all_of(Looking(plans, _meeting_of), is_cleared_for_item)
# Also after the session: who may still read then is the secretariat's to say.
grants_on_item = all_of(Looking(is_secretariat, _meeting_of), is_cleared_for_item)


def items_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the agenda items the actor may read: the twin of `reads_item`."""
    over = select(_ABOVE.parent_id).where(_ABOVE.id == AgendaItem.parent_id)
    grandparent = over.correlate(AgendaItem).scalar_subquery()
    theirs = (
        select(GuestItem.item_id)
        .join(Participant, Participant.id == GuestItem.participant_id)
        .where(Participant.person_id == actor.person_id, Participant.removed_at.is_(None))
    )
    invited_above = or_(among(AgendaItem.parent_id, theirs), among(grandparent, theirs))
    invited = or_(
        among(AgendaItem.id, theirs), and_(AgendaItem.members_only.is_(False), invited_above)
    )
    full_seat = seat_where(actor, Participant.function != Function.GUEST)
    called = Meeting.state != MeetingState.DRAFT
    return _cleared_items(
        actor, ItemPermission.READ, or_(led_by(actor), and_(called, or_(full_seat, invited)))
    )


def items_managed_by(actor: Actor) -> Select[UUID]:
    """The ids of the items on whose papers the actor grants: the twin of `is_secretariat`."""
    return _cleared_items(actor, ItemPermission.GRANT, secretariat_of(actor))


def _cleared_items(
    actor: Actor, permission: ItemPermission, rule: ColumnElement[bool]
) -> Select[UUID]:
    """The ids of standing items by a rule, up to the clearance, as far as a deputy's powers go."""
    within = given(actor) if reaches(actor, permission) else false()
    return (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.removed_at.is_(None), AgendaItem.secrecy <= actor.clearance, within, rule)
    )

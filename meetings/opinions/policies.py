"""Who may do what with written opinions: predicates, and their twin in SQL.

Writing is one's own and cannot be delegated. An opinion without a name is read by nobody but its
writer until no more are taken: who watches the list come in learns nothing.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import Permission, given_units, reaches
from ecabinet.core.rules import Looking, all_of, any_of
from meetings.catalogue import Function
from meetings.models import AgendaItem, Meeting, Participant
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.places import GivenPlace, OpinionPlace
from meetings.opinions.states import Audience, is_over, takes
from meetings.places import Gathered
from meetings.policies import (
    PREPARING,
    grants_on_item,
    is_cleared_for_item,
    is_no_guest,
    items_visible_to,
    leads,
    reads_item,
    takes_part,
    was_called,
)
from meetings.policies.sessions import led_by, seat_where
from meetings.states import GATHERING, MeetingState

Held = OpinionPlace[Gathered]
One = GivenPlace[Gathered]


class OpinionsPermission(Permission):
    """What can be done with the opinions on an item."""

    READ = "opinions:read"
    OPEN = "opinions:open"
    GIVE = "opinions:give"
    READ_ALL = "opinions:read_all"
    REPLY = "opinions:reply"


class WrittenPermission(Permission):
    """What can be done with one opinion and its files."""

    READ = "opinion:read"
    CHANGE = "opinion:change"
    ADD_FILE = "opinion:add_file"


def works_in_the_answering_unit(actor: Actor, place: Held) -> bool:
    """Holds an office in the unit that answers the opinions on the item."""
    unit_id = place.call.unit_id if place.call else None
    return unit_id is not None and unit_id in actor.units_as(*PREPARING)


def is_shown_to_members(_actor: Actor, place: Held) -> bool:
    """The members may read opinions on this item, by now."""
    if place.call is None or place.call.audience == Audience.DESK:
        return False
    return place.call.audience == Audience.AT_ONCE or _over(place)


def _over(place: Held) -> bool:
    call = place.call
    return call is not None and is_over(place.meeting.state, call.closed_at, call.due_at, utc_now())


def wrote_it(actor: Actor, one: One) -> bool:
    """Wrote it, and acts in person."""
    return _in_person(actor) and one.opinion.person_id == actor.person_id


def _in_person(actor: Actor) -> bool:
    return actor.person_id is not None and actor.deputy is None


def speaks_for_its_unit(actor: Actor, one: One) -> bool:
    """Holds an office in the unit in whose name it was given, and acts in person."""
    return _in_person(actor) and one.opinion.unit_id in actor.units_as(*PREPARING)


def is_told(_actor: Actor, one: One) -> bool:
    """It stands; and bears a name, or no more opinions are taken on the item."""
    return one.opinion.withdrawn_at is None and (not one.opinion.anonymous or _over(one.at))


def may_have_files(_actor: Actor, one: One) -> bool:
    """It bears a name, stands, has no answer yet, and opinions are still taken."""
    call, opinion = one.at.call, one.opinion
    untouched = opinion.withdrawn_at is None and opinion.reply_at is None
    return (
        call is not None and not opinion.anonymous and untouched
        and takes(one.at.meeting.state, call.closed_at, call.due_at, utc_now())
    )  # fmt: skip


_meeting: Callable[[Any], Any] = lambda place: place.meeting  # noqa: E731
_at: Callable[[Any], Any] = lambda one: one.at  # noqa: E731

explains = all_of(works_in_the_answering_unit, Looking(was_called, _meeting), is_cleared_for_item)
gives = all_of(reads_item, Looking(takes_part, _meeting))
reads_all = any_of(
    all_of(Looking(leads, _meeting), is_cleared_for_item),
    explains,
    all_of(Looking(is_no_guest, _meeting), is_cleared_for_item, is_shown_to_members),
)
is_own = any_of(wrote_it, all_of(speaks_for_its_unit, Looking(gives, _at)))

POLICIES: dict[Permission, Any] = {
    OpinionsPermission.READ: any_of(reads_item, explains),
    OpinionsPermission.OPEN: grants_on_item,
    OpinionsPermission.GIVE: gives,
    OpinionsPermission.READ_ALL: reads_all,
    OpinionsPermission.REPLY: any_of(grants_on_item, explains),
    WrittenPermission.READ: any_of(is_own, all_of(is_told, Looking(reads_all, _at))),
    # Whether it can still be changed is a matter of time, and said in words.
    WrittenPermission.CHANGE: all_of(is_own, Looking(gives, _at)),
    WrittenPermission.ADD_FILE: all_of(is_own, Looking(gives, _at), may_have_files),
}


def _units(place: Held) -> tuple[UUID, ...]:
    answering = place.call.unit_id if place.call else None
    return (place.meeting.unit_id, *([answering] if answering else []))


UNITS: dict[Any, Callable[[Any], tuple[UUID, ...]]] = {
    **dict.fromkeys(OpinionsPermission, _units),
    **dict.fromkeys(WrittenPermission, lambda one: _units(one.at)),
}


def opinions_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the opinions the actor may read: the twin of `WrittenPermission.READ`."""
    query = (
        select(WrittenOpinion.id)
        .join(OpinionCall, OpinionCall.item_id == WrittenOpinion.item_id)
        .join(AgendaItem, AgendaItem.id == WrittenOpinion.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.removed_at.is_(None))
    )
    if actor.person_id is None or not reaches(actor, WrittenPermission.READ):
        return query.where(false())
    return query.where(_within(actor), or_(_own(actor), and_(_told(), _all_read_by(actor))))


def calls_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the items with opinions that the actor may know of: the twin of READ."""
    query = (
        select(OpinionCall.item_id)
        .join(AgendaItem, AgendaItem.id == OpinionCall.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.removed_at.is_(None), AgendaItem.secrecy <= actor.clearance)
    )
    if not reaches(actor, OpinionsPermission.READ):
        return query.where(false())
    own = items_visible_to(actor).where(AgendaItem.id == OpinionCall.item_id)
    reading = own.correlate(OpinionCall).exists()
    return query.where(_within(actor), or_(reading, _explaining(actor)))


def _explaining(actor: Actor) -> ColumnElement[bool]:
    in_unit = OpinionCall.unit_id.in_(list(actor.units_as(*PREPARING)))
    return and_(in_unit, Meeting.state != MeetingState.DRAFT)


def _within(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    if units is None:
        return true()
    return or_(Meeting.unit_id.in_(list(units)), OpinionCall.unit_id.in_(list(units)))


def _own(actor: Actor) -> ColumnElement[bool]:
    if not _in_person(actor):
        return false()
    item = items_visible_to(actor).where(AgendaItem.id == WrittenOpinion.item_id)
    for_unit = and_(
        WrittenOpinion.unit_id.in_(list(actor.units_as(*PREPARING))),
        seat_where(actor),
        item.correlate(WrittenOpinion).exists(),
    )
    return or_(WrittenOpinion.person_id == actor.person_id, for_unit)


def over_in_sql() -> ColumnElement[bool]:
    """Opinions are taken no more: the twin of `is_over`."""
    return or_(
        OpinionCall.closed_at.is_not(None),
        OpinionCall.due_at < utc_now(),
        Meeting.state.not_in([*GATHERING, MeetingState.DRAFT]),
    )


def _told() -> ColumnElement[bool]:
    stands = WrittenOpinion.withdrawn_at.is_(None)
    return and_(stands, or_(WrittenOpinion.anonymous.is_(False), over_in_sql()))


def _all_read_by(actor: Actor) -> ColumnElement[bool]:
    called = Meeting.state != MeetingState.DRAFT
    member = and_(called, seat_where(actor, Participant.function != Function.GUEST))
    shown = or_(
        OpinionCall.audience == Audience.AT_ONCE,
        and_(OpinionCall.audience == Audience.CLOSED, over_in_sql()),
    )
    return and_(
        AgendaItem.secrecy <= actor.clearance,
        or_(led_by(actor), _explaining(actor), and_(member, shown)),
    )

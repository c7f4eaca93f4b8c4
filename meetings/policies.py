"""Who may do what with meetings. Predicates on meetings or places in them, and twins in SQL.

Administrators have no part here: who is not part of a meeting does not know of it.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate
from meetings import states
from meetings.catalogue import Function
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.places import Gathered, ItemPlace, Seat
from meetings.states import MeetingState, VoteState

LEADING = (Function.CHAIR, Function.SECRETARY)


class MeetingPermission(Permission):
    """What can be done to a meeting."""

    READ = "meeting:read"
    PLAN = "meeting:plan"
    CALL = "meeting:call"
    RUN = "meeting:run"
    CHECK_IN = "meeting:check_in"
    CHECK_IN_OTHERS = "meeting:check_in_others"
    READ_VOTES = "meeting:read_votes"
    READ_DRAFTS = "meeting:read_drafts"
    CONCLUDE = "meeting:conclude"
    ISSUE = "meeting:issue"
    READ_MINUTES = "meeting:read_minutes"


class ItemPermission(Permission):
    """What can be done to one agenda item and its papers."""

    READ = "agenda_item:read"
    ANNOTATE = "agenda_item:annotate"
    UPLOAD = "agenda_item:upload"


class BallotPermission(Permission):
    """What can be done with one's ballot in one vote."""

    READ = "ballot:read"
    CAST = "ballot:cast"


class BodyPermission(Permission):
    """What can be done for a body (a unit that meets)."""

    CREATE_MEETING = "body:create_meeting"


@dataclass(frozen=True)
class BallotPlace:
    """A person's place in one vote, read in a single query because many cast at once."""

    vote_id: UUID
    meeting_id: UUID
    vote_state: str
    voters: int
    participant_id: UUID
    person_id: UUID
    function: str
    entitled: bool
    has_cast: bool


def participant_of(actor: Actor, meeting: Gathered) -> Seat | None:
    """Return the actor's seat, None when there is none or it was taken away."""
    return next(
        (
            p
            for p in meeting.participants
            if p.person_id == actor.person_id and p.removed_at is None
        ),
        None,
    )


def has_function(actor: Actor, meeting: Gathered, *functions: Function) -> bool:
    """Whether the actor takes part as one of `functions`."""
    seat = participant_of(actor, meeting)
    return seat is not None and seat.function in functions


def is_secretariat(actor: Actor, meeting: Gathered) -> bool:
    """Is the meeting's secretary, or holds the secretary's office of the body."""
    return meeting.unit_id in actor.units_as(Role.SECRETARY) or has_function(
        actor, meeting, Function.SECRETARY
    )


def leads(actor: Actor, meeting: Gathered) -> bool:
    """Is of the secretariat, or chairs."""
    return is_secretariat(actor, meeting) or has_function(actor, meeting, Function.CHAIR)


def knows(actor: Actor, meeting: Gathered) -> bool:
    """Leads it; or takes part and the meeting has been called."""
    return leads(actor, meeting) or (
        meeting.state != MeetingState.DRAFT and participant_of(actor, meeting) is not None
    )


def is_no_guest(actor: Actor, meeting: Gathered) -> bool:
    """Knows the meeting, and not only single items of it."""
    return knows(actor, meeting) and not is_only_guest(actor, meeting)


def is_only_guest(actor: Actor, meeting: Gathered) -> bool:
    """Takes part as a guest of single items and in no other way."""
    return has_function(actor, meeting, Function.GUEST) and not leads(actor, meeting)


def takes_part(actor: Actor, meeting: Gathered) -> bool:
    """Has a seat in a meeting that has been called."""
    return knows(actor, meeting) and participant_of(actor, meeting) is not None


def sees_vote(actor: Actor, place: BallotPlace) -> bool:
    """Has a seat, not a guest's, in the meeting of a vote that has been opened."""
    return (
        place.person_id == actor.person_id
        and place.function != Function.GUEST
        and place.vote_state != VoteState.PREPARED
    )


def is_entitled(actor: Actor, place: BallotPlace) -> bool:
    """Was in the room on an entitled seat when the vote opened (frozen then)."""
    return sees_vote(actor, place) and place.entitled


def plans(actor: Actor, meeting: Gathered) -> bool:
    """Is of the secretariat of a meeting that is not over."""
    return is_secretariat(actor, meeting) and meeting.state in states.EDITABLE


def reads_item(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """Knows the meeting, and as a guest was invited for this item."""
    if not knows(actor, place.meeting):
        return False
    if not is_only_guest(actor, place.meeting):
        return True
    seat = participant_of(actor, place.meeting)
    return seat is not None and place.item.id in seat.item_ids


def annotates_item(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """Reads the item as no guest, before the session closes: then the meeting layer is a record."""
    return is_no_guest(actor, place.meeting) and place.meeting.state in states.EDITABLE


def uploads_to_item(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """Plans the meeting."""
    return plans(actor, place.meeting)


def creates_for(actor: Actor, unit_id: UUID) -> bool:
    """Holds the secretary's office of the body."""
    return unit_id in actor.units_as(Role.SECRETARY)


POLICIES: dict[Permission, Predicate] = {
    MeetingPermission.READ: knows,
    MeetingPermission.PLAN: is_secretariat,
    MeetingPermission.CALL: is_secretariat,
    MeetingPermission.RUN: leads,
    MeetingPermission.CHECK_IN: takes_part,
    MeetingPermission.CHECK_IN_OTHERS: is_secretariat,
    MeetingPermission.READ_VOTES: is_no_guest,
    MeetingPermission.READ_DRAFTS: leads,
    MeetingPermission.CONCLUDE: leads,
    MeetingPermission.ISSUE: leads,
    MeetingPermission.READ_MINUTES: is_no_guest,
    ItemPermission.READ: reads_item,
    ItemPermission.ANNOTATE: annotates_item,
    ItemPermission.UPLOAD: uploads_to_item,
    BallotPermission.READ: sees_vote,
    BallotPermission.CAST: is_entitled,
    BodyPermission.CREATE_MEETING: creates_for,
}


def _seat(actor: Actor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(Participant.id)
        .where(
            Participant.meeting_id == Meeting.id,
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
            *conditions,
        )
        .correlate(Meeting)
        .exists()
    )


def _led_by(actor: Actor) -> ColumnElement[bool]:
    """The twin of `leads`."""
    return or_(
        Meeting.unit_id.in_(list(actor.units_as(Role.SECRETARY))),
        _seat(actor, Participant.function.in_(LEADING)),
    )


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The meetings the actor may know of: the twin of `knows`."""
    return or_(_led_by(actor), and_(Meeting.state != MeetingState.DRAFT, _seat(actor)))


def items_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the agenda items the actor may read: the twin of `reads_item`."""
    invited = (
        select(GuestItem.item_id)
        .join(Participant, Participant.id == GuestItem.participant_id)
        .where(
            GuestItem.item_id == AgendaItem.id,
            Participant.meeting_id == Meeting.id,
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
        )
        .correlate(AgendaItem, Meeting)
        .exists()
    )
    full_seat = _seat(actor, Participant.function != Function.GUEST)
    called = Meeting.state != MeetingState.DRAFT
    return (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.removed_at.is_(None),
            or_(_led_by(actor), and_(called, or_(full_seat, invited))),
        )
    )

"""Who may do what with meetings. Predicates on meetings or places in them, and twins in SQL.

Administrators have no part here: who is not part of a meeting does not know of it.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, given_units, reaches
from ecabinet.core.rules import Looking, all_of, any_of
from meetings import states
from meetings.catalogue import Function
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.places import BallotPlace, Gathered, ItemPlace, Seat
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


def holds_secretary_office(actor: Actor, meeting: Gathered) -> bool:
    """Holds the secretary's office of the body."""
    return meeting.unit_id in actor.units_as(Role.SECRETARY)


def sits_as_secretary(actor: Actor, meeting: Gathered) -> bool:
    """Is the meeting's secretary."""
    return has_function(actor, meeting, Function.SECRETARY)


def chairs(actor: Actor, meeting: Gathered) -> bool:
    """Chairs the meeting."""
    return has_function(actor, meeting, Function.CHAIR)


def has_seat(actor: Actor, meeting: Gathered) -> bool:
    """Takes part, in whatever function."""
    return participant_of(actor, meeting) is not None


def was_called(_actor: Actor, meeting: Gathered) -> bool:
    """The invitations have gone out."""
    return meeting.state != MeetingState.DRAFT


def is_not_over(_actor: Actor, meeting: Gathered) -> bool:
    """The session has not been closed, nor the meeting cancelled."""
    return meeting.state in states.EDITABLE


def is_only_guest(actor: Actor, meeting: Gathered) -> bool:
    """Takes part as a guest of single items and in no other way."""
    return has_function(actor, meeting, Function.GUEST) and not leads(actor, meeting)


def is_more_than_guest(actor: Actor, meeting: Gathered) -> bool:
    """Is no guest of single items."""
    return not is_only_guest(actor, meeting)


is_secretariat = any_of(holds_secretary_office, sits_as_secretary)
leads = any_of(holds_secretary_office, sits_as_secretary, chairs)
knows = any_of(leads, all_of(has_seat, was_called))
is_no_guest = all_of(knows, is_more_than_guest)
takes_part = all_of(knows, has_seat)
plans = all_of(is_secretariat, is_not_over)


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


def is_invited_for(actor: Actor, place: ItemPlace[Gathered]) -> bool:
    """Was invited as a guest for this very item."""
    seat = participant_of(actor, place.meeting)
    return seat is not None and place.item.id in seat.item_ids


def _meeting_of(place: ItemPlace[Gathered]) -> Gathered:
    return place.meeting


reads_item = all_of(
    Looking(knows, _meeting_of), any_of(Looking(is_more_than_guest, _meeting_of), is_invited_for)
)
# Before the session closes: then the meeting layer is a record.
annotates_item = Looking(all_of(is_no_guest, is_not_over), _meeting_of)
uploads_to_item = Looking(plans, _meeting_of)


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
    if not reaches(actor, MeetingPermission.READ):
        return false()
    known = or_(_led_by(actor), and_(Meeting.state != MeetingState.DRAFT, _seat(actor)))
    return and_(known, _given(actor))


def _given(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    return true() if units is None else Meeting.unit_id.in_(units)


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
    given = _given(actor) if reaches(actor, ItemPermission.READ) else false()
    return (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.removed_at.is_(None),
            given,
            or_(_led_by(actor), and_(called, or_(full_seat, invited))),
        )
    )

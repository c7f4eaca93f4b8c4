"""Rules about a whole meeting and its body: predicates, and their twins in SQL.

Administrators have no part here: who is not part of a meeting does not know of it.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.among import among
from ecabinet.core.permissions import Permission, given_units, reaches
from ecabinet.core.rules import all_of, any_of
from meetings import states
from meetings.ballot_forms import Kind
from meetings.catalogue import Function
from meetings.models import AgendaItem, Conclusion, Meeting, Participant, Vote
from meetings.places import Gathered, Seat
from meetings.states import ConclusionState, MeetingState, VoteState

LEADING = (Function.CHAIR, Function.SECRETARY)


class MeetingPermission(Permission):
    """What can be done to a meeting."""

    READ = "meeting:read"
    PLAN = "meeting:plan"
    CALL = "meeting:call"
    RUN = "meeting:run"
    GUIDE = "meeting:guide"
    CHECK_IN = "meeting:check_in"
    CHECK_IN_OTHERS = "meeting:check_in_others"
    SEAT = "meeting:seat"
    SPEAK = "meeting:speak"
    ANSWER = "meeting:answer"
    ANSWER_OTHERS = "meeting:answer_others"
    READ_ANSWERS = "meeting:read_answers"
    READ_VOTES = "meeting:read_votes"
    READ_DRAFTS = "meeting:read_drafts"
    CONCLUDE = "meeting:conclude"
    CONFIRM = "meeting:confirm"
    ISSUE = "meeting:issue"
    READ_MINUTES = "meeting:read_minutes"
    READ_SPEAKING = "meeting:read_speaking"
    SHOW = "meeting:show"
    READ_SCREEN = "meeting:read_screen"


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


def presents(actor: Actor, meeting: Gathered) -> bool:
    """Was handed the lead, and still has the seat."""
    seat = participant_of(actor, meeting)
    return seat is not None and seat.id == meeting.presenter_id


def has_seat(actor: Actor, meeting: Gathered) -> bool:
    """Takes part, in whatever function."""
    return participant_of(actor, meeting) is not None


def is_its_screen(actor: Actor, meeting: Gathered) -> bool:
    """Is no person but a machine in the hall that was given this meeting's big screen."""
    return actor.screen_of == meeting.id


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
watches = any_of(is_no_guest, is_its_screen)
takes_part = all_of(knows, has_seat)
plans = all_of(is_secretariat, is_not_over)
guides = any_of(leads, all_of(knows, presents))


def creates_for(actor: Actor, unit_id: UUID) -> bool:
    """Holds the secretary's office of the body."""
    return unit_id in actor.units_as(Role.SECRETARY)


def seat_where(actor: Actor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The meetings with a seat of the actor's: looked up by the person, not meeting by meeting."""
    seats = select(Participant.meeting_id).where(
        Participant.person_id == actor.person_id, Participant.removed_at.is_(None), *conditions
    )
    return among(Meeting.id, seats)


def led_by(actor: Actor) -> ColumnElement[bool]:
    """The twin of `leads`."""
    return or_(
        Meeting.unit_id.in_(list(actor.units_as(Role.SECRETARY))),
        seat_where(actor, Participant.function.in_(LEADING)),
    )


def secretariat_of(actor: Actor) -> ColumnElement[bool]:
    """The twin of `is_secretariat`."""
    return or_(
        Meeting.unit_id.in_(list(actor.units_as(Role.SECRETARY))),
        seat_where(actor, Participant.function == Function.SECRETARY),
    )


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The meetings the actor may know of: the twin of `knows`."""
    if not reaches(actor, MeetingPermission.READ):
        return false()
    known = or_(led_by(actor), and_(Meeting.state != MeetingState.DRAFT, seat_where(actor)))
    return and_(known, given(actor))


def speaking_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The meetings whose statistics of speaking the actor may read: the twin of `leads`."""
    if not reaches(actor, MeetingPermission.READ_SPEAKING):
        return false()
    return and_(led_by(actor), given(actor))


def given(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    return true() if units is None else Meeting.unit_id.in_(units)


def minutes_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the meetings whose minutes the actor may read: the twin of `is_no_guest`."""
    within = given(actor) if reaches(actor, MeetingPermission.READ_MINUTES) else false()
    seat = seat_where(actor, Participant.function != Function.GUEST)
    seated = and_(Meeting.state != MeetingState.DRAFT, seat)
    return select(Meeting.id).where(within, or_(led_by(actor), seated))


def open_ballots_visible_to(actor: Actor, kinds: Collection[str]) -> Select[UUID]:
    """The ids of the votes, cast openly and told, whose ballots the actor may see gathered.

    A vote tells its ballots to whoever may read votes in its meeting. Gathered over time they are
    shown to whoever leads the meeting, and to its members where the kind of meeting is one of
    `kinds`, which allow that. (One's own ballots are everybody's own to see.)
    """
    seat = seat_where(actor, Participant.function != Function.GUEST)
    seated = and_(Meeting.state != MeetingState.DRAFT, Meeting.kind.in_(list(kinds)), seat)
    within = given(actor) if reaches(actor, MeetingPermission.READ_VOTES) else false()
    return (
        select(Vote.id)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(AgendaItem, AgendaItem.id == Vote.item_id)
        .where(told_openly(), AgendaItem.secrecy <= actor.clearance, within)
        .where(or_(led_by(actor), seated))
    )


def told_openly() -> ColumnElement[bool]:
    """Votes by name that have closed, count, and are published."""
    return and_(
        Vote.kind == Kind.OPEN,
        Vote.state == VoteState.CLOSED,
        Vote.published_at.is_not(None),
    )


def conclusions_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the issued conclusions the actor may read: the twin of `is_no_guest`."""
    seat = seat_where(actor, Participant.function != Function.GUEST)
    seated = and_(Meeting.state != MeetingState.DRAFT, seat)
    within = given(actor) if reaches(actor, MeetingPermission.READ_VOTES) else false()
    return (
        select(Conclusion.id)
        .join(Meeting, Meeting.id == Conclusion.meeting_id)
        .join(AgendaItem, AgendaItem.id == Conclusion.item_id)
        .where(
            Conclusion.state != ConclusionState.DRAFT,
            AgendaItem.secrecy <= actor.clearance,
            within,
            or_(led_by(actor), seated),
        )
    )

"""A substitute takes a seat over, once the secretariat agrees, and gives it back."""

from typing import Literal
from uuid import UUID

from ecabinet.catalogues.queries import book
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, calling, events, states
from meetings.answers import DECISIONS, AnswerKind, Approval
from meetings.calling import answers_of, seat_of_person, sits_for
from meetings.catalogue import Function
from meetings.commands.plan import MeetingRef
from meetings.commands.seating import hand_place
from meetings.commands.seats import new_seat, people, title_of
from meetings.fields import Command, Remark
from meetings.kinds import MEETING_KINDS
from meetings.models import Answer, GuestItem, Meeting, Participant
from meetings.policies import MeetingPermission
from meetings.queries.papers import layer_streams
from meetings.queries.presence import arrivals
from meetings.states import MeetingState
from meetings.telling import tell


class SubstituteDecision(Command):
    """Whether the substitute may come; a refusal needs its reason."""

    decision: Literal["approve", "refuse"]
    reason: Remark = ""


class DecideSubstitute(SubstituteDecision):
    """The decision, and whose substitute it is about."""

    meeting_id: UUID
    participant_id: UUID


def decide_substitute(uow: UnitOfWork, cmd: DecideSubstitute) -> MeetingRef:
    """Give the seat over, or refuse to; an approval can be taken back until the session opens.

    Raises:
        Conflict: nobody is proposed, it was decided so before, or the session has begun.
        Invalid: no reason for a refusal; the substitute left the office or takes part otherwise.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    if meeting.state != MeetingState.CALLED:
        raise Conflict("answer.not_now")
    seat = access.seat_of(uow, meeting.id, cmd.participant_id)
    answer = uow.session.get(Answer, seat.id)
    if answer is None or answer.approval is None:
        raise Conflict("answer.no_substitute")
    state = states.after(
        DECISIONS, cmd.decision, Approval(answer.approval), "answer.already_decided"
    )
    if state is Approval.APPROVED:
        _give(uow, meeting, seat, answer)
    else:
        if not cmd.reason:
            raise Invalid("answer.refusal_without_reason", field="reason")
        release(uow, meeting, seat)
    answer.approval, answer.refusal = state, cmd.reason if state is Approval.REFUSED else ""
    uow.audit("substitute.decided", "meeting", meeting.id, person_id=str(seat.person_id))
    changed(uow, meeting)
    what = "substitute_approved" if state is Approval.APPROVED else "substitute_refused"
    tell(uow, meeting, what, [seat.person_id], page="answer")
    return MeetingRef(id=meeting.id)


def check_substitute(uow: UnitOfWork, meeting: Meeting, seat: Participant, person_id: UUID) -> None:
    """Raise Conflict or Invalid unless the person may sit for whoever holds `seat`."""
    if seat.function in calling.WITHOUT_SUBSTITUTE:
        raise Conflict("answer.leader_substitute")
    answers = answers_of(uow.session, meeting.id)
    if sits_for(answers, seat.id) is not None:
        raise Conflict("answer.substitute_of_substitute")
    known = people(uow, [person_id])
    if person_id not in known:
        raise Invalid("answer.unknown_substitute", field="substitute_id")
    taken = seat_of_person(meeting.participants, person_id)
    if taken is not None:
        code = "answer.sits_for_another" if sits_for(answers, taken.id) else "answer.takes_part"
        raise Invalid(code, field="substitute_id", name=known[person_id].name)


def _give(uow: UnitOfWork, meeting: Meeting, seat: Participant, answer: Answer) -> None:
    assert answer.substitute_id is not None
    check_substitute(uow, meeting, seat, answer.substitute_id)
    person = people(uow, [answer.substitute_id])[answer.substitute_id]
    kind = book(uow.session, MEETING_KINDS).by_code.get(meeting.kind)
    votes = seat.entitled and kind is not None and kind.data.substitute_votes
    # A seat that was taken away is kept for what was done on it, and given again.
    given = next((p for p in meeting.participants if p.person_id == person.id), None)
    if given is None:
        rank = len(meeting.participants)
        given = new_seat(uow, meeting, person, Function(seat.function), rank)
        meeting.participants.append(given)
        uow.session.flush()  # The answer refers to the new seat.
    given.name, given.title = person.name, title_of(uow, person, meeting.unit_id)
    given.function, given.removed_at, given.entitled = seat.function, None, votes
    given.guest_items = [GuestItem(item_id=item_id) for item_id in seat.item_ids]
    answer.substitute_seat_id, answer.had_vote = given.id, votes
    seat.entitled = seat.entitled and not votes
    hand_place(uow, seat.id, given.id)
    tell(uow, meeting, "called", [person.id], page="answer")


def release(uow: UnitOfWork, meeting: Meeting, seat: Participant) -> None:
    """Take the seat back from who sits for its holder, if somebody does; the vote comes back too.

    Raises:
        Conflict: the substitute is in the room.
    """
    answer = uow.session.get(Answer, seat.id)
    if answer is None or answer.approval != Approval.APPROVED:
        return
    given = next(p for p in meeting.participants if p.id == answer.substitute_seat_id)
    if given.id in arrivals(uow.session, meeting):
        raise Conflict("participant.is_present", name=given.name)
    seat.entitled = seat.entitled or answer.had_vote
    answer.substitute_seat_id, answer.had_vote = None, False
    given.removed_at, given.entitled = uow.now, False
    hand_place(uow, given.id, seat.id)
    end_hearing(uow, meeting, given)
    tell(uow, meeting, "uninvited", [given.person_id])
    own = uow.session.get(Answer, given.id)
    if own is not None:
        uow.session.delete(own)


def forget(uow: UnitOfWork, meeting: Meeting, seat: Participant) -> None:
    """Undo all substitution around a seat that gets another part or is taken away."""
    release(uow, meeting, seat)
    holder = sits_for(answers_of(uow.session, meeting.id), seat.id)
    if holder is not None:
        holders = next(p for p in meeting.participants if p.id == holder.participant_id)
        holders.entitled = holders.entitled or holder.had_vote
        uow.session.delete(holder)
    own = uow.session.get(Answer, seat.id)
    if own is not None and own.answer == AnswerKind.SUBSTITUTE:
        uow.session.delete(own)


def end_hearing(uow: UnitOfWork, meeting: Meeting, seat: Participant) -> None:
    """Take a person's open sockets out of all streams of the meeting."""
    at = meeting.id
    streams = [events.everybody(at), events.members(at), events.desk(at), events.screen(at)]
    for stream in streams + layer_streams(uow.session, [item.id for item in meeting.items]):
        uow.record(AccessEnded(person_id=seat.person_id, ended=stream))


def changed(uow: UnitOfWork, meeting: Meeting) -> None:
    """Announce the figures to the desk; seats that changed hands make everybody ask again."""
    uow.session.flush()  # The figures are counted from the rows.
    figures = calling.figures(calling.asked(meeting), answers_of(uow.session, meeting.id))
    uow.record(events.AnswersChanged(stream=events.desk(meeting.id), figures=figures))
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))

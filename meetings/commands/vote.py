"""Votes are prepared, opened, closed. What is asked: question.py; casting: ballot.py."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states, vote_events
from meetings.ballot_forms import Kind
from meetings.commands import box, hearing, joint, turns
from meetings.commands.count import count
from meetings.commands.plan import refuse_while_voting
from meetings.commands.question import Question, new_vote
from meetings.commands.vote_roll import freeze, of_slate, roll_now
from meetings.commands.vote_told import closed_events, proxies_told
from meetings.fields import Command, Remark
from meetings.models import Meeting, Vote
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.vote_shapes import public_vote
from meetings.queries.votes import vote_out
from meetings.states import MeetingState, VoteState


class VoteRef(Command):
    """The vote that was made, opened or closed."""

    id: UUID


class PrepareVote(Command):
    """A vote to be opened later."""

    meeting_id: UUID
    question: Question


def prepare_vote(uow: UnitOfWork, cmd: PrepareVote) -> VoteRef:
    """Prepare a vote; only the desk sees it.

    Raises:
        Conflict: the meeting is over, or no item is current and none was named.
        Invalid: a fraction above 1, "more than all", a paper of another item, a bad list.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    return VoteRef(id=_prepare(uow, place, cmd.question).id)


class PrepareSlate(Command):
    """Several questions to be opened together and answered on one sheet."""

    meeting_id: UUID
    questions: Annotated[tuple[Question, ...], Field(min_length=2, max_length=20)]


class SlateRef(Command):
    """The slate, and its votes in order."""

    id: UUID
    vote_ids: tuple[UUID, ...]


def prepare_slate(uow: UnitOfWork, cmd: PrepareSlate) -> SlateRef:
    """Prepare several votes on one item as a slate; each has its own verdict.

    Raises:
        Conflict, Invalid: as `prepare_vote`; the questions are on different items or of different
            kinds, secret (each of those has a box of its own), or counted with a circulation.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    slate_id, votes = new_id(), []
    for position, question in enumerate(cmd.questions, 1):
        vote = _prepare(uow, place, question, slate_id, position)
        votes.append(vote)
    kinds = {(vote.item_id, vote.kind) for vote in votes}
    if any(vote.circulation_id for vote in votes):
        raise Invalid("vote.joint_slate", field="questions")
    if len(kinds) > 1 or any(vote.kind == Kind.SECRET for vote in votes):
        raise Invalid("vote.mixed_slate", field="questions")
    return SlateRef(id=slate_id, vote_ids=tuple(vote.id for vote in votes))


class OpenVote(Command):
    """Open a prepared vote (`vote_id`) with all of its slate, or a new one (`question`).

    Ballots are taken `notice_seconds` later, so that everybody has seen what is asked.
    """

    meeting_id: UUID
    vote_id: UUID | None = None
    question: Question | None = None
    override_reason: Remark = ""
    notice_seconds: Annotated[int, Field(ge=0, le=60)] = 0


def open_vote(uow: UnitOfWork, cmd: OpenVote) -> VoteRef:
    """Open a vote and freeze who may cast: the entitled members in the room now, or represented.

    Raises:
        Conflict: it is or was open, another one is open, the session does not run, or there is
            no quorum and no reason was given to vote all the same, or the item is secret and
            somebody in the room is not cleared for it.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    meeting = place.row
    first = _vote_to_open(uow, place, cmd)
    votes = of_slate(uow, first)
    for vote in votes:
        vote.state = states.after(states.VOTE, "open", VoteState(vote.state), "vote.already_open")
    if meeting.state != MeetingState.IN_SESSION:
        raise Conflict("session.not_running")
    with uow.session.no_autoflush:
        _refuse_second(uow, meeting)
    for vote in votes:
        _open(uow, meeting, vote, cmd)
    turns.hold(uow, meeting)
    return VoteRef(id=first.id)


class CloseVote(Command):
    """No more ballots, in this vote and in the others of its slate."""

    vote_id: UUID


def close_vote(uow: UnitOfWork, cmd: CloseVote) -> VoteRef:
    """Close a vote and freeze its outcome; closing again changes nothing.

    The lock on the row waits for ballots being cast; those that come later find it closed.

    Raises:
        Conflict: it was never opened, was voided, is held on paper and not counted yet
            (paper_count.py), or its box cannot be opened (box.open_up).
    """
    vote, meeting = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    if vote.state == VoteState.CLOSED:
        return VoteRef(id=vote.id)
    states.after(states.VOTE, "close", VoteState(vote.state), "vote.not_open")
    for each in of_slate(uow, vote):
        if each.state == VoteState.OPEN:
            if each.on_paper:
                raise Conflict("paper.uncounted")
            close_one(uow, meeting.id, each)
    return VoteRef(id=vote.id)


def _prepare(
    uow: UnitOfWork,
    place: MeetingPlace,
    question: Question,
    slate_id: UUID | None = None,
    position: int = 0,
) -> Vote:
    if place.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    vote = new_vote(uow, place, question)
    vote.slate_id, vote.slate_position = slate_id, position
    told = vote_events.VotePrepared(stream=events.desk(place.id), vote=public_vote(vote_out(vote)))
    hearing.announce(uow, place.id, hearing.secrecy_of_item(uow, vote.item_id), [told])
    uow.audit("vote.prepared", "vote", vote.id, question=vote.question)
    return vote


def _vote_to_open(uow: UnitOfWork, place: MeetingPlace, cmd: OpenVote) -> Vote:
    if cmd.vote_id is None:
        if cmd.question is None:
            raise Invalid("vote.no_question", field="question")
        return new_vote(uow, place, cmd.question)
    vote, _ = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    if vote.meeting_id != place.id:
        raise Invalid("vote.other_meeting", field="vote_id")
    return vote


def _refuse_second(uow: UnitOfWork, meeting: Meeting) -> None:
    try:
        refuse_while_voting(uow, meeting)
    except Conflict as error:
        raise Conflict("vote.another_open") from error


def _open(uow: UnitOfWork, meeting: Meeting, vote: Vote, cmd: OpenVote) -> None:
    """Freeze and announce one vote; the meeting's lock keeps people from coming and going."""
    with uow.session.no_autoflush:
        answers = joint.answers_of(uow, vote)
        roll = roll_now(uow, meeting, vote, answers)
    figures = roll.figures
    if not figures.reached and not cmd.override_reason:
        raise Conflict("vote.no_quorum", present=figures.present, required=figures.required)
    if figures.present == 0:
        raise Conflict("vote.nobody_present")
    vote.override_reason = None if figures.reached else cmd.override_reason
    vote.opened_at, vote.opened_by = uow.now, uow.actor.person_id
    vote.opens_at = uow.now + timedelta(seconds=cmd.notice_seconds)
    freeze(uow, vote, roll)
    weighed = {seat: weight for seat, weight, _ in roll.entitled}
    joint.join(uow, meeting, vote, weighed, answers)
    box.set_up(uow, vote)
    secrecy = hearing.secrecy_of_item(uow, vote.item_id)
    casting = [proxy or seat for seat, _, proxy in roll.entitled]
    hearing.check_all_cleared(uow, secrecy, casting)
    shown = public_vote(vote_out(vote))
    waiting = [entry for entry in roll.entitled if entry[0] not in answers]
    entitled = [seat for seat, _, proxy in waiting if proxy is None]
    proxies = proxies_told(uow, vote.id)
    weights = {str(seat): weight for seat, weight, _ in roll.entitled if weight != 1}
    told = [
        vote_events.VoteOpened(
            stream=events.members(meeting.id),
            vote=shown,
            entitled=entitled,
            proxies=proxies,
            weights=weights,
        ),
        vote_events.VoteOpened(stream=events.screen(meeting.id), vote=shown, entitled=[]),
    ]
    hearing.announce(uow, meeting.id, secrecy, told)
    detail: dict[str, Any] = {"present": vote.present, "members": vote.members}
    if vote.override_reason:
        detail["override_reason"] = vote.override_reason
    uow.audit("vote.opened", "vote", vote.id, question=vote.question, **detail)


def close_one(uow: UnitOfWork, meeting_id: UUID, vote: Vote) -> None:
    """Close a vote that the gate has let through: count it, freeze the outcome, tell it."""
    vote.state = VoteState.CLOSED
    vote.closed_at, vote.closed_by = uow.now, uow.actor.person_id
    outcome, record = count(uow, vote)
    vote.outcome = outcome.model_dump(mode="json")
    if not vote.delayed:
        vote.published_at, vote.published_by = uow.now, uow.actor.person_id
    told = closed_events(meeting_id, vote)
    hearing.announce(uow, meeting_id, hearing.secrecy_of_item(uow, vote.item_id), told)
    figures = {"carried": outcome.carried, "cast": outcome.cast, "record": record}
    uow.audit("vote.closed", "vote", vote.id, **figures)

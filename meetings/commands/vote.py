"""A vote is prepared, opened, closed. Casting is in ballot.py."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert, select

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states, tally
from meetings.commands.plan import refuse_while_voting
from meetings.fields import Command, LongText, Part, Remark
from meetings.models import Ballot, Meeting, Vote, VoteEntitlement
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.papers import papers_of
from meetings.queries.presence import attendance, voters
from meetings.queries.shapes import public_vote, screen_vote
from meetings.queries.votes import terms_of, vote_out
from meetings.states import MeetingState, VoteState
from meetings.terms import Base, Count

_ENTITLE = insert(cast(Table, VoteEntitlement.__table__))


class VoteRef(Command):
    """The vote that was made, opened or closed."""

    id: UUID


class Question(Command):
    """What is asked, of which item (else the current one), and what share of whom carries it.

    What is left out of the share follows from the meeting, which took it from its kind.
    """

    item_id: UUID | None = None
    version_id: UUID | None = None
    question: LongText
    base: Base | None = None
    numerator: Part | None = None
    denominator: Part | None = None
    strict: bool | None = None


class PrepareVote(Command):
    """A vote to be opened later."""

    meeting_id: UUID
    question: Question


def prepare_vote(uow: UnitOfWork, cmd: PrepareVote) -> VoteRef:
    """Prepare a vote; only the desk sees it.

    Raises:
        Conflict: the meeting is over, or no item is current and none was named.
        Invalid: a fraction above 1, "more than all", a paper of another item.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    if place.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    vote = _new_vote(uow, place, cmd.question)
    shown = public_vote(vote_out(vote))
    uow.record(events.VotePrepared(stream=events.desk(place.id), vote=shown))
    uow.audit("vote.prepared", "vote", vote.id, question=vote.question)
    return VoteRef(id=vote.id)


class OpenVote(Command):
    """Open a prepared vote (`vote_id`) or a new one (`question`)."""

    meeting_id: UUID
    vote_id: UUID | None = None
    question: Question | None = None
    override_reason: Remark = ""


def open_vote(uow: UnitOfWork, cmd: OpenVote) -> VoteRef:
    """Open a vote and freeze who may cast: the entitled members in the room now.

    Raises:
        Conflict: it is or was open, another one is open, the session does not run, or there is
            no quorum and no reason was given to vote all the same.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True)
    meeting = place.row
    vote = _vote_to_open(uow, place, cmd)
    vote.state = states.after(states.VOTE, "open", VoteState(vote.state), "vote.already_open")
    if meeting.state != MeetingState.IN_SESSION:
        raise Conflict("session.not_running")
    with uow.session.no_autoflush:
        _refuse_second(uow, meeting)
    entitled = _freeze(uow, meeting, vote, cmd.override_reason)
    _announce_opened(uow, meeting, vote, entitled)
    detail: dict[str, Any] = {"present": vote.present, "members": vote.members}
    if vote.override_reason:
        detail["override_reason"] = vote.override_reason
    uow.audit("vote.opened", "vote", vote.id, question=vote.question, **detail)
    return VoteRef(id=vote.id)


class CloseVote(Command):
    """No more ballots."""

    vote_id: UUID


def close_vote(uow: UnitOfWork, cmd: CloseVote) -> VoteRef:
    """Close a vote and freeze its outcome; closing again changes nothing.

    The lock on the row waits for ballots being cast; those that come later find it closed.

    Raises:
        Conflict: it was never opened.
    """
    vote, meeting = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    if vote.state == VoteState.CLOSED:
        return VoteRef(id=vote.id)
    vote.state = states.after(states.VOTE, "close", VoteState(vote.state), "vote.not_open")
    choices = uow.session.scalars(select(Ballot.choice).where(Ballot.vote_id == vote.id))
    outcome = tally.verdict(Count.of(choices), terms_of(vote))
    vote.closed_at, vote.closed_by = uow.now, uow.actor.person_id
    vote.outcome = outcome.model_dump(mode="json")
    shown = vote_out(vote)
    for stream, shape in (
        (events.members(meeting.id), shown),
        (events.screen(meeting.id), screen_vote(shown)),
    ):
        uow.record(events.VoteClosed(stream=stream, vote=public_vote(shape)))
    uow.audit("vote.closed", "vote", vote.id, carried=outcome.carried, cast=outcome.cast)
    return VoteRef(id=vote.id)


def _new_vote(uow: UnitOfWork, place: MeetingPlace, asked: Question) -> Vote:
    share = _share(place.row, asked)
    item_id = asked.item_id or place.row.current_item_id
    if item_id is None:
        raise Conflict("session.no_item")
    item = access.item_at(uow, uow.actor, place, item_id)
    if asked.version_id is not None:
        papers = papers_of(uow.session, uow.actor, [item.id])[item.id]
        if asked.version_id not in {paper.version_id for paper in papers}:
            raise Invalid("session.other_paper", field="version_id")
    vote = Vote(
        id=new_id(),
        meeting_id=place.id,
        item_id=item.id,
        kind="open",
        state=VoteState.PREPARED,
        created_at=uow.now,
        members=0,
        present=0,
        required=0,
        cast=0,
        version_id=asked.version_id,
        question=asked.question,
        **share,
    )
    uow.session.add(vote)
    return vote


def _share(meeting: Meeting, asked: Question) -> dict[str, Any]:
    """Return what carries the vote: as asked, else as the meeting's rules say."""
    names = ("base", "numerator", "denominator", "strict")
    given = {name: getattr(asked, name) for name in names}
    share = {n: getattr(meeting, f"vote_{n}") if v is None else v for n, v in given.items()}
    if share["numerator"] > share["denominator"]:
        raise Invalid("vote.above_one", field="numerator")
    if share["strict"] and share["numerator"] == share["denominator"]:
        raise Invalid("vote.more_than_all", field="strict")
    return share


def _vote_to_open(uow: UnitOfWork, place: MeetingPlace, cmd: OpenVote) -> Vote:
    if cmd.vote_id is None:
        if cmd.question is None:
            raise Invalid("vote.no_question", field="question")
        return _new_vote(uow, place, cmd.question)
    vote, _ = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    if vote.meeting_id != place.id:
        raise Invalid("vote.other_meeting", field="vote_id")
    return vote


def _refuse_second(uow: UnitOfWork, meeting: Meeting) -> None:
    try:
        refuse_while_voting(uow, meeting)
    except Conflict as error:
        raise Conflict("vote.another_open") from error


def _freeze(uow: UnitOfWork, meeting: Meeting, vote: Vote, reason: str) -> list[UUID]:
    """Freeze quorum and voters; the meeting's lock keeps people from coming and going."""
    figures = attendance(uow.session, meeting)
    if not figures.reached and not reason:
        raise Conflict("vote.no_quorum", present=figures.present, required=figures.required)
    if figures.present == 0:
        raise Conflict("vote.nobody_present")
    vote.members, vote.present = figures.members, figures.present
    vote.required = figures.required
    vote.override_reason = None if figures.reached else reason
    vote.opened_at, vote.opened_by = uow.now, uow.actor.person_id
    entitled = voters(uow.session, meeting)
    uow.session.flush()  # Entitlements refer to the vote, which may be new.
    uow.session.execute(
        _ENTITLE, [{"vote_id": vote.id, "participant_id": voter} for voter in entitled]
    )
    return entitled


def _announce_opened(uow: UnitOfWork, meeting: Meeting, vote: Vote, entitled: list[UUID]) -> None:
    shown = public_vote(vote_out(vote))
    uow.record(events.VoteOpened(stream=events.members(meeting.id), vote=shown, entitled=entitled))
    uow.record(events.VoteOpened(stream=events.screen(meeting.id), vote=shown, entitled=[]))

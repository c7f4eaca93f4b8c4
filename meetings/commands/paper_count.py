"""A vote counted by people, as when tablets fail: figures and counters are typed in."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.ballot_forms import Kind
from meetings.commands import box
from meetings.commands.question import MOST_OPTIONS
from meetings.commands.vote import VoteRef, close_one
from meetings.fields import Command, Remark, ShortText
from meetings.paper_figures import How, PaperCount, check_count
from meetings.policies import MeetingPermission
from meetings.queries.votes import terms_of
from meetings.states import VoteState

Figure = Annotated[int, Field(ge=0, le=100_000)]
Name = Annotated[ShortText, Field(min_length=1)]


class PaperFigures(Command):
    """What was counted, and by whom: at least two people.

    Of hands only the answers: `issued`, `returned` and `invalid` follow from them. Of a list
    `options` are the votes of each option, in its order.
    """

    how: How = How.BALLOTS
    issued: Figure = 0
    returned: Figure = 0
    invalid: Figure = 0
    yes: Figure = 0
    no: Figure = 0
    other: Figure = 0
    options: Annotated[tuple[Figure, ...], Field(max_length=MOST_OPTIONS)] = ()
    counters: Annotated[tuple[Name, ...], Field(min_length=2, max_length=20)]
    note: Remark = ""


class EnterPaperCount(PaperFigures):
    """The figures, and the vote."""

    vote_id: UUID


def enter_paper_count(uow: UnitOfWork, cmd: EnterPaperCount) -> VoteRef:
    """Close an open vote with the figures that people counted.

    The vote was opened on paper, or nobody has cast on a tablet: ballots of two kinds are not
    mixed, for nobody could tell who has voted twice. The row is locked, so no ballot slips in.

    Raises:
        Conflict: the vote is not open, somebody has cast on a tablet (then it is voided and held
            again on paper), votes differ in weight, or hands are raised in a secret vote.
        Invalid: figures that cannot be right, a counter named twice.
    """
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    states.after(states.VOTE, "close", VoteState(vote.state), "vote.not_open")
    if vote.cast:
        raise Conflict("paper.tablets_have_cast", cast=vote.cast)
    if vote.weighted:
        raise Conflict("paper.weights")
    if vote.kind == Kind.SECRET and cmd.how is How.HANDS:
        raise Conflict("paper.hands_secret")
    count = check_count(_count(uow, cmd, vote.voters), terms_of(vote), vote.voters)
    vote.on_paper, vote.paper, vote.cast = True, count.model_dump(mode="json"), count.valid
    box.throw_away(uow, vote)
    close_one(uow, place.id, vote)
    uow.audit("vote.counted_on_paper", "vote", vote.id, how=cmd.how, counters=len(count.counters))
    return VoteRef(id=vote.id)


def _count(uow: UnitOfWork, cmd: EnterPaperCount, voters: int) -> PaperCount:
    if len({name.casefold() for name in cmd.counters}) < len(cmd.counters):
        raise Invalid("paper.counter_twice", field="counters")
    typed = cmd.model_dump(exclude={"vote_id"})
    if cmd.how is How.HANDS:
        raised = cmd.yes + cmd.no + cmd.other
        typed |= {"issued": voters, "returned": raised, "invalid": 0}
    person = uow.session.get(Person, uow.actor.person_id) if uow.actor.person_id else None
    return PaperCount(**typed, entered_by=person.name if person else "", entered_at=uow.now)

"""Who casts for whom in a prepared vote, one delegation at a time; how many votes each has."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.ballot_forms import Kind
from meetings.commands.vote_roll import Proxy, VoteRoll, Weight, put_roll, roll_of_vote
from meetings.fields import Command
from meetings.models import Vote
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.states import VoteState


class RecordProxy(Proxy):
    """Who casts for whom in a prepared vote, by which authorisation.

    `everywhere`: in every vote by name that is prepared in this meeting.
    """

    vote_id: UUID
    everywhere: bool = False


def record_proxy(uow: UnitOfWork, cmd: RecordProxy) -> None:
    """Record a delegation; one that the same person gave before is replaced.

    Raises as `set_vote_roll` does.
    """
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    given = Proxy(participant_id=cmd.participant_id, proxy_id=cmd.proxy_id, reason=cmd.reason)
    for each in _votes(uow, vote, place, cmd.everywhere):
        roll = roll_of_vote(uow, each.id)
        others = (one for one in roll.proxies if one.participant_id != cmd.participant_id)
        put_roll(uow, each, place, roll.model_copy(update={"proxies": (*others, given)}))


class DropProxy(Command):
    """Whose delegation is taken back, in which prepared vote."""

    vote_id: UUID
    participant_id: UUID


def drop_proxy(uow: UnitOfWork, cmd: DropProxy) -> None:
    """Take a delegation back; of one that is not there nothing changes. Raises as above."""
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    roll = roll_of_vote(uow, vote.id)
    others = tuple(one for one in roll.proxies if one.participant_id != cmd.participant_id)
    put_roll(uow, vote, place, roll.model_copy(update={"proxies": others}))


class SetWeights(Command):
    """How many votes those named have in a prepared vote; everybody else has one."""

    vote_id: UUID
    weights: Annotated[tuple[Weight, ...], Field(max_length=5_000)]


def set_weights(uow: UnitOfWork, cmd: SetWeights) -> None:
    """Set the votes that each has; delegations stay. Raises as `set_vote_roll` does."""
    vote, place = access.vote(uow, uow.actor, cmd.vote_id, MeetingPermission.RUN, lock=True)
    more = tuple(one for one in cmd.weights if one.weight != 1)
    put_roll(uow, vote, place, VoteRoll(weights=more, proxies=roll_of_vote(uow, vote.id).proxies))


def _votes(uow: UnitOfWork, vote: Vote, place: MeetingPlace, everywhere: bool) -> list[Vote]:
    """The vote, or one of each prepared slate and each single prepared vote by name."""
    if not everywhere:
        return [vote]
    query = select(Vote).where(
        Vote.meeting_id == place.id,
        Vote.state == VoteState.PREPARED,
        Vote.kind != Kind.SECRET,
        Vote.slate_position <= 1,
    )
    return list(uow.session.scalars(query.order_by(Vote.id).with_for_update(key_share=True)))

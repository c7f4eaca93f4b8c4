"""Devices say that a ballot is on the screen before its voter."""

from uuid import UUID

from sqlalchemy import select, update

from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events, vote_events
from meetings.fields import Command
from meetings.models import Vote, VoteEntitlement
from meetings.states import VoteState


class NoteShown(Command):
    """Who has the ballot of a vote before them: whose ballots they are."""

    vote_id: UUID
    participant_ids: tuple[UUID, ...]


def note_shown(uow: UnitOfWork, cmd: NoteShown) -> None:
    """Note what many devices said, together, and tell the desk. The door has asked the gate."""
    vote = uow.session.get(Vote, cmd.vote_id)
    if vote is None or vote.state != VoteState.OPEN:
        return
    votes = [vote.id]
    if vote.slate_id is not None:  # One sheet holds them all.
        votes = list(uow.session.scalars(select(Vote.id).where(Vote.slate_id == vote.slate_id)))
    noted = uow.session.scalars(
        update(VoteEntitlement)
        .where(
            VoteEntitlement.vote_id.in_(votes),
            VoteEntitlement.participant_id.in_(cmd.participant_ids),
            VoteEntitlement.shown_at.is_(None),
        )
        .values(shown_at=uow.now)
        .returning(VoteEntitlement.participant_id)
        .execution_options(synchronize_session=False)
    ).all()
    if noted:
        uow.record(
            vote_events.BallotsShown(
                stream=events.desk(vote.meeting_id),
                vote_id=vote.id,
                participant_ids=sorted(set(noted)),
            )
        )

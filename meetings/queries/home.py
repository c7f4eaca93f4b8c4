"""What waits for the reader in meetings: papers not opened yet, ballots not cast yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Exists, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from documents.models import Paper, PaperVersion, ReadingPlace
from documents.policies import visible_to as readable_by
from documents.states import VersionState
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from meetings import states
from meetings.catalogue import Function
from meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    Participant,
    TurnoutMark,
    Vote,
    VoteEntitlement,
)
from meetings.policies.sessions import seat_where, visible_to
from meetings.queries.own_ballots import casting_seat
from meetings.queries.papers import KIND
from meetings.states import MeetingState, VoteState

AHEAD = timedelta(days=14)
MOST = 6


@dataclass(frozen=True)
class ToRead:
    """A meeting that comes, and how many of its papers the reader has not opened, of how many."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    unopened: int
    papers: int


def to_read(session: Session, actor: Actor) -> list[ToRead]:
    """Return the meetings of the next two weeks with papers one has not opened, the next first.

    In two queries. The secretaries, who hand the papers in, and deputies are reminded of none.
    """
    if actor.deputy is not None:
        return []
    meetings = session.execute(_coming_to(actor)).all()
    if not meetings:
        return []
    papers, unopened = func.count(), func.count() - func.count(ReadingPlace.paper_id)
    counted = session.execute(
        _readable(actor)
        .with_only_columns(AgendaItem.meeting_id, unopened, papers)
        .where(AgendaItem.meeting_id.in_([row.id for row in meetings]))
        .group_by(AgendaItem.meeting_id)
        .having(unopened > 0)
    )
    found = {row[0]: row[1:] for row in counted}
    return [ToRead(*row, *found[row.id]) for row in meetings if row.id in found][:MOST]


def ballots_waiting(session: Session, actor: Actor) -> dict[UUID, int]:
    """Return how many ballots the reader may still cast in meetings that run now, by meeting."""
    if actor.deputy is not None:
        return {}
    rows = session.execute(
        select(Vote.meeting_id, func.count())
        .join(VoteEntitlement, VoteEntitlement.vote_id == Vote.id)
        .join(Participant, Participant.id == casting_seat)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .where(
            Participant.person_id == actor.person_id,
            Participant.removed_at.is_(None),
            Meeting.state.in_(states.RUNNING),
            Vote.state == VoteState.OPEN,
            Vote.on_paper.is_(False),
            ~_cast(Ballot),
            ~_cast(TurnoutMark),
        )
        .group_by(Vote.meeting_id)
    )
    return dict(rows.all())


def _coming_to(actor: Actor) -> Select[UUID, str, datetime]:
    """The meetings of the next two weeks one takes part in, not as their secretary."""
    now = utc_now()
    return (
        select(Meeting.id, Meeting.title, Meeting.starts_at)
        .where(
            visible_to(actor),
            seat_where(actor, Participant.function != Function.SECRETARY),
            Meeting.state == MeetingState.CALLED,
            Meeting.ends_at > now,
            Meeting.starts_at < now + AHEAD,
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )


def _readable(actor: Actor) -> Select[UUID]:
    """The papers of agenda items that can be opened, with when the reader opened them."""
    return (
        select(Paper.id)
        .join(AgendaItem, AgendaItem.id == Paper.container_id)
        .join(
            PaperVersion,
            and_(PaperVersion.paper_id == Paper.id, PaperVersion.number == Paper.shown_number),
        )
        .outerjoin(
            ReadingPlace,
            and_(ReadingPlace.paper_id == Paper.id, ReadingPlace.person_id == actor.person_id),
        )
        .where(
            readable_by(actor),
            Paper.container_kind == KIND,
            Paper.recalled_at.is_(None),
            PaperVersion.state == VersionState.READY,
        )
    )


def _cast(marks: type[Ballot | TurnoutMark]) -> Exists:
    return exists().where(
        marks.vote_id == VoteEntitlement.vote_id,
        marks.participant_id == VoteEntitlement.participant_id,
    )

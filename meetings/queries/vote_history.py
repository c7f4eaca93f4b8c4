"""How a member has voted over time: only what was cast openly, only for those who may see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, NotFound
from meetings.ballot_forms import Choice
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.models import AgendaItem, Ballot, Meeting, Participant, Vote
from meetings.policies import open_ballots_visible_to, told_openly
from meetings.terms import Outcome

PAGE_SIZE = 50
MOST_PEOPLE = 200


class HistoryLine(BaseModel):
    """One ballot: what was asked, what it said, what came of the vote.

    `by_name` cast it on the member's behalf; `chosen` are the words of the options ticked.
    """

    model_config = ConfigDict(frozen=True)
    vote_id: UUID
    meeting_id: UUID
    meeting: str
    item: str
    question: str
    closed_at: datetime
    choice: Choice | None
    chosen: tuple[str, ...]
    text: str
    weight: int
    by_name: str | None
    carried: bool


class MemberHistory(BaseModel):
    """What one member cast, newest first; `next_after` asks for what is older."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    name: str
    lines: list[HistoryLine]
    next_after: UUID | None


class MemberName(BaseModel):
    """Somebody whose history the reader may see."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    name: str


def vote_history(
    session: Session, actor: Actor, person_id: UUID, after: str = "", limit: int = PAGE_SIZE
) -> MemberHistory:
    """Return the ballots a person cast openly, as far as the actor may see them gathered.

    One's own are all shown, also when there is none. Of somebody else of whom nothing may be seen
    nothing is said, not even that there is such a person.

    Raises:
        NotFound: nothing of that person is the actor's to see.
        Invalid: `after` is no key of a page.
    """
    query = _ballots(session, actor).where(Participant.person_id == person_id)
    if after:
        query = query.where(Vote.id < _key(after))
    rows = session.execute(query.order_by(Vote.id.desc()).limit(limit + 1)).all()
    mine = person_id == actor.person_id
    if not rows and not mine and not after:
        raise NotFound("not_found", kind="person")
    lines = [_line(*row) for row in rows[:limit]]
    return MemberHistory(
        person_id=person_id,
        name=rows[0][1].name if rows else "",
        lines=lines,
        next_after=lines[-1].vote_id if len(rows) > limit else None,
    )


def members_seen(session: Session, actor: Actor) -> list[MemberName]:
    """Return the others of whom the actor may see something, by name."""
    query = (
        select(Participant.person_id, Participant.name)
        .join(Ballot, Ballot.participant_id == Participant.id)
        .where(Ballot.vote_id.in_(_gathered(session, actor)))
        .where(Participant.person_id != actor.person_id)
        .distinct()
        .order_by(Participant.name)
        .limit(MOST_PEOPLE)
    )
    found = {row.person_id: row.name for row in session.execute(query)}  # Each person once.
    return [MemberName(person_id=person_id, name=name) for person_id, name in found.items()]


def _ballots(session: Session, actor: Actor) -> Select[*tuple[Any, ...]]:
    proxy = aliased(Participant)
    return (
        select(Ballot, Participant, Vote, Meeting.title, AgendaItem, proxy.name)
        .join(Participant, Participant.id == Ballot.participant_id)
        .join(Vote, Vote.id == Ballot.vote_id)
        .join(Meeting, Meeting.id == Vote.meeting_id)
        .join(AgendaItem, AgendaItem.id == Vote.item_id)
        .outerjoin(proxy, proxy.id == Ballot.cast_by)
        .where(told_openly(), or_(_own(actor), Vote.id.in_(_gathered(session, actor))))
    )


def _own(actor: Actor) -> ColumnElement[bool]:
    """One's own ballots, as long as one is cleared for what was voted on."""
    return and_(Participant.person_id == actor.person_id, AgendaItem.secrecy <= actor.clearance)


def _gathered(session: Session, actor: Actor) -> Select[UUID]:
    allowed = [code for code, rules in _kinds(session).items() if rules.member_history]
    return open_ballots_visible_to(actor, allowed)


def _kinds(session: Session) -> dict[str, MeetingKind]:
    return {code: kind.data for code, kind in book(session, MEETING_KINDS).by_code.items()}


def _key(after: str) -> UUID:
    try:
        return UUID(after)
    except ValueError as error:
        raise Invalid("invalid", field="after") from error


def _line(
    ballot: Ballot, _seat: Participant, vote: Vote, meeting: str, item: AgendaItem,
    by_name: str | None,
) -> HistoryLine:  # fmt: skip
    words = {option.position: option.words for option in vote.options}
    assert vote.closed_at is not None
    return HistoryLine(
        vote_id=vote.id,
        meeting_id=vote.meeting_id,
        meeting=meeting,
        item=f"{item.number}. {item.title}",
        question=vote.question,
        closed_at=vote.closed_at,
        choice=Choice(ballot.choice) if ballot.choice else None,
        chosen=tuple(words[n] for n in ballot.chosen or ()),
        text=ballot.text,
        weight=ballot.weight,
        by_name=by_name,
        carried=Outcome.model_validate(vote.outcome).carried,
    )

"""The record of a vote as it closes, and the file made of it later."""

from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import NotFound
from meetings.ballot_forms import Choice, Kind
from meetings.models import (
    AgendaItem,
    Ballot,
    BallotBox,
    BallotCode,
    Meeting,
    Participant,
    SecretBallot,
    TurnoutMark,
    Vote,
    VoteEntitlement,
    VoteRecord,
)
from meetings.paper_figures import PaperCount
from meetings.result_file import FORMAT, Entry, FiledBallot, Record, Voter, file_bytes
from meetings.terms import Outcome
from meetings.voters import of_the_entitled

CLOSED = "vote.closed"


def record_of(session: Session, vote: Vote, outcome: Outcome) -> Record:
    """Return the record of a vote that closes now."""
    assert vote.opened_at is not None
    assert vote.closed_at is not None
    item = session.get_one(AgendaItem, vote.item_id)
    rows = _voters(session, vote.id)
    secret = vote.kind == Kind.SECRET
    paper = PaperCount.model_validate(vote.paper) if vote.paper else None
    return Record(
        format=FORMAT,
        vote_id=vote.id,
        meeting_id=vote.meeting_id,
        meeting=session.get_one(Meeting, vote.meeting_id).title,
        item=f"{item.number}. {item.title}",
        question=vote.question,
        kind=Kind(vote.kind),
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        voters=tuple(
            Voter(
                name=row.name,
                function=row.function,
                weight=row.weight,
                cast=row.cast or row.marked is not None,
                cast_by=row.cast_by,
            )
            for row in rows
        ),
        ballots=() if paper else _secret(session, vote.id) if secret else _named(rows),
        codes=_codes(session, vote.id),
        outcome=outcome,
        paper=paper,
    )


def result_file(session: Session, vote_id: UUID) -> bytes:
    """Return the file of a closed vote, unchecked. Raises NotFound when no record was kept."""
    kept = session.get(VoteRecord, vote_id)
    entry = session.scalar(
        select(AuditEntry)
        .where(AuditEntry.subject_id == str(vote_id), AuditEntry.action == CLOSED)
        .order_by(AuditEntry.seq)
        .limit(1)
    )
    if kept is None or entry is None:
        raise NotFound("vote.no_record", kind="vote")
    told = {name: getattr(entry, name) for name in Entry.model_fields}
    return file_bytes(kept.content, Entry(**told))


def codes_of(session: Session, vote_id: UUID) -> list[str]:
    """Return the codes of the ballots that were in the box, in the order of the alphabet."""
    return list(_codes(session, vote_id))


def _voters(session: Session, vote_id: UUID) -> list[Row[tuple[object, ...]]]:
    proxy = aliased(Participant)
    rows = session.execute(
        select(
            Participant.name,
            Participant.function,
            VoteEntitlement.weight,
            proxy.name.label("cast_by"),
            TurnoutMark.participant_id.label("marked"),
            Ballot.id.is_not(None).label("cast"),
            Ballot.choice,
            Ballot.text,
            Ballot.chosen,
            Ballot.weight.label("counted"),
        )
        .select_from(VoteEntitlement)
        .join(Participant, Participant.id == VoteEntitlement.participant_id)
        .outerjoin(proxy, proxy.id == VoteEntitlement.proxy_id)
        .outerjoin(TurnoutMark, of_the_entitled(TurnoutMark))
        .outerjoin(Ballot, of_the_entitled(Ballot))
        .where(VoteEntitlement.vote_id == vote_id)
        .order_by(Participant.rank, Participant.id)
    )
    return list(rows)  # type: ignore[arg-type]


def _named(rows: list[Row[tuple[object, ...]]]) -> tuple[FiledBallot, ...]:
    return tuple(
        FiledBallot(
            voter=number,
            choice=Choice(row.choice) if row.choice else None,
            text=row.text,
            chosen=None if row.chosen is None else tuple(row.chosen),
            weight=row.counted,
        )
        for number, row in enumerate(rows, 1)
        if row.cast
    )


def _secret(session: Session, vote_id: UUID) -> tuple[FiledBallot, ...]:
    weight = session.get_one(BallotBox, vote_id).weight
    query = select(SecretBallot).where(SecretBallot.vote_id == vote_id).order_by(SecretBallot.id)
    return tuple(
        FiledBallot(
            voter=None,
            choice=Choice(ballot.choice) if ballot.choice else None,
            text=ballot.text,
            chosen=None if ballot.chosen is None else tuple(ballot.chosen),
            weight=weight,
        )
        for ballot in session.scalars(query)
    )


def _codes(session: Session, vote_id: UUID) -> tuple[str, ...]:
    query = select(BallotCode.code).where(BallotCode.vote_id == vote_id)
    return tuple(sorted(session.scalars(query)))

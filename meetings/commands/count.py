"""A vote that closes is counted, and what it was counted from is fixed."""

from sqlalchemy import select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings import tally
from meetings.ballot_forms import Kind, said_by
from meetings.catalogue import Function
from meetings.commands import box
from meetings.models import Ballot, Participant, Vote, VoteRecord
from meetings.paper_figures import PaperCount, papers_of
from meetings.queries.records import record_of
from meetings.queries.votes import terms_of
from meetings.result_file import fingerprint, record_text
from meetings.terms import Outcome, Paper


def count(uow: UnitOfWork, vote: Vote) -> tuple[Outcome, str]:
    """Return the outcome of a vote that closes now, and the SHA-256 of the record kept of it.

    The vote's row is locked and takes no more ballots. Raises as box.open_up does.
    """
    if vote.paper is not None:
        terms = terms_of(vote)
        typed = PaperCount.model_validate(vote.paper)
        outcome = tally.outcome_of(papers_of(typed, terms), terms)
    elif vote.kind == Kind.SECRET:
        papers = box.open_up(uow, vote)
        outcome = tally.outcome_of(papers, terms_of(vote))
    else:
        outcome = _named(uow, vote)
    text = record_text(record_of(uow.session, vote, outcome))
    uow.session.add(VoteRecord(vote_id=vote.id, content=text))
    return outcome, fingerprint(text)


def _named(uow: UnitOfWork, vote: Vote) -> Outcome:
    """Count the named ballots; the chair's own is told apart for the tie rule."""
    rows = uow.session.execute(
        select(Ballot.choice, Ballot.text, Ballot.chosen, Ballot.weight, Participant.function)
        .join(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.vote_id == vote.id)
    ).all()
    papers = [
        (Paper(said_by(choice, text, chosen), weight), function)
        for choice, text, chosen, weight, function in rows
    ]
    chair = next((paper.said for paper, seat in papers if seat == Function.CHAIR), None)
    return tally.outcome_of((paper for paper, _ in papers), terms_of(vote), chair)

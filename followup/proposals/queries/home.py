"""What of proposals waits for a person, for the home page."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.proposals.models import Proposal
from followup.proposals.policies import readable, to_answer, to_decide
from followup.proposals.queries.lists import ProposalRow, is_returned, rows_of

MOST = 5


@dataclass(frozen=True)
class Waiting:
    """The oldest of those that wait, and how many there are."""

    rows: tuple[ProposalRow, ...]
    total: int


@dataclass(frozen=True)
class HomeProposals:
    """The lists of the home page; an empty one is not shown."""

    to_decide: Waiting
    to_answer: Waiting
    returned: Waiting


def home_proposals(session: Session, actor: Actor) -> HomeProposals:
    """Return what waits for `actor`."""

    def waiting(condition: ColumnElement[bool]) -> Waiting:
        query = select(Proposal, func.count().over()).where(readable(actor), condition)
        found = session.execute(query.order_by(Proposal.number).limit(MOST)).all()
        rows = rows_of(session, actor, [row for row, _count in found]) if found else []
        return Waiting(tuple(rows), found[0][1] if found else 0)

    return HomeProposals(
        waiting(to_decide(actor)), waiting(to_answer(actor)), waiting(is_returned(actor))
    )

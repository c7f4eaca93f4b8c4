"""The reader's own part in votes: the own ballot, and those on behalf of others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from meetings.models import Ballot, Participant, TurnoutMark, VoteEntitlement, VoteProxy
from meetings.queries.vote_shapes import MyBallot, ProxyBallot
from meetings.terms import Choice
from meetings.voters import of_the_entitled

casting_seat: ColumnElement[UUID] = func.coalesce(
    VoteEntitlement.proxy_id, VoteEntitlement.participant_id
)
"""The seat that casts the ballot somebody is entitled to: a proxy's, or the own."""


@dataclass
class Own:
    """Whether the reader may still cast, what was cast, and for whom else the reader casts.

    `in_box`: a secret ballot was cast; what it says is not known.
    """

    entitled: bool = False
    ballot: MyBallot | None = None
    in_box: bool = False
    weight: int = 1
    on_behalf: list[ProxyBallot] = field(default_factory=list)

    @property
    def may_cast(self) -> bool:
        """Entitled for oneself, and no ballot yet."""
        return self.entitled and self.ballot is None and not self.in_box


def own_ballots(
    session: Session, vote_ids: Sequence[UUID], participant_id: UUID
) -> dict[UUID, Own]:
    """Return the part of a participant in each of these votes, in one query."""
    found: dict[UUID, Own] = defaultdict(Own)
    if not vote_ids:
        return found
    rows = session.execute(
        select(VoteEntitlement, Ballot, TurnoutMark.vote_id, Participant.name, VoteProxy.reason)
        .join(Participant, Participant.id == VoteEntitlement.participant_id)
        .outerjoin(Ballot, of_the_entitled(Ballot))
        .outerjoin(TurnoutMark, of_the_entitled(TurnoutMark))
        .outerjoin(VoteProxy, of_the_entitled(VoteProxy))
        .where(VoteEntitlement.vote_id.in_(vote_ids), casting_seat == participant_id)
        .order_by(Participant.rank)
    )
    for entitlement, ballot, marked, name, reason in rows:
        own = found[entitlement.vote_id]
        if entitlement.participant_id == participant_id:
            own.entitled, own.ballot, own.in_box = True, _cast(ballot), marked is not None
            own.weight = entitlement.weight
            continue
        own.on_behalf.append(
            ProxyBallot(
                participant_id=entitlement.participant_id,
                name=name,
                weight=entitlement.weight,
                reason=reason or "",
                ballot=_cast(ballot),
                in_box=marked is not None,
            )
        )
    return found


def cast_by(session: Session, vote_id: UUID, participant_id: UUID) -> set[UUID]:
    """Return whose ballots a participant casts in a vote: the own one, and those as a proxy."""
    query = select(VoteEntitlement.participant_id).where(
        VoteEntitlement.vote_id == vote_id, casting_seat == participant_id
    )
    return set(session.scalars(query))


def _cast(ballot: Ballot | None) -> MyBallot | None:
    if ballot is None:
        return None
    return MyBallot(
        choice=Choice(ballot.choice) if ballot.choice else None,
        text=ballot.text,
        chosen=ballot.chosen,
        cast_at=ballot.cast_at,
        circulated=ballot.circulated,
    )

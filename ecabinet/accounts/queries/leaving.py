"""What it means when a person has no access any more: said before it is done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts import handover
from ecabinet.accounts.models import ApiToken, Delegation, Handover, HandoverState
from ecabinet.accounts.queries.person import OfficeRow, PersonDetail
from ecabinet.core.clock import office_day


@dataclass(frozen=True)
class OfficeLeft:
    """An office held now or later, and in words what open work hangs on it."""

    office: OfficeRow
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class Leaving:
    """What ends with the access of a person, and what stays open.

    `expected` are handovers by which the person was to take over an office: they will fail.
    """

    offices: tuple[OfficeLeft, ...]
    tokens: int
    delegations: int
    expected: int


def what_leaving_does(session: Session, person: PersonDetail, now: datetime) -> Leaving:
    """Return what would end. Asks each feature once for each office held."""
    held = [office for office in person.offices if office.when in ("now", "ahead")]
    left = [
        OfficeLeft(office, tuple(handover.in_words(handover.waiting(session, office.id))))
        for office in held
    ]
    tokens = select(func.count()).where(
        ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now
    )
    delegations = select(func.count()).where(
        or_(Delegation.giver_id == person.id, Delegation.receiver_id == person.id),
        Delegation.revoked_at.is_(None),
        Delegation.to_on >= office_day(now),
    )
    expected = select(func.count()).where(
        Handover.to_person_id == person.id, Handover.state == HandoverState.PLANNED.value
    )
    return Leaving(
        offices=tuple(left),
        tokens=session.scalar(tokens) or 0,
        delegations=session.scalar(delegations) or 0,
        expected=session.scalar(expected) or 0,
    )

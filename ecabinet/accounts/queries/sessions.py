"""The sign-ins of a person that are open, and what else an account page shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person, ResetLink, SignIn

SHOWN = 50


@dataclass(frozen=True)
class OpenSignIn:
    """One sign-in: where, how, since when. `device` is "Chrome · Windows", or empty."""

    id: UUID
    kind: str
    how: str
    strong: bool
    remembered: bool
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


def open_sign_ins(
    session: Session, person_id: UUID, now: datetime, idle: timedelta | None
) -> list[OpenSignIn]:
    """Return the newest sign-ins that still open something, the one used last first.

    idle: after how long without use one ends (None: never); see `accounts.session_rules`.
    """
    query = select(SignIn).where(
        SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > now
    )
    if idle is not None:
        query = query.where(or_(SignIn.remembered, SignIn.last_used_at > now - idle))
    rows = session.scalars(query.order_by(SignIn.last_used_at.desc(), SignIn.id).limit(SHOWN))
    return [
        OpenSignIn(
            id=row.id,
            kind=row.kind,
            how=row.how,
            strong=row.strong,
            remembered=row.remembered,
            device=row.device_kind,
            address=row.address,
            created_at=row.created_at,
            last_used_at=row.last_used_at or row.created_at,
            expires_at=row.expires_at,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class HeldHere:
    """An office held today, in words."""

    title: str
    unit: str


@dataclass(frozen=True)
class AccountFacts:
    """What an account page tells of a person."""

    id: UUID
    name: str
    username: str
    email: str | None
    phone: str | None
    active: bool
    has_password: bool
    password_changed_at: datetime | None
    offices: tuple[HeldHere, ...]
    link_until: datetime | None


def account_facts(
    session: Session, person_id: UUID, today: date, now: datetime
) -> AccountFacts | None:
    """Return the facts of one account; `link_until` when an unused one-time link is out."""
    person = session.scalar(
        select(Person)
        .where(Person.id == person_id)
        .options(selectinload(Person.offices).joinedload(Office.unit))
    )
    if person is None:
        return None
    return AccountFacts(
        id=person.id,
        name=person.name,
        username=person.username,
        email=person.email,
        phone=person.phone,
        active=person.active,
        has_password=person.password_hash is not None,
        password_changed_at=person.password_changed_at,
        offices=tuple(
            HeldHere(held.title, held.unit.name) for held in person.offices if held.held_on(today)
        ),
        link_until=_open_link(session, person_id, now),
    )


def _open_link(session: Session, person_id: UUID, now: datetime) -> datetime | None:
    return session.scalar(
        select(ResetLink.expires_at).where(
            ResetLink.person_id == person_id,
            ResetLink.ended_at.is_(None),
            ResetLink.expires_at > now,
        )
    )

"""From the secret of a sign-in to the actor with today's offices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.appearance import Appearance, appearance_of
from ecabinet.accounts.models import Office, Person, SignIn
from ecabinet.accounts.queries.holders import asking, holder, holders
from ecabinet.core.actors import Actor, HeldOffice
from ecabinet.core.clock import office_day


@dataclass(frozen=True)
class SignInFacts:
    """What is known of the sign-in itself; None in place of it for an API token."""

    strong: bool
    remembered: bool
    last_used_at: datetime


@dataclass(frozen=True)
class SignedIn:
    """Who a request comes from, and how they want to see the answer."""

    actor: Actor
    sign_in_id: UUID
    language: str
    appearance: Appearance
    title: str
    acting_delegation_id: UUID | None = None
    facts: SignInFacts | None = None


_SIGN_IN = cast(Table, SignIn.__table__).c
_SIGNED_IN = holders(
    cast(Table, SignIn.__table__),
    _SIGN_IN.strong,
    _SIGN_IN.remembered,
    _SIGN_IN.last_used_at,
    _SIGN_IN.created_at,
    _SIGN_IN.acting_delegation_id,
).where(_SIGN_IN.ended_at.is_(None))


def signed_in(session: Session, secret_hash: str, now: datetime) -> SignedIn | None:
    """Return who holds the secret, or None when it is unknown, ended, expired or disabled."""
    rows = session.execute(_SIGNED_IN, asking(secret_hash, now)).all()
    if not rows:
        return None
    sign_in = rows[0]
    facts = SignInFacts(
        strong=sign_in.strong,
        remembered=sign_in.remembered,
        last_used_at=sign_in.last_used_at or sign_in.created_at,
    )
    acting = sign_in.acting_delegation_id
    return replace(come_with(rows), acting_delegation_id=acting, facts=facts)


def come_with(rows: Sequence[Row[Any]]) -> SignedIn:
    """Return who holds a secret, of the rows of `holders`."""
    first, actor = rows[0], holder(rows)
    return SignedIn(
        actor=actor,
        sign_in_id=first.proof_id,
        language=first.language,
        appearance=appearance_of(first),
        title=actor.offices[0].title if actor.offices else "",
    )


def actor_of(person: Person, now: datetime) -> Actor:
    """Return the detached actor for `person` with the offices held today."""
    today = office_day(now)
    return Actor(
        person_id=person.id,
        username=person.username,
        name=person.name,
        language=person.language,
        offices=(*_held(person, today), *_inherited(person, today)),
        clearance=person.clearance,
    )


def _held(person: Person, today: date) -> Iterator[HeldOffice]:
    for office in person.offices:
        if office.held_on(today):
            yield HeldOffice(office.unit_id, office.as_role, office.title)


def _inherited(person: Person, today: date) -> Iterator[HeldOffice]:
    """The same roles in the units that were merged into the person's own: their inbox goes on."""
    for office in person.offices:
        if office.held_on(today):
            for heir in office.merged:
                if heir.from_on <= today:
                    yield HeldOffice(heir.unit_id, office.as_role, office.title, inherited=True)


def actor_by_username(session: Session, username: str, now: datetime) -> Actor | None:
    """Return the actor with this user name. For the command line, the demo and tests."""
    person = session.scalar(
        select(Person)
        .where(Person.username == username, Person.active)
        .options(selectinload(Person.offices).selectinload(Office.merged))
    )
    return actor_of(person, now) if person else None

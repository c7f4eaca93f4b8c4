"""From the secret of a sign-in to the actor with today's offices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from ecabinet.accounts.appearance import Appearance, appearance_of
from ecabinet.accounts.models import Office, Person, SignIn
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


# Made once, and one statement: it runs for every request and every socket event of everybody.
_SIGNED_IN = (
    select(SignIn)
    .join(SignIn.person)
    .outerjoin(Person.offices)
    .outerjoin(Office.merged)
    .where(
        SignIn.secret_hash == bindparam("secret_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        Person.active,
    )
    .options(
        contains_eager(SignIn.person).contains_eager(Person.offices).contains_eager(Office.merged)
    )
    .order_by(Office.rank, Office.id)
)


def signed_in(session: Session, secret_hash: str, now: datetime) -> SignedIn | None:
    """Return who holds the secret, or None when it is unknown, ended, expired or disabled."""
    found = session.scalars(_SIGNED_IN, {"secret_hash": secret_hash, "now": now})
    sign_in = found.unique().one_or_none()
    if sign_in is None:
        return None
    person = sign_in.person
    actor = actor_of(person, now)
    title = actor.offices[0].title if actor.offices else ""
    return SignedIn(
        actor=actor,
        sign_in_id=sign_in.id,
        language=person.language,
        appearance=appearance_of(person),
        title=title,
        acting_delegation_id=sign_in.acting_delegation_id,
        facts=SignInFacts(
            strong=sign_in.strong,
            remembered=sign_in.remembered,
            last_used_at=sign_in.last_used_at or sign_in.created_at,
        ),
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

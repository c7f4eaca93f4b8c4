"""From the secret of a sign-in to the actor with today's offices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from ecabinet.accounts.models import Office, Person, SignIn
from ecabinet.core.actors import Actor, HeldOffice
from ecabinet.core.clock import office_day


@dataclass(frozen=True)
class SignedIn:
    """Who a request comes from, and how they want to see the answer."""

    actor: Actor
    sign_in_id: UUID
    language: str
    theme: str
    text_size: str
    title: str


# Made once, and one statement: it runs for every request and every socket event of everybody.
_SIGNED_IN = (
    select(SignIn)
    .join(SignIn.person)
    .outerjoin(Person.offices)
    .where(
        SignIn.secret_hash == bindparam("secret_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        Person.active,
    )
    .options(contains_eager(SignIn.person).contains_eager(Person.offices))
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
    return SignedIn(actor, sign_in.id, person.language, person.theme, person.text_size, title)


def actor_of(person: Person, now: datetime) -> Actor:
    """Return the detached actor for `person` with the offices held today."""
    today = office_day(now)
    return Actor(
        person_id=person.id,
        username=person.username,
        name=person.name,
        language=person.language,
        offices=tuple(
            HeldOffice(o.unit_id, o.as_role, o.title) for o in person.offices if o.held_on(today)
        ),
        clearance=person.clearance,
    )


def actor_by_username(session: Session, username: str, now: datetime) -> Actor | None:
    """Return the actor with this user name. For the command line, the demo and tests."""
    person = session.scalar(
        select(Person)
        .where(Person.username == username, Person.active)
        .options(selectinload(Person.offices))
    )
    return actor_of(person, now) if person else None

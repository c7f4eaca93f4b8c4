"""Passwords are chosen: by the person who knows the old one, or with a one-time link."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts import passwords
from ecabinet.accounts.commands.passwords import ChangePassword, change_password
from ecabinet.accounts.commands.reset_links import (
    CreateResetLink,
    LinkMade,
    UseResetLink,
    create_reset_link,
    use_reset_link,
)
from ecabinet.accounts.commands.sessions import (
    RefuseSignIn,
    hash_secret,
    new_secret,
    refuse_sign_in,
)
from ecabinet.accounts.models import Office, Person, ResetLink
from ecabinet.accounts.password_rules import Strength, check_password, strength
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid, SignedOut
from ecabinet.platform import Platform
from ecabinet.web.throttle import Throttle

TRIES, TRY_MINUTES = 10, 5


@dataclass(frozen=True)
class NewPassword:
    """What somebody signed in typed to get a new password."""

    old: str
    new: str
    end_others: bool
    keep: UUID


def change_own(
    platform: Platform, throttle: Throttle, actor: Actor, wanted: NewPassword, address: str
) -> None:
    """Change the actor's own password.

    Raises:
        Invalid: the old one is wrong, or the new one is not taken.
        TooMany: the old one was tried too often.
        Stale: it was changed elsewhere at the same time.
    """
    was = check_own(platform, throttle, actor, wanted.old, address, field="old")
    if wanted.new == wanted.old:
        raise Invalid("person.same_password", field="password")
    assert actor.person_id is not None
    check_new(platform, actor.person_id, wanted.new)
    command = ChangePassword(
        was=was,
        password_hash=passwords.hash_password(wanted.new),
        keep=wanted.keep,
        end_others=wanted.end_others,
    )
    platform.store.execute(actor, change_password, command)


def check_own(
    platform: Platform,
    throttle: Throttle,
    actor: Actor,
    password: str,
    address: str,
    *,
    field: str = "password",
) -> str:
    """Return the hash that the actor's own `password` fits.

    Raises:
        Invalid: it does not fit (written down), or there is none.
        TooMany: tried too often.
    """
    if actor.person_id is None:
        raise SignedOut("signed_out")
    throttle.check("own-password", str(actor.person_id), times=TRIES, minutes=TRY_MINUTES)
    with platform.store.reading() as session:
        known = session.scalar(select(Person.password_hash).where(Person.id == actor.person_id))
    if known is None:
        raise Invalid("person.no_password", field=field)
    if not passwords.matches(known, password):
        refused = RefuseSignIn(
            person_id=actor.person_id,
            name_mark="",
            address=address,
            how="password",
            reason="own password",
        )
        platform.store.execute(SYSTEM, refuse_sign_in, refused)
        raise Invalid("person.wrong_password", field=field)
    return known


def check_new(platform: Platform, person_id: UUID, password: str) -> None:
    """Take a new password for a person, or raise Invalid with what is wrong with it."""
    check_password(password, known_of(platform, person_id), platform.settings.password_length)


def strength_for(platform: Platform, person_id: UUID, password: str) -> Strength:
    """Return how hard a password of this person is to guess, for the meter under the box."""
    return strength(password, known_of(platform, person_id))


def known_of(platform: Platform, person_id: UUID) -> list[str]:
    """Return what an acquaintance knows: name, user name, units with their signs, the office."""
    with platform.store.reading() as session:
        person = session.scalar(
            select(Person)
            .where(Person.id == person_id)
            .options(selectinload(Person.offices).joinedload(Office.unit))
        )
    office = platform.settings.office_name
    if person is None:
        return [office]
    units = [text for held in person.offices for text in (held.unit.name, held.unit.code)]
    phones = [person.phone] if person.phone else []
    return [person.name, person.username, *phones, *units, office]


@dataclass(frozen=True)
class HandedOver:
    """A link's token, shown once, and for whom and until when it works."""

    token: str
    made: LinkMade


def make_link(platform: Platform, actor: Actor, person_id: UUID) -> HandedOver:
    """Make a one-time link for a person. Raises NotFound, Denied, Conflict."""
    token = new_secret()
    command = CreateResetLink(
        person_id=person_id,
        token_hash=hash_secret(token),
        hours=platform.settings.reset_link_hours,
    )
    return HandedOver(token, platform.store.execute(actor, create_reset_link, command))


@dataclass(frozen=True)
class LinkFor:
    """Whose password a link sets; `first` when there is none yet."""

    person_id: UUID
    name: str
    username: str
    first: bool


def link_for(platform: Platform, token: str) -> LinkFor:
    """Return whose the link is. Raises Conflict when it works no more, or never did."""
    with platform.store.reading() as session:
        found = _open_link(session, hash_secret(token), utc_now())
    if found is None:
        raise Conflict("reset_link.over")
    return LinkFor(found.id, found.name, found.username, found.password_hash is None)


def _open_link(session: Session, token_hash: str, now: datetime) -> Person | None:
    return session.scalar(
        select(Person)
        .join(ResetLink, ResetLink.person_id == Person.id)
        .where(
            ResetLink.token_hash == token_hash,
            ResetLink.ended_at.is_(None),
            ResetLink.expires_at > now,
            Person.active,
        )
    )


def use_link(platform: Platform, token: str, password: str) -> None:
    """Set the password of the link's person. Raises Conflict, Invalid."""
    person = link_for(platform, token)
    check_new(platform, person.person_id, password)
    command = UseResetLink(
        token_hash=hash_secret(token), password_hash=passwords.hash_password(password)
    )
    platform.store.execute(SYSTEM, use_reset_link, command)

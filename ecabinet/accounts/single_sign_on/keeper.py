"""Passwords that the directory keeps: asked before our own, for everybody but people of ours."""

import logging

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts import passwords
from ecabinet.accounts.models import Person
from ecabinet.accounts.signing_in import Attempt, Proof
from ecabinet.accounts.single_sign_on.admitting import admit_proof
from ecabinet.accounts.single_sign_on.directory import DirectoryFailed, Entry, authenticate
from ecabinet.accounts.single_sign_on.models import Identity
from ecabinet.accounts.single_sign_on.proof import LDAP, ForeignProof, own_username
from ecabinet.core.errors import Invalid, Unavailable
from ecabinet.platform import Platform
from ecabinet.sign_on_settings import SingleSignOn

log = logging.getLogger(__name__)


def ask_directory(platform: Platform, attempt: Attempt) -> Proof | None:
    """Say who this is by the directory; None when our own password decides.

    People of ours who are not linked to an account elsewhere keep their own password, also while
    the directory is away. Whoever is linked uses that account only (ECABINET_SSO_LOCAL_PASSWORD=1
    allows their own password too).

    Raises:
        Invalid: the password does not fit.
        Denied: it fits, but nobody has let this person in here.
        Unavailable: the directory does not answer.
    """
    settings = platform.settings.single_sign_on
    with platform.store.reading() as session:
        person, sources = _known(session, own_username(attempt.username, settings.domain))
    if person and person.password_hash and (not sources or settings.local_password):
        return None
    if settings.ldap is None or (sources and LDAP not in sources):
        return None if not sources else _refuse(attempt)
    try:
        entry = authenticate(settings.ldap, attempt.username, attempt.password)
    except DirectoryFailed as error:
        log.error("the directory cannot be asked: %s", error)
        raise Unavailable("ldap.unavailable") from error
    if entry is None:
        return _refuse(attempt)
    return Proof(admit_proof(platform, _proof(entry, settings)), LDAP)


def _known(session: Session, username: str) -> tuple[Person | None, set[str]]:
    person = session.scalar(select(Person).where(Person.username == username))
    if person is None:
        return None, set()
    sources = session.scalars(select(Identity.source).where(Identity.person_id == person.id))
    return person, set(sources)


def _refuse(attempt: Attempt) -> Proof:
    # As long as with a password of ours: how long it takes must not tell whose password it is.
    passwords.matches(None, attempt.password)
    raise Invalid("sign_in.refused")


def _proof(entry: Entry, settings: SingleSignOn) -> ForeignProof:
    return ForeignProof(
        source=LDAP,
        subject=entry.subject,
        username=own_username(entry.username, settings.domain),
        name=entry.name or entry.username,
        email=entry.email,
        groups=entry.groups,
    )

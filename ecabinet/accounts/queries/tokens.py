"""API tokens as lists show them, and whose a token is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, contains_eager

from ecabinet.accounts.appearance import appearance_of
from ecabinet.accounts.models import ApiToken, Office, Person, SignIn
from ecabinet.accounts.queries.actors import SignedIn, actor_of
from ecabinet.core.actors import TokenGrant
from ecabinet.core.pages import Page

PAGE_SIZE = 50
FRESH = timedelta(minutes=15)
"""How young the sign-in of a browser must be to make a token."""


@dataclass(frozen=True)
class TokenRow:
    """A token in a list; its secret is nowhere."""

    id: UUID
    name: str
    hint: str
    scopes: tuple[str, ...]
    person_id: UUID
    person_name: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_from: str | None
    revoked_at: datetime | None
    state: str


@dataclass(frozen=True)
class TokenUse:
    """A token that was just shown: who comes with it, and when it was last noted."""

    who: SignedIn
    token: ApiToken


# One statement: it runs for every call of every program.
_BY_SECRET = (
    select(ApiToken)
    .join(ApiToken.person)
    .outerjoin(Person.offices)
    .outerjoin(Office.merged)
    .where(
        ApiToken.secret_hash == bindparam("secret_hash"),
        ApiToken.revoked_at.is_(None),
        ApiToken.expires_at > bindparam("now"),
        Person.active,
    )
    .options(
        contains_eager(ApiToken.person).contains_eager(Person.offices).contains_eager(Office.merged)
    )
    .order_by(Office.rank, Office.id)
)


def token_use(session: Session, secret_hash: str, now: datetime) -> TokenUse | None:
    """Return whose token this is; None when it is unknown, revoked, expired, its owner disabled."""
    found = session.scalars(_BY_SECRET, {"secret_hash": secret_hash, "now": now})
    token = found.unique().one_or_none()
    if token is None:
        return None
    person = token.person
    actor = replace(
        actor_of(person, now), token=TokenGrant(id=token.id, scopes=frozenset(token.scopes))
    )
    who = SignedIn(
        actor=actor,
        sign_in_id=token.id,
        language=person.language,
        appearance=appearance_of(person),
        title=actor.offices[0].title if actor.offices else "",
    )
    return TokenUse(who, token)


def refusal_of(session: Session, secret_hash: str, now: datetime) -> tuple[str, str]:
    """Return why a token opens nothing, and its id when it is known. Tells it to its holder only:
    whoever shows the secret has it."""
    token = session.scalar(
        select(ApiToken).join(ApiToken.person).where(ApiToken.secret_hash == secret_hash)
    )
    if token is None:
        return "token.unknown", ""
    if token.revoked_at is not None:
        return "token.revoked", str(token.id)
    return ("token.expired" if token.expires_at <= now else "token.owner_left"), str(token.id)


def own_tokens(session: Session, person_id: UUID, now: datetime) -> list[TokenRow]:
    """Return the person's tokens, living ones and those that ended within a page, newest first."""
    query = _listed().where(ApiToken.person_id == person_id).limit(PAGE_SIZE)
    return [_row(token, now) for token in session.scalars(query)]


def all_tokens(
    session: Session, now: datetime, *, living: bool = True, after: UUID | None = None
) -> Page[TokenRow]:
    """Return everybody's tokens, newest first; only the living ones, or all."""
    query = _listed().limit(PAGE_SIZE + 1)
    if living:
        query = query.where(ApiToken.revoked_at.is_(None), ApiToken.expires_at > now)
    if after is not None:
        query = query.where(ApiToken.id < after)
    tokens = list(session.scalars(query))
    rows = [_row(token, now) for token in tokens[:PAGE_SIZE]]
    return Page(rows, str(rows[-1].id) if len(tokens) > PAGE_SIZE else None)


def _listed() -> Select[ApiToken]:
    # Ids are made in the order of time.
    return (
        select(ApiToken)
        .join(ApiToken.person)
        .options(contains_eager(ApiToken.person))
        .order_by(ApiToken.id.desc())
    )


def _row(token: ApiToken, now: datetime) -> TokenRow:
    state = "revoked" if token.revoked_at else "expired" if token.expires_at <= now else "living"
    return TokenRow(
        id=token.id,
        name=token.name,
        hint=token.hint,
        scopes=tuple(token.scopes),
        person_id=token.person_id,
        person_name=token.person.name,
        created_at=token.created_at,
        expires_at=token.expires_at,
        used_at=token.used_at,
        used_from=token.used_from,
        revoked_at=token.revoked_at,
        state=state if token.person.active else "revoked",
    )


def is_fresh(session: Session, sign_in_id: UUID | None, now: datetime) -> bool:
    """Whether the browser's sign-in is young enough to make a token."""
    sign_in = session.get(SignIn, sign_in_id) if sign_in_id else None
    return sign_in is not None and sign_in.kind == "browser" and sign_in.created_at + FRESH >= now

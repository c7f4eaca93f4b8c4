"""API tokens as lists show them, and whose a token is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session, contains_eager

from ecabinet.accounts.models import ApiToken, SignIn
from ecabinet.accounts.queries.actors import SignedIn, come_with
from ecabinet.accounts.queries.holders import asking, holders
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
    """A token that was just shown: who comes with it, and when and from where it came before."""

    who: SignedIn
    token_id: UUID
    used_at: datetime | None
    used_from: str | None


_TOKEN = cast(Table, ApiToken.__table__).c
_BY_SECRET = holders(
    cast(Table, ApiToken.__table__), _TOKEN.scopes, _TOKEN.used_at, _TOKEN.used_from
).where(_TOKEN.revoked_at.is_(None))


def token_use(session: Session, secret_hash: str, now: datetime) -> TokenUse | None:
    """Return whose token this is; None when it is unknown, revoked, expired, its owner disabled."""
    rows = session.execute(_BY_SECRET, asking(secret_hash, now)).all()
    if not rows:
        return None
    who, token = come_with(rows), rows[0]
    grant = TokenGrant(id=token.proof_id, scopes=frozenset(token.scopes))
    who = replace(who, actor=replace(who.actor, token=grant))
    return TokenUse(who, token.proof_id, token.used_at, token.used_from)


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

"""API tokens are made, revoked, and it is noted when they were last used."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select

from ecabinet.accounts import token_access
from ecabinet.accounts.models import ApiToken, SignIn
from ecabinet.accounts.queries.tokens import FRESH, is_fresh
from ecabinet.accounts.token_policies import TokenPermission
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.notices import Notice
from ecabinet.core.scopes import SCOPES
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

DEFAULT_DAYS, MAX_DAYS = 90, 365
AT_ONCE = 20
PAGE = "/account/tokens"
COARSE = timedelta(minutes=10)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Scope = Literal[SCOPES]  # type: ignore[valid-type]


class TokenWish(BaseModel):
    """What the token shall be called, open, and how many days it shall live."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Name = Field(examples=["Đồng bộ lịch họp"])
    scopes: list[Scope] = Field(min_length=1, max_length=len(SCOPES), examples=[["meetings:read"]])
    days: int = Field(DEFAULT_DAYS, ge=1, le=MAX_DAYS)


class CreateToken(TokenWish):
    """A wish, the hash of the secret, and the sign-in of the browser it comes from."""

    secret_hash: str
    hint: str
    sign_in_id: UUID | None


class TokenRef(BaseModel):
    """A token."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def create_token(uow: UnitOfWork, cmd: CreateToken) -> TokenRef:
    """Make a token for the person signed in, in a browser, a short while ago.

    Raises:
        Denied: asked for by a program or on behalf of another; or signed in too long ago.
        Conflict: a living token has this name, or there are too many.
    """
    person_id = _fresh_person(uow, cmd.sign_in_id)
    name = nfc(cmd.name)
    living = uow.session.scalars(
        select(ApiToken.name).where(
            ApiToken.person_id == person_id,
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > uow.now,
        )
    ).all()
    if name in living:
        raise Conflict("token.name_taken", field="name", name=name)
    if len(living) >= AT_ONCE:
        raise Conflict("token.too_many", limit=AT_ONCE)
    token = ApiToken(
        person_id=person_id,
        name=name,
        scopes=[scope for scope in SCOPES if scope in cmd.scopes],
        hint=cmd.hint,
        secret_hash=cmd.secret_hash,
        created_at=uow.now,
        expires_at=uow.now + timedelta(days=cmd.days),
    )
    uow.session.add(token)
    uow.session.flush()  # The id is part of the answer.
    uow.audit("token.created", "token", token.id, scopes=token.scopes, expires_at=token.expires_at)
    about = {"title": token.name}
    uow.notify(
        Notice("account.token_created", to=[person_id], url=PAGE, params=about, even_actor=True)
    )
    return TokenRef(id=token.id)


def _fresh_person(uow: UnitOfWork, sign_in_id: UUID | None) -> UUID:
    actor = uow.actor
    found = uow.session.get(SignIn, sign_in_id) if sign_in_id else None
    if actor.token or actor.deputy or found is None or found.kind != "browser":
        raise Denied("token.needs_browser", kind="token")
    if found.person_id != actor.person_id or found.ended_at is not None:
        raise Denied("token.needs_browser", kind="token")
    if not is_fresh(uow.session, sign_in_id, uow.now):
        raise Denied("token.sign_in_again", minutes=FRESH.seconds // 60, kind="token")
    return found.person_id


class RevokeToken(BaseModel):
    """Which token opens nothing from now on."""

    model_config = ConfigDict(frozen=True)
    token_id: UUID


def revoke_token(uow: UnitOfWork, cmd: RevokeToken) -> None:
    """End a token, one's own or as administrator; ending it twice is the same as once.

    Raises NotFound, Denied.
    """
    if uow.actor.token:
        raise Denied("token.needs_browser", kind="token")
    token = token_access.token(
        uow.session, uow.actor, cmd.token_id, TokenPermission.REVOKE, lock=True
    )
    if token.revoked_at is not None:
        return
    token.revoked_at, token.revoked_by_id = uow.now, uow.actor.person_id
    # Its live sockets close with the person's; browsers connect again by themselves.
    uow.record(AccessEnded(person_id=token.person_id))
    uow.audit("token.revoked", "token", token.id, person_id=token.person_id)


class NoteTokenUse(BaseModel):
    """A token was just used from an address."""

    model_config = ConfigDict(frozen=True)
    token_id: UUID
    address: str


def note_token_use(uow: UnitOfWork, cmd: NoteTokenUse) -> None:
    """Keep when and from where the token was last used; a new address is a deed to audit."""
    token = uow.session.get(ApiToken, cmd.token_id)
    if token is None:
        return
    if token.used_from != cmd.address:
        uow.audit("token.used", "token", token.id, address=cmd.address)
    token.used_at, token.used_from = uow.now, cmd.address


def is_worth_noting(
    used_at: datetime | None, used_from: str | None, address: str, now: datetime
) -> bool:
    """Whether a use is to be written: the first, from a new address, or after ten minutes."""
    return used_at is None or used_from != address or used_at + COARSE < now

"""listTokens, createToken, revokeToken: for the person at a browser, never for a token."""

from datetime import datetime
from uuid import UUID

from flask import Response
from flask_login import current_user
from pydantic import BaseModel, Field

from ecabinet.accounts.commands.tokens import (
    CreateToken,
    RevokeToken,
    TokenWish,
    create_token,
    revoke_token,
)
from ecabinet.accounts.queries.tokens import own_tokens
from ecabinet.accounts.token_secrets import hash_token, hint_of, new_token
from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("tokens", "tokens")


class TokenPath(BaseModel):
    """Which token."""

    token_id: UUID


class TokenOut(BaseModel):
    """A token; `hint` is four letters of it to tell it by, the rest is known to nobody."""

    id: UUID
    name: str = Field(examples=["Đồng bộ lịch họp"])
    hint: str = Field(examples=["x7Qk"])
    scopes: list[str] = Field(examples=[["meetings:read", "documents:read"]])
    state: str = Field(examples=["living"])
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_from: str | None = Field(examples=["10.20.0.14"])


class TokenList(BaseModel):
    """One's own tokens, newest first."""

    tokens: list[TokenOut]


class NewToken(BaseModel):
    """The token itself, shown this once."""

    id: UUID
    token: str = Field(examples=["ecab_…"])


@api.get(
    "/tokens", operation_id="listTokens", summary="Mã truy cập của tôi", responses={200: TokenList}
)
def list_tokens() -> Response:
    """List one's own tokens, with when and from where each was last used."""
    actor = current_actor()
    assert actor.person_id is not None
    with platform().store.reading() as session:
        rows = own_tokens(session, actor.person_id, utc_now())
    names = set(TokenOut.model_fields)
    return answer(
        TokenList(
            tokens=[
                TokenOut.model_validate({k: v for k, v in vars(row).items() if k in names})
                for row in rows
            ]
        )
    )


@api.post(
    "/tokens", operation_id="createToken", summary="Tạo mã truy cập", responses={201: NewToken}
)
def create(header: WriteHeaders, body: TokenWish) -> Response:
    """Make a token; only in a browser session that began within the last fifteen minutes.

    The token is answered this once and kept nowhere: the same request sent again is refused.
    """
    token = new_token()
    command = CreateToken(
        **body.model_dump(),
        secret_hash=hash_token(token),
        hint=hint_of(token),
        sign_in_id=current_user.sign_in_id if current_user.is_authenticated else None,
    )
    return answer(NewToken(id=execute(create_token, command).id, token=token), 201)


@api.delete(
    "/tokens/<uuid:token_id>",
    operation_id="revokeToken",
    summary="Thu hồi mã truy cập",
    responses={204: None},
)
def revoke(header: WriteHeaders, path: TokenPath) -> Response:
    """End a token, one's own or as administrator anybody's; ending it twice is the same as once."""
    execute(revoke_token, RevokeToken(token_id=path.token_id))
    return Response(status=204)

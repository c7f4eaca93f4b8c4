"""How people sign in, through the API: links, lost authenticators, sign-ins of somebody."""

from datetime import datetime
from uuid import UUID

from flask import Response, request, url_for
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import access
from ecabinet.accounts.commands.ending import EndSignInsOf, end_sign_ins_of
from ecabinet.accounts.commands.reset_links import ResetSecondFactor, reset_second_factor
from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.routes.account import sign_ins_of
from ecabinet.accounts.routes.api_account import EndedOut, Sessions, session_out
from ecabinet.accounts.routes.set_password import MINUTES, TRIES
from ecabinet.accounts.setting_passwords import make_link, use_link
from ecabinet.accounts.throttling import throttle
from ecabinet.web.api import Problem, WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("person_access", "accounts")


class PersonPath(BaseModel):
    """A person."""

    person_id: UUID


class LinkOut(BaseModel):
    """A one-time link, told this once; `first` when the person has no password yet."""

    url: str
    expires_at: datetime
    first: bool


class Reason(BaseModel):
    """Why an administrator does it; stands in the audit log."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(min_length=5, max_length=500)


class ChosenPassword(BaseModel):
    """The token of a one-time link and the password chosen with it."""

    model_config = ConfigDict(extra="forbid")
    token: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=1, max_length=1000)


@api.post(
    "/people/<uuid:person_id>/reset-link",
    operation_id="createResetLink",
    summary="Tạo liên kết đặt mật khẩu cho một người",
    responses={200: LinkOut},
)
def create_reset_link(path: PersonPath) -> Response:
    """Make a one-time link to hand over; an earlier one is worth nothing from now on."""
    handed = make_link(platform(), current_actor(), path.person_id)
    url = url_for("set_password.show", token=handed.token, _external=True)
    return answer(LinkOut(url=url, expires_at=handed.made.expires_at, first=handed.made.first))


@api.post(
    "/people/<uuid:person_id>/second-factor/reset",
    operation_id="resetSecondFactor",
    summary="Gỡ xác thực hai lớp của một người",
    responses={204: None},
)
def reset_factor(path: PersonPath, body: Reason, header: WriteHeaders) -> Response:
    """Take a lost authenticator away and end all sign-ins of the person."""
    wish = ResetSecondFactor(person_id=path.person_id, reason=body.reason)
    execute(reset_second_factor, wish)
    return Response(status=204)


@api.get(
    "/people/<uuid:person_id>/sessions",
    operation_id="listPersonSessions",
    summary="Thiết bị đang đăng nhập của một người",
    responses={200: Sessions},
)
def list_person_sessions(path: PersonPath) -> Response:
    """List the open sign-ins of a person, for administrators."""
    with platform().store.reading() as session:
        access.person(session, current_actor(), path.person_id, AccountPermission.MANAGE)
    return answer(Sessions(sessions=[session_out(row) for row in sign_ins_of(path.person_id)]))


@api.post(
    "/people/<uuid:person_id>/sessions/end",
    operation_id="endPersonSessions",
    summary="Đăng xuất một người ở mọi nơi",
    responses={200: EndedOut},
)
def end_person_sessions(path: PersonPath, body: Reason, header: WriteHeaders) -> Response:
    """End all sign-ins of a person; live connections end within two seconds."""
    wish = EndSignInsOf(person_id=path.person_id, reason=body.reason)
    return answer(EndedOut(count=execute(end_sign_ins_of, wish).count))


@api.post(
    "/set-password",
    operation_id="useResetLink",
    summary="Đặt mật khẩu bằng liên kết dùng một lần",
    responses={204: None, 429: Problem},
    security=[],
)
def use_reset_link(body: ChosenPassword) -> Response:
    """Set the password of the link's person and end all their sign-ins."""
    throttle().check("set-password", request.remote_addr or "", times=TRIES, minutes=MINUTES)
    use_link(platform(), body.token, body.password)
    return Response(status=204)

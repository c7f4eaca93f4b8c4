"""One's own sign-ins, password and second factor through the API."""

from datetime import datetime
from uuid import UUID

from flask import Response, request
from flask_login import current_user
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import own_factor
from ecabinet.accounts.commands.ending import (
    EndOtherSignIns,
    EndSignIn,
    end_other_sign_ins,
    end_sign_in,
)
from ecabinet.accounts.queries.sessions import OpenSignIn
from ecabinet.accounts.routes.account import sign_ins_of
from ecabinet.accounts.routes.api_sign_in import Authenticator
from ecabinet.accounts.setting_passwords import NewPassword, change_own
from ecabinet.accounts.throttling import throttle
from ecabinet.web.api import Problem, WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("account", "accounts")


class SessionPath(BaseModel):
    """One sign-in."""

    session_id: UUID


class SessionOut(BaseModel):
    """One sign-in: where, how, since when. `device` is "Chrome · Windows", or empty."""

    id: UUID
    current: bool
    kind: str
    how: str
    second_factor: bool
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


class Sessions(BaseModel):
    """The open sign-ins, the one used last first."""

    sessions: list[SessionOut]


class EndedOut(BaseModel):
    """How many sign-ins were ended."""

    count: int


class PasswordChange(BaseModel):
    """The password in use, the new one, and whether other sign-ins end."""

    model_config = ConfigDict(extra="forbid")
    old: str = Field(min_length=1, max_length=1000)
    new: str = Field(min_length=1, max_length=1000)
    end_others: bool = True


class OwnPassword(BaseModel):
    """The password in use; who has none sends an empty one soon after signing in."""

    model_config = ConfigDict(extra="forbid")
    password: str = Field("", max_length=1000)


class Code(BaseModel):
    """A code of the authenticator, or a recovery code."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(min_length=1, max_length=40)


class RecoveryCodes(BaseModel):
    """Ten codes, shown this once; each opens once."""

    recovery_codes: list[str]


class FactorOut(BaseModel):
    """What is set up."""

    is_on: bool
    since: datetime | None
    recovery_codes_left: int
    is_required: bool


def session_out(row: OpenSignIn) -> SessionOut:
    """Return a sign-in as the API tells it."""
    return SessionOut(
        id=row.id,
        current=row.id == current_user.sign_in_id,
        kind=row.kind,
        how=row.how,
        second_factor=row.strong,
        device=row.device,
        address=row.address,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
    )


@api.get(
    "/account/sessions",
    operation_id="listSessions",
    summary="Thiết bị đang đăng nhập của tôi",
    responses={200: Sessions},
)
def list_sessions() -> Response:
    """List one's own open sign-ins."""
    person_id = current_actor().person_id
    assert person_id is not None
    return answer(Sessions(sessions=[session_out(row) for row in sign_ins_of(person_id)]))


@api.delete(
    "/account/sessions/<uuid:session_id>",
    operation_id="endSession",
    summary="Đăng xuất một thiết bị",
    responses={204: None},
)
def end_session(path: SessionPath, header: WriteHeaders) -> Response:
    """End one sign-in, also this one; its live connection ends within two seconds."""
    execute(end_sign_in, EndSignIn(sign_in_id=path.session_id))
    return Response(status=204)


@api.post(
    "/account/sessions/end-others",
    operation_id="endOtherSessions",
    summary="Đăng xuất mọi thiết bị khác",
    responses={200: EndedOut},
)
def end_other_sessions(header: WriteHeaders) -> Response:
    """End all own sign-ins but this one."""
    ended = execute(end_other_sign_ins, EndOtherSignIns(keep=current_user.sign_in_id))
    return answer(EndedOut(count=ended.count))


@api.post(
    "/account/password",
    operation_id="changePassword",
    summary="Đổi mật khẩu",
    responses={204: None, 429: Problem},
)
def change_password(body: PasswordChange) -> Response:
    """Change one's own password."""
    wanted = NewPassword(
        old=body.old, new=body.new, end_others=body.end_others, keep=current_user.sign_in_id
    )
    change_own(platform(), throttle(), current_actor(), wanted, _address())
    return Response(status=204)


@api.get(
    "/account/second-factor",
    operation_id="getSecondFactor",
    summary="Xác thực hai lớp của tôi",
    responses={200: FactorOut},
)
def get_second_factor() -> Response:
    """Tell what is set up for oneself."""
    actor = current_actor()
    assert actor.person_id is not None
    state = own_factor.state_of(platform(), actor.person_id)
    required = actor.has_role(*platform().settings.second_factor_roles)
    return answer(
        FactorOut(
            is_on=state.is_on,
            since=state.confirmed_at,
            recovery_codes_left=state.recovery_left,
            is_required=required,
        )
    )


@api.post(
    "/account/second-factor",
    operation_id="startSecondFactor",
    summary="Bắt đầu cài xác thực hai lớp, hoặc đổi điện thoại",
    responses={200: Authenticator, 429: Problem},
)
def start_second_factor(body: OwnPassword) -> Response:
    """Make a new secret; it counts once confirmSecondFactor was shown a code of it."""
    actor, sign_in_id = current_actor(), current_user.sign_in_id
    made = own_factor.start(platform(), throttle(), actor, sign_in_id, body.password, _address())
    return answer(Authenticator(secret=made.secret, uri=made.uri))


@api.post(
    "/account/second-factor/confirmation",
    operation_id="confirmSecondFactor",
    summary="Xác nhận ứng dụng xác thực bằng mã đầu tiên",
    responses={200: RecoveryCodes, 429: Problem},
)
def confirm_second_factor(body: Code) -> Response:
    """Let the new authenticator count; answers ten recovery codes."""
    codes = own_factor.confirm(platform(), throttle(), current_actor(), body.code, _address())
    return answer(RecoveryCodes(recovery_codes=list(codes)))


@api.post(
    "/account/second-factor/removal",
    operation_id="turnOffSecondFactor",
    summary="Tắt xác thực hai lớp",
    responses={204: None, 429: Problem},
)
def turn_off_second_factor(body: Code) -> Response:
    """Do without, after a last code; refused where an office demands it."""
    own_factor.turn_off(platform(), throttle(), current_actor(), body.code, _address())
    return Response(status=204)


@api.post(
    "/account/recovery-codes",
    operation_id="regenerateRecoveryCodes",
    summary="Tạo bộ mã dự phòng mới",
    responses={200: RecoveryCodes, 429: Problem},
)
def regenerate_recovery_codes(body: Code) -> Response:
    """Replace the recovery codes; the old ones open nothing more."""
    codes = own_factor.renew(platform(), throttle(), current_actor(), body.code, _address())
    return answer(RecoveryCodes(recovery_codes=list(codes)))


def _address() -> str:
    return request.remote_addr or ""

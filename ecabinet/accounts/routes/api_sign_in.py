"""signIn with its second step. None of these comes with a cookie, so none needs a CSRF token."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from flask.json import dumps
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import second_steps
from ecabinet.accounts.commands.sessions import STEP_MINUTES, Need
from ecabinet.accounts.completing import Begun, Step
from ecabinet.accounts.signing_in import Attempt, sign_in
from ecabinet.accounts.throttling import throttle
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, DomainError
from ecabinet.web.api import Problem, answer, api_blueprint
from ecabinet.web.errors import problem, sentence
from ecabinet.web.requests import platform

api = api_blueprint("sign_in", "accounts")

OPEN: list[dict[str, list[Any]]] = []


class Credentials(BaseModel):
    """What is typed to sign in; with `otp` (a code or a recovery code) in one step."""

    model_config = ConfigDict(extra="forbid")
    username: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)
    otp: str | None = Field(None, max_length=40)


class Token(BaseModel):
    """A bearer token for the other operations; recovery codes only when just set up."""

    token: str
    recovery_codes: list[str] = []


class SecondStep(Problem):
    """The password was right; `challenge` stands for that until a code is shown."""

    challenge: str
    expires_at: str


class Challenge(BaseModel):
    """The challenge of a sign-in that is not finished."""

    model_config = ConfigDict(extra="forbid")
    challenge: str = Field(min_length=1, max_length=200)


class ChallengeAnswer(Challenge):
    """A challenge with the code for it."""

    code: str = Field(min_length=1, max_length=40)


class Authenticator(BaseModel):
    """What an authenticator app needs to know; it counts once a code of it was shown."""

    secret: str
    uri: str


@api.post(
    "/sign-in",
    operation_id="signIn",
    summary="Đăng nhập, nhận mã truy cập",
    responses={200: Token, 401: SecondStep, 429: Problem},
    security=OPEN,
)
def sign_in_by_api(body: Credentials) -> Response:
    """Exchange user name and password for a bearer token.

    Who has (or must have) a second factor gets a 401 with code "second_factor.required" (or
    "second_factor.enrolment_required") and a challenge for the second step.
    """
    attempt = Attempt(
        username=body.username,
        password=body.password,
        address=request.remote_addr or "",
        device=request.user_agent.string or "API",
        kind="api",
    )
    outcome = sign_in(platform(), throttle(), attempt)
    if isinstance(outcome, Begun):
        return answer(Token(token=outcome.secret))
    if body.otp and outcome.need is Need.CODE:
        return _finish(outcome.challenge, body.otp)
    return _ask_for_more(outcome)


@api.post(
    "/sign-in/second-factor",
    operation_id="completeSignIn",
    summary="Đăng nhập bước hai: mã xác thực hoặc mã dự phòng",
    responses={200: Token, 429: Problem},
    security=OPEN,
)
def complete_sign_in(body: ChallengeAnswer) -> Response:
    """Exchange a challenge and a code for a bearer token; finishes a set-up begun here too."""
    return _finish(body.challenge, body.code)


@api.post(
    "/sign-in/second-factor/enrolment",
    operation_id="startSignInEnrolment",
    summary="Đăng nhập bước hai: bắt đầu cài xác thực hai lớp",
    responses={200: Authenticator},
    security=OPEN,
)
def start_enrolment(body: Challenge) -> Response:
    """Begin setting up the second factor that this sign-in needs."""
    step = second_steps.find_step(platform(), body.challenge)
    if step.need != Need.ENROL:
        raise Conflict("second_factor.on_already")
    made = second_steps.start_enrolment(platform(), step.person_id)
    return answer(Authenticator(secret=made.secret, uri=made.uri))


def _finish(challenge: str, code: str) -> Response:
    address = request.remote_addr or ""
    done = second_steps.finish_step(platform(), throttle(), challenge, code, address)
    return answer(Token(token=done.secret, recovery_codes=list(done.recovery_codes)))


def _ask_for_more(step: Step) -> Response:
    enrolling = step.need is Need.ENROL
    code = "second_factor.enrolment_required" if enrolling else "second_factor.required"
    until = utc_now() + timedelta(minutes=STEP_MINUTES)
    more = {"challenge": step.challenge, "expires_at": until.isoformat()}
    body = problem(401, code, sentence(DomainError(code))).get_json() | more
    return Response(dumps(body), 401, content_type="application/problem+json")

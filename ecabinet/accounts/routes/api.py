"""signIn and whoAmI, and the directory for choosers."""

from uuid import UUID

from flask import Response, request
from pydantic import BaseModel, Field

from ecabinet.accounts.queries import directory
from ecabinet.accounts.routes.session import throttle
from ecabinet.accounts.signing_in import Attempt, sign_in
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import Problem, answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("accounts", "accounts")


class Credentials(BaseModel):
    """What is typed to sign in; `otp` will be asked for once a second factor is set up."""

    username: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)
    otp: str | None = None


class Token(BaseModel):
    """A bearer token for the other operations."""

    token: str


class OfficeOut(BaseModel):
    """An office held today."""

    unit_id: UUID
    role: Role
    title: str


class Me(BaseModel):
    """The person signed in."""

    id: UUID
    username: str
    name: str
    language: str
    offices: list[OfficeOut]


class UnitOut(BaseModel):
    """A unit."""

    id: UUID
    name: str
    code: str
    parent_id: UUID | None


class PersonOut(BaseModel):
    """A person of the office."""

    id: UUID
    name: str
    username: str
    title: str
    unit_ids: list[UUID]


class Directory(BaseModel):
    """Units and people one may choose from."""

    units: list[UnitOut]
    people: list[PersonOut]


@api.post(
    "/sign-in",
    operation_id="signIn",
    summary="Đăng nhập, nhận mã truy cập",
    responses={200: Token, 429: Problem},
    security=[],
)
def sign_in_by_api(body: Credentials) -> Response:
    """Exchange user name and password for a bearer token."""
    settings = platform().settings
    attempt = Attempt(
        username=body.username,
        password=body.password,
        address=request.remote_addr or "",
        device=request.user_agent.string or "API",
        kind="api",
        hours=settings.session_hours,
    )
    return answer(Token(token=sign_in(platform(), throttle(), attempt)))


@api.get("/me", operation_id="whoAmI", summary="Tôi là ai", responses={200: Me})
def who_am_i() -> Response:
    """Tell who the token or cookie belongs to."""
    actor = current_actor()
    assert actor.person_id is not None
    offices = [OfficeOut(unit_id=o.unit_id, role=o.role, title=o.title) for o in actor.offices]
    return answer(
        Me(
            id=actor.person_id,
            username=actor.username,
            name=actor.name,
            language=actor.language,
            offices=offices,
        )
    )


@api.get(
    "/directory",
    operation_id="getDirectory",
    summary="Đơn vị, con người",
    responses={200: Directory},
)
def get_directory() -> Response:
    """List the open units and active people."""
    current_actor()
    with platform().store.reading() as session:
        units = directory.units(session)
        people = directory.people(session, office_day(utc_now()))
    return answer(
        Directory(
            units=[
                UnitOut(id=u.id, name=u.name, code=u.code, parent_id=u.parent_id) for u in units
            ],
            people=[
                PersonOut(
                    id=p.id,
                    name=p.name,
                    username=p.username,
                    title=p.title,
                    unit_ids=list(p.unit_ids),
                )
                for p in people
            ],
        )
    )

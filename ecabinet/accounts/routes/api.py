"""whoAmI, and the directory for choosers."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel

from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("accounts", "accounts")


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

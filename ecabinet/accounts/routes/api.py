"""whoAmI, and the directory for choosers."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.people import Wanted, people_page
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
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


class PeopleQuery(BaseModel):
    """Words to look for without diacritics, in names and user names."""

    q: str = Field("", max_length=200)
    limit: int = Field(20, ge=1, le=100)


class PeopleFound(BaseModel):
    """Some people by given name, and how many fit in all."""

    people: list[PersonOut]
    total: int


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


@api.get(
    "/directory/people",
    operation_id="findColleagues",
    summary="Tìm người trong danh bạ",
    responses={200: PeopleFound},
)
def find_colleagues(query: PeopleQuery) -> Response:
    """Find active people, to choose from where all of them would be too many."""
    if not allows(current_actor(), AccountPermission.READ, None):
        raise Denied("denied", kind="person")
    with platform().store.reading() as session:
        page = people_page(session, Wanted(q=query.q), office_day(utc_now()), query.limit)
    people = [
        PersonOut(
            id=row.id,
            name=row.name,
            username=row.username,
            title=row.offices[0].title if row.offices else "",
            unit_ids=[office.unit_id for office in row.offices],
        )
        for row in page.rows
    ]
    return answer(PeopleFound(people=people, total=page.total))

"""People and offices through the API, for administrators; a card for every colleague."""

from datetime import date
from typing import Literal
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import access
from ecabinet.accounts.commands.clearance import (
    ClearanceTerms,
    Cleared,
    SetClearance,
    set_clearance,
)
from ecabinet.accounts.commands.leaving import (
    DeactivatePerson,
    ReactivatePerson,
    deactivate_person,
    reactivate_person,
)
from ecabinet.accounts.commands.people import (
    ChangePerson,
    Created,
    CreatePerson,
    OfficeToHold,
    change_person,
    create_person,
)
from ecabinet.accounts.fields import Email, Name, Phone, Reason, Username
from ecabinet.accounts.queries.people import PAGE_SIZE, Standing, Wanted, people_page
from ecabinet.accounts.queries.person import person_card, person_detail
from ecabinet.accounts.routes.people_shapes import (
    PeopleOut,
    PersonCardOut,
    PersonLineOut,
    PersonRecordOut,
)
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("people", "people")


class PersonPath(BaseModel):
    """Which person."""

    person_id: UUID


class Body(BaseModel):
    """Parent of what is sent: nothing but what is named."""

    model_config = ConfigDict(extra="forbid")


class ListQuery(BaseModel):
    """Words to look for without diacritics, and what to narrow the list to."""

    q: str = Field("", max_length=200)
    unit_id: UUID | None = None
    role: Role | None = None
    standing: Standing = Standing.ACTIVE
    after: UUID | None = None
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class Clearance(ClearanceTerms):
    """0 none, 1 Mật, 2 Tối mật, 3 Tuyệt mật; and why."""

    revision: int | None = None


class NewPerson(Body):
    """A person, with the offices held from the beginning."""

    username: Username
    name: Name
    email: Email | None = None
    phone: Phone | None = None
    offices: list[OfficeToHold] = Field(default_factory=list, max_length=50)


class PersonChanges(Body):
    """What shall be changed; what is left out stays, an empty text is removed."""

    name: Name | None = None
    email: Literal[""] | Email | None = None
    phone: Literal[""] | Phone | None = None
    revision: int | None = None


class Leaving(Body):
    """From which day the person has no access, and why."""

    on: date
    reason: Reason
    end_offices: bool = False
    revision: int | None = None


class Because(Body):
    """Why."""

    reason: Reason
    revision: int | None = None


@api.get(
    "/people", operation_id="listPeople", summary="Danh sách người", responses={200: PeopleOut}
)
def list_people(query: ListQuery) -> Response:
    """List people by given name, for administrators."""
    access.manages_people(current_actor())
    wanted = Wanted(query.q, query.unit_id, query.role, query.standing, query.after)
    with platform().store.reading() as session:
        page = people_page(session, wanted, office_day(utc_now()), query.limit)
    people = [PersonLineOut.model_validate(row) for row in page.rows]
    return answer(PeopleOut(people=people, total=page.total, next_after=page.next_after))


@api.get(
    "/people/<uuid:person_id>",
    operation_id="getPerson",
    summary="Một người",
    responses={200: PersonCardOut},
)
def get_person(path: PersonPath) -> Response:
    """Tell what every colleague may know of a person."""
    with platform().store.reading() as session:
        card = person_card(session, current_actor(), path.person_id, office_day(utc_now()))
    return answer(PersonCardOut.model_validate(card))


@api.get(
    "/people/<uuid:person_id>/record",
    operation_id="getPersonRecord",
    summary="Hồ sơ một người",
    responses={200: PersonRecordOut},
)
def get_record(path: PersonPath) -> Response:
    """Tell all that administrators know of a person: every office from–to, plans, clearance."""
    with platform().store.reading() as session:
        found = person_detail(session, current_actor(), path.person_id, office_day(utc_now()))
    return answer(PersonRecordOut.model_validate(found))


@api.put(
    "/people/<uuid:person_id>/clearance",
    operation_id="setClearance",
    summary="Đổi mức được biết",
    responses={200: Cleared},
)
def clear(path: PersonPath, body: Clearance, header: WriteHeaders) -> Response:
    """Clear the person up to a level of secrecy; nobody raises their own."""
    return answer(execute(set_clearance, SetClearance(person_id=path.person_id, **dict(body))))


@api.post("/people", operation_id="createPerson", summary="Thêm người", responses={201: Created})
def create(body: NewPerson, header: WriteHeaders) -> Response:
    """Add a person; they sign in by a one-time link."""
    return answer(execute(create_person, CreatePerson(**dict(body))), 201)


@api.patch(
    "/people/<uuid:person_id>",
    operation_id="changePerson",
    summary="Sửa thông tin",
    responses={204: None},
)
def change(path: PersonPath, body: PersonChanges, header: WriteHeaders) -> Response:
    """Change name, mail address or telephone."""
    execute(change_person, ChangePerson(person_id=path.person_id, **dict(body)))
    return Response(status=204)


@api.post(
    "/people/<uuid:person_id>/deactivation",
    operation_id="deactivatePerson",
    summary="Ngừng hoạt động",
    responses={204: None},
)
def deactivate(path: PersonPath, body: Leaving, header: WriteHeaders) -> Response:
    """End the person's access from a day on."""
    execute(deactivate_person, DeactivatePerson(person_id=path.person_id, **dict(body)))
    return Response(status=204)


@api.post(
    "/people/<uuid:person_id>/reactivation",
    operation_id="reactivatePerson",
    summary="Hoạt động trở lại",
    responses={204: None},
)
def reactivate(path: PersonPath, body: Because, header: WriteHeaders) -> Response:
    """Let the person sign in again."""
    execute(reactivate_person, ReactivatePerson(person_id=path.person_id, **dict(body)))
    return Response(status=204)

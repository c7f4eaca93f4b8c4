"""People and offices through the API, for administrators; a card for every colleague."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import access
from ecabinet.accounts.commands.handovers import HandedOver, HandOverOffice, hand_over_office
from ecabinet.accounts.commands.leaving import (
    DeactivatePerson,
    ReactivatePerson,
    deactivate_person,
    reactivate_person,
)
from ecabinet.accounts.commands.offices import EndOffice, GiveOffice, end_office, give_office
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
from ecabinet.accounts.queries.person import person_card
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("people", "people")


class PersonPath(BaseModel):
    """Which person."""

    person_id: UUID


class OfficePath(BaseModel):
    """Which office."""

    office_id: UUID


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


class OfficeLineOut(BaseModel):
    """An office held today."""

    model_config = ConfigDict(from_attributes=True)
    unit_id: UUID
    unit: str
    unit_code: str
    title: str
    role: Role
    is_head: bool


class PersonCardOut(BaseModel):
    """A person as colleagues know them."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    name: str
    email: str | None
    phone: str | None
    active: bool
    offices: list[OfficeLineOut]


class PersonLineOut(PersonCardOut):
    """A person of the administrators' list."""

    username: str
    leaves_on: date | None


class PeopleOut(BaseModel):
    """Some people by given name, and where the list goes on."""

    people: list[PersonLineOut]
    total: int
    next_after: UUID | None


class NewPerson(Body):
    """A person, with the offices held from the beginning."""

    username: Username
    name: Name
    email: Email | None = None
    phone: Phone | None = None
    offices: list[OfficeToHold] = Field(default_factory=list, max_length=50)


class PersonChanges(Body):
    """What shall be changed; what is left out stays."""

    name: Name | None = None
    email: Email | None = None
    phone: Phone | None = None
    revision: int | None = None


class Leaving(Body):
    """From which day the person has no access, and why."""

    on: date
    reason: Reason
    end_offices: bool = False


class Because(Body):
    """Why."""

    reason: Reason


class OfficeEnd(Body):
    """The last day, and why."""

    to_on: date
    reason: Reason


class Successor(Body):
    """Who holds the office next, from which day, and why."""

    to_person_id: UUID
    on: date
    reason: Reason


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
    execute(reactivate_person, ReactivatePerson(person_id=path.person_id, reason=body.reason))
    return Response(status=204)


@api.post(
    "/people/<uuid:person_id>/offices",
    operation_id="giveOffice",
    summary="Giao chức vụ",
    responses={201: Created},
)
def give(path: PersonPath, body: OfficeToHold, header: WriteHeaders) -> Response:
    """Give the person one more office."""
    return answer(execute(give_office, GiveOffice(person_id=path.person_id, **dict(body))), 201)


@api.post(
    "/offices/<uuid:office_id>/end",
    operation_id="endOffice",
    summary="Kết thúc chức vụ",
    responses={204: None},
)
def end(path: OfficePath, body: OfficeEnd, header: WriteHeaders) -> Response:
    """Name the last day of an office."""
    execute(end_office, EndOffice(office_id=path.office_id, **dict(body)))
    return Response(status=204)


@api.post(
    "/offices/<uuid:office_id>/handover",
    operation_id="handOverOffice",
    summary="Bàn giao chức vụ",
    responses={201: HandedOver},
)
def hand_over(path: OfficePath, body: Successor, header: WriteHeaders) -> Response:
    """Hand an office over, with the open tasks held through it."""
    command = HandOverOffice(office_id=path.office_id, **dict(body))
    return answer(execute(hand_over_office, command), 201)

"""Offices through the API: given, put right, ended, handed over."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel

from ecabinet.accounts.commands.handovers import (
    CancelHandover,
    HandedOver,
    HandOverOffice,
    cancel_handover,
    hand_over_office,
)
from ecabinet.accounts.commands.offices import (
    CorrectOffice,
    EndOffice,
    GiveOffice,
    correct_office,
    end_office,
    give_office,
)
from ecabinet.accounts.commands.people import Created, OfficeToHold
from ecabinet.accounts.fields import Reason, Title
from ecabinet.accounts.routes.api_people import Body, PersonPath
from ecabinet.core.actors import Role
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import execute

api = api_blueprint("offices", "people")


class OfficePath(BaseModel):
    """Which office."""

    office_id: UUID


class HandoverPath(BaseModel):
    """Which handover."""

    handover_id: UUID


class OfficeEnd(Body):
    """The last day, and why."""

    to_on: date
    reason: Reason
    revision: int | None = None


class OfficeCorrection(Body):
    """What was mistyped; what is left out stays. `open_ended` takes the last day away."""

    title: Title | None = None
    role: Role | None = None
    from_on: date | None = None
    to_on: date | None = None
    open_ended: bool = False
    is_head: bool | None = None
    revision: int | None = None


class Successor(Body):
    """Who holds the office next, from which day, and why."""

    to_person_id: UUID
    on: date
    reason: Reason
    revision: int | None = None


@api.post(
    "/people/<uuid:person_id>/offices",
    operation_id="giveOffice",
    summary="Giao chức vụ",
    responses={201: Created},
)
def give(path: PersonPath, body: OfficeToHold, header: WriteHeaders) -> Response:
    """Give the person one more office."""
    return answer(execute(give_office, GiveOffice(person_id=path.person_id, **dict(body))), 201)


@api.patch(
    "/offices/<uuid:office_id>",
    operation_id="correctOffice",
    summary="Sửa chức vụ ghi nhầm",
    responses={204: None},
)
def correct(path: OfficePath, body: OfficeCorrection, header: WriteHeaders) -> Response:
    """Put right what was mistyped of an office."""
    execute(correct_office, CorrectOffice(office_id=path.office_id, **dict(body)))
    return Response(status=204)


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
    """Hand an office over, with the open tasks held through it; on a later day, plan it."""
    command = HandOverOffice(office_id=path.office_id, **dict(body))
    return answer(execute(hand_over_office, command), 201)


@api.post(
    "/handovers/<uuid:handover_id>/cancellation",
    operation_id="cancelHandover",
    summary="Hủy hẹn bàn giao",
    responses={204: None},
)
def cancel(path: HandoverPath, header: WriteHeaders) -> Response:
    """Call a planned handover off."""
    execute(cancel_handover, CancelHandover(handover_id=path.handover_id))
    return Response(status=204)

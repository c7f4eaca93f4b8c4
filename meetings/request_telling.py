"""Who is told what of papers asked of units: only people who may know of the item."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.models import AgendaItem, Meeting, PaperRequest, Participant
from meetings.policies import PREPARING
from meetings.request_container import CONTAINER, request_path


def tell_unit(uow: UnitOfWork, request: PaperRequest, item: AgendaItem, what: str) -> None:
    """Tell the people of the unit."""
    today = office_day(uow.now)
    people = {person for _, person in at_desks(uow.session, [request.unit_id], PREPARING, today)}
    _tell(uow, request, item, what, people)


def tell_secretariat(uow: UnitOfWork, request: PaperRequest, item: AgendaItem, what: str) -> None:
    """Tell the secretaries of the meeting and of its body."""
    seated = select(Participant.person_id).where(
        Participant.meeting_id == request.meeting_id,
        Participant.removed_at.is_(None),
        Participant.function == Function.SECRETARY,
    )
    body = uow.session.scalars(
        select(Meeting.unit_id).where(Meeting.id == request.meeting_id)
    ).one()
    desk = at_desks(uow.session, [body], [Role.SECRETARY], office_day(uow.now))
    _tell(uow, request, item, what, {*uow.session.scalars(seated), *(one for _, one in desk)})


def units_with_people(uow: UnitOfWork, unit_ids: Iterable[UUID], secrecy: int) -> set[UUID]:
    """Return which of the units have somebody who may prepare a paper of this secrecy today."""
    pairs = at_desks(uow.session, list(unit_ids), PREPARING, office_day(uow.now))
    cleared = set(
        uow.session.scalars(
            select(Person.id).where(
                Person.id.in_([person for _, person in pairs]), Person.clearance >= secrecy
            )
        )
    )
    return {unit for unit, person in pairs if person in cleared}


def _tell(
    uow: UnitOfWork, request: PaperRequest, item: AgendaItem, what: str, people: Iterable[UUID]
) -> None:
    query = select(Person.id).where(Person.id.in_(people), Person.clearance >= item.secrecy)
    params: dict[str, Any] = {
        "title": f"{request.name} · {item.title}",
        "due_on": request.due_on,
    }
    uow.notify(
        Notice(
            kind=f"{CONTAINER}.{what}",
            to=list(uow.session.scalars(query)),
            url=request_path(request.id),
            params=params,
            subject=(CONTAINER, request.id),
        )
    )

"""Seats: names and titles are copied from the directory as they are on the day of inviting."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ecabinet.accounts.models import Person
from ecabinet.core.clock import office_day
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.models import Meeting, Participant


def people(uow: UnitOfWork, ids: Collection[UUID]) -> Mapping[UUID, Person]:
    """Return the active people among `ids`, with their offices."""
    query = select(Person).where(Person.id.in_(ids), Person.active)
    rows = uow.session.scalars(query.options(selectinload(Person.offices)))
    return {person.id: person for person in rows}


def title_of(uow: UnitOfWork, person: Person, unit_id: UUID) -> str:
    """Return the title held today, first of all the one held in the body that meets."""
    today = office_day(uow.now)
    held = [office for office in person.offices if office.held_on(today)]
    held.sort(key=lambda office: office.unit_id != unit_id)
    return held[0].title if held else ""


def new_seat(
    uow: UnitOfWork, meeting: Meeting, person: Person, function: Function, rank: int
) -> Participant:
    """Return a seat for `person` under today's name and title, not entitled yet."""
    return Participant(
        id=new_id(),
        meeting_id=meeting.id,
        person_id=person.id,
        name=person.name,
        title=title_of(uow, person, meeting.unit_id),
        function=function,
        entitled=False,
        rank=rank,
    )


def creator_seat(uow: UnitOfWork, meeting: Meeting, function: Function) -> Participant:
    """Return the seat of whoever creates the meeting."""
    person_id = uow.actor.person_id
    assert person_id is not None
    return new_seat(uow, meeting, people(uow, [person_id])[person_id], function, 0)

"""What is written on a line of a week, and how it is checked and kept."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.models import WeekLine, WeekPerson, WorkWeek
from meetings.calendar.rows import days_of, half_of
from meetings.calendar.states import Half, LineKind
from meetings.fields import Command, ShortText, Title

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(nfc)
]


def _of_the_office(clock: time | None) -> time | None:
    """A number would be read as seconds of UTC; the office's times know no zone."""
    if clock is not None and clock.tzinfo is not None:
        raise ValueError("a time of the office, without a zone")
    return clock


Clock = Annotated[time | None, AfterValidator(_of_the_office), Field(examples=["08:00:00"])]


class LineText(Command):
    """A line. Times are the office's; without `starts` it is for the whole `half` of the day.

    `person_ids` are the leaders, who chairs first.
    """

    day: date
    half: Half | None = None
    starts: Clock = None
    ends: Clock = None
    kind: LineKind = LineKind.WORK
    content: Title
    person_ids: tuple[UUID, ...] = Field((), max_length=40)
    participants: Words = ""
    place: ShortText = ""
    preparing: ShortText = ""
    note: Words = ""


class LineWish(LineText):
    """A line as the desk writes it. Only those concerned see a `restricted` one."""

    restricted: bool = False


class LineRef(Command):
    """The line that was made or changed."""

    id: UUID
    week_id: UUID


def writer(uow: UnitOfWork) -> UUID:
    """Return who writes. Raises Denied: the system itself writes no calendar."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="work_week")
    return uow.actor.person_id


def check_line(uow: UnitOfWork, week: WorkWeek, wish: LineText, kept: frozenset[UUID]) -> None:
    """Raise Invalid when the line does not fit the week; `kept`: people who stand on it already."""
    if wish.day not in days_of(week.monday):
        raise Invalid("work_week.other_day", field="day")
    if wish.ends is not None and (wish.starts is None or wish.ends <= wish.starts):
        raise Invalid("work_week.ends_before_start", field="ends")
    wanted = set(wish.person_ids)
    if len(wanted) != len(wish.person_ids):
        raise Invalid("work_week.person_twice", field="person_ids")
    active = select(Person.id).where(Person.id.in_(wanted - kept), Person.active)
    if set(uow.session.scalars(active)) != wanted - kept:
        raise Invalid("work_week.unknown_person", field="person_ids")


def write_line(uow: UnitOfWork, line: WeekLine, wish: LineText) -> None:
    """Put what was wished on the line, signed by who acts."""
    for name in LineWish.model_fields.keys() - {"person_ids", "half"}:
        if hasattr(wish, name):  # What a unit proposes is never restricted.
            setattr(line, name, getattr(wish, name))
    line.half = half_of(wish.starts, wish.half)
    line.changed_by, line.changed_at = writer(uow), uow.now
    set_people(line, wish.person_ids)


def set_people(line: WeekLine, person_ids: tuple[UUID, ...]) -> None:
    """Let exactly these people stand on the line, in this order."""
    known = {seat.person_id: seat for seat in line.people}
    line.people = [
        known.get(person_id) or WeekPerson(person_id=person_id, position=place)
        for place, person_id in enumerate(person_ids)
    ]
    for place, seat in enumerate(line.people):
        seat.position = place

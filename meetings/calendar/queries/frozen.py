"""Rows of a week: as its lines stand now, and as they were published last."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from ecabinet.accounts.models import Person
from meetings.calendar.models import WeekEdition, WeekLine, WorkWeek
from meetings.calendar.rows import Leader, Row, in_order
from meetings.calendar.states import Half, LineKind, LineState


def lines_of(session: Session, week: WorkWeek) -> list[WeekLine]:
    """Return the lines of a week that were not taken out; two queries."""
    return list(
        session.scalars(
            select(WeekLine)
            .where(WeekLine.week_id == week.id, WeekLine.state != LineState.REMOVED)
            .options(selectinload(WeekLine.people))
            .order_by(WeekLine.day, WeekLine.half, WeekLine.id)
        )
    )


def names_of(session: Session, lines: list[WeekLine]) -> dict[UUID, str]:
    """Return the names of everybody on the lines and of who wrote them; one query."""
    wanted = {seat.person_id for line in lines for seat in line.people}
    wanted |= {line.changed_by for line in lines}
    query = select(Person.id, Person.name).where(Person.id.in_(wanted))
    return dict(session.execute(query).all())


def row_of(line: WeekLine, names: dict[UUID, str]) -> Row:
    """Return a line as it would be published."""
    return Row(
        id=line.id,
        meeting_id=line.meeting_id,
        kind=LineKind(line.kind),
        day=line.day,
        half=Half(line.half),
        starts=line.starts,
        ends=line.ends,
        content=line.content,
        leaders=tuple(Leader(id=s.person_id, name=names[s.person_id]) for s in line.people),
        participants=line.participants,
        place=line.place,
        preparing=line.preparing,
        note=line.note,
        restricted=line.restricted,
        by=names[line.changed_by],
    )


def accepted_rows(session: Session, week: WorkWeek) -> list[Row]:
    """Return what would be published now; three queries."""
    lines = [line for line in lines_of(session, week) if line.state == LineState.ACCEPTED]
    names = names_of(session, lines)
    return in_order(row_of(line, names) for line in lines)


def last_edition(session: Session, week: WorkWeek) -> WeekEdition | None:
    """Return what was published last."""
    return session.scalar(
        select(WeekEdition).where(
            WeekEdition.week_id == week.id, WeekEdition.number == week.edition
        )
    )


def last_rows(session: Session, week: WorkWeek) -> list[Row]:
    """Return the rows that were published last; none of a week that never was."""
    edition = last_edition(session, week)
    return [Row.model_validate(row) for row in edition.rows] if edition else []


def published_rows(
    session: Session, first: date, last: date, unit_id: UUID | None = None
) -> list[tuple[WorkWeek, Row]]:
    """Return what is published for these days (inclusive), of one body or all; one query."""
    query = (
        select(WorkWeek, WeekEdition)
        .join(
            WeekEdition,
            (WeekEdition.week_id == WorkWeek.id) & (WeekEdition.number == WorkWeek.edition),
        )
        .options(joinedload(WorkWeek.unit))
        .where(WorkWeek.monday > first - timedelta(days=7), WorkWeek.monday <= last)
        .order_by(WorkWeek.monday, WorkWeek.id)
    )
    if unit_id is not None:
        query = query.where(WorkWeek.unit_id == unit_id)
    return [
        (week, row)
        for week, edition in session.execute(query)
        for row in map(Row.model_validate, edition.rows)
        if first <= row.day <= last
    ]

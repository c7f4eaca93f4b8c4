"""A work week that is compiled and published."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.notices import NoticeRow
from meetings.calendar.commands.lines import (
    AddLine,
    add_line,
)
from meetings.calendar.commands.weeks import (
    OpenWeek,
    WeekStep,
    open_week,
    publish_week,
    submit_week,
)
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week import week_out
from meetings.calendar.rows import monday_of
from tests.gatherings import Gathering

# The week after next, so that nothing depends on the weekday on which the tests run.
MONDAY = monday_of(office_day(utc_now())) + timedelta(days=14)


def begun(g: Gathering) -> UUID:
    """The week of the committee, begun by its secretary."""
    made: UUID = g.run("thuky", open_week, OpenWeek(unit_id=g.office.units["TU"], day=MONDAY)).id
    return made


def add(g: Gathering, week: UUID, content: str = "Tiếp dân", **fields: Any) -> UUID:
    """A line by hand, on Monday morning at eight unless said."""
    wish = {"day": MONDAY, "starts": time(8), "content": content} | fields
    made: UUID = g.run("thuky", add_line, AddLine(week_id=week, **wish)).id
    return made


def seen(g: Gathering, week: UUID, username: str = "thuky") -> WeekOut:
    """The week as somebody sees it."""
    with g.store.reading() as session:
        return week_out(session, g.as_actor(username), week)


def published(g: Gathering, week: UUID) -> None:
    """Submitted and approved."""
    g.run("thuky", submit_week, WeekStep(week_id=week))
    g.run("lanhdao", publish_week, WeekStep(week_id=week))


def told(g: Gathering, kind: str) -> list[str]:
    """Who was told of this kind."""
    names = {key: name for name, key in g.office.people.items()}
    with g.store.reading() as session:
        rows = session.scalars(select(NoticeRow.person_id).where(NoticeRow.kind == kind))
        return sorted(names[row] for row in rows)

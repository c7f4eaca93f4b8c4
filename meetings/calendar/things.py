"""Weekly calendars, for those who ask who may do what with them; lines only as a kind."""

from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.text import fold
from ecabinet.core.things import MOST, Found, Kind, id_in, never_chosen, register_things
from meetings.calendar.models import WeekLine, WorkWeek


def register_calendar_things() -> None:
    """Register weeks, and lines that units propose."""
    load = lambda session, key: session.get(WorkWeek, key)  # noqa: E731
    register_things(Kind("work_week", _l("Lịch công tác tuần"), _search, _name, load, _samples))
    register_things(never_chosen("week_line", _l("Đăng ký lịch công tác"), _lines))


def _search(session: Session, _actor: Actor, text: str) -> list[Found]:
    """By words of the body's name, newest first; or by address."""
    wanted, key = fold(text).split(), id_in(text)
    rows = session.scalars(select(WorkWeek).order_by(WorkWeek.monday.desc()).limit(500))
    return [
        Found("work_week", row.id, _label(row.unit, row))
        for row in rows
        if row.id == key or (wanted and all(word in fold(row.unit.name) for word in wanted))
    ][:MOST]


def _name(session: Session, _actor: Actor, week_id: UUID) -> str | None:
    row = session.get(WorkWeek, week_id)
    return _label(row.unit, row) if row else None


def _label(unit: Unit, row: WorkWeek) -> str:
    day = f"{row.monday:%d/%m/%Y}"
    return str(_("Lịch tuần từ %(day)s, %(unit)s", day=day, unit=unit.name))


def _samples(unit_id: UUID) -> list[WorkWeek]:
    """A week that is compiled, and one that was published."""
    return [WorkWeek(id=uuid4(), unit_id=unit_id, edition=number) for number in (0, 1)]


def _lines(unit_id: UUID) -> list[WeekLine]:
    return [WeekLine(id=uuid4(), proposed_by=unit_id)]

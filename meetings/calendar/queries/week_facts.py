"""The facts of the printed week: whose it is, in whose layout, who approved it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.official.places import locality
from ecabinet.accounts.models import Office
from ecabinet.accounts.queries.unit_names import line_on
from ecabinet.core.actors import Actor, Role
from ecabinet.core.clock import office_day, office_time, utc_now
from meetings.calendar.models import WeekEdition
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week import week_out
from meetings.calendar.states import LineState
from meetings.calendar.week_file import WeekFacts
from meetings.models import Meeting

DEFAULT_RULES = "party"


def week_facts(session: Session, actor: Actor, week_id: UUID, office: str) -> WeekFacts:
    """Return what is printed: to the desk what stands there now, else what was published.

    `office` is the name of the whole office.

    Raises:
        NotFound: as the gate says of reading.
    """
    week = week_out(session, actor, week_id)
    line = line_on(session, week.unit.id, week.monday)
    number = week.edition if not week.pending else 0
    return WeekFacts(
        rule_set=_rules_of(session, week.unit.id),
        issuer=week.unit.name,
        superior=line[1].name if len(line) > 1 else None,
        symbol=f"…-LCT/{line[0].code}",
        place=_place(line[-1].name, office),
        monday=week.monday,
        sunday=week.monday + timedelta(days=6),
        number=number,
        lines=tuple(one for one in week.lines if one.state == LineState.ACCEPTED),
        signer=week.published_by or "",
        position=_position(session, week),
        made_at=office_time(week.published_at or utc_now()),
    )


def _place(top: str, office: str) -> str:
    """The place in the name of the topmost body; where it names none, in that of the office."""
    return locality(top) if locality(top) != top else locality(office)


def _rules_of(session: Session, unit_id: UUID) -> str:
    """As the body's newest meeting is set."""
    query = select(Meeting.rule_set).where(Meeting.unit_id == unit_id)
    return session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1)) or DEFAULT_RULES


def _position(session: Session, week: WeekOut) -> str:
    """The leader's office in the body on the day of approval."""
    if week.published_at is None:
        return ""
    rows = session.scalars(
        select(Office)
        .join(WeekEdition, WeekEdition.published_by == Office.person_id)
        .where(
            WeekEdition.week_id == week.id,
            WeekEdition.number == week.edition,
            Office.unit_id == week.unit.id,
            Office.role == Role.LEADER,
        )
        .order_by(Office.rank, Office.id)
    )
    day = office_day(week.published_at)
    return next((office.title for office in rows if office.held_on(day)), "")

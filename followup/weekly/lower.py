"""The figures of the units below in a unit's report: each counted from the lines that it sent."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.shapes import Line, LowerUnit, tally, thawed
from followup.weekly.standing import Below, standing
from followup.weekly.states import WeeklyStage


def lower_units(session: Session, row: WeeklySheet, today: date) -> tuple[LowerUnit, ...]:
    """Return the units below with what they have reported for the week, in the order of the office;
    a constant number of queries. None for a plan, or the report of a person."""
    if row.person_id is not None or row.stage is not WeeklyStage.REPORT:
        return ()
    below = standing(session, [row.unit_id], row.monday, today).get(row.unit_id, [])
    units = [each for each in below if each.is_unit]
    sent = {u.sheets[row.stage].sheet_id: u for u in units if u.sent(row.stage)}
    found = {below.id: edition for below, edition in newest_of(session, sent)}
    return tuple(_unit(each, found.get(each.id)) for each in units)


def newest_of(session: Session, sent: dict[UUID, Below]) -> list[tuple[Below, WeeklyEdition]]:
    """Return what those below have sent last, by the ids of their sheets; one query."""
    if not sent:
        return []
    query = select(WeeklyEdition).join(
        WeeklySheet,
        and_(WeeklySheet.id == WeeklyEdition.sheet_id, WeeklySheet.edition == WeeklyEdition.number),
    )
    found = {each.sheet_id: each for each in session.scalars(query.where(WeeklySheet.id.in_(sent)))}
    return [(below, found[sheet_id]) for sheet_id, below in sent.items() if sheet_id in found]


def _unit(below: Below, edition: WeeklyEdition | None) -> LowerUnit:
    if edition is None:
        return LowerUnit(below.name)
    return counted(below.name, thawed(edition.data).lines, edition.sheet_id, edition.number)


def counted(name: str, lines: Iterable[Line], sheet_id: UUID, edition: int) -> LowerUnit:
    """Return the figures of a unit: what it had planned by its outcome, and what came besides."""
    found = list(lines)
    planned = tally(line for line in found if not line.unplanned)
    return LowerUnit(
        name, sheet_id, edition, planned.total, planned.done, planned.partly, planned.not_done,
        len(found) - planned.total,
    )  # fmt: skip

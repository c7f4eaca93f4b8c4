"""The home page's part: the sheets that are due, from Friday to Tuesday, or were returned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor, Role
from followup.weekly.models import WeeklySheet
from followup.weekly.policies import WRITERS
from followup.weekly.queries import allows_any
from followup.weekly.spans import WEEK, due_now, week_of
from followup.weekly.states import WeeklyStage, WeeklyState

KEPT_FOR = 5 * WEEK
"""A unit keeps weekly plans when somebody there wrote one in this time: nobody else is asked."""
Key = tuple[UUID, UUID | None, WeeklyStage, date]


@dataclass(frozen=True)
class DueSheet:
    """A sheet to write or to send; without `sheet_id` it was not begun. `of_unit`: the unit's."""

    unit_id: UUID
    unit: str
    of_unit: bool
    stage: WeeklyStage
    monday: date
    sheet_id: UUID | None
    returned: bool


def due_sheets(session: Session, actor: Actor, today: date) -> list[DueSheet] | None:
    """Return what is due of the person and of the units they lead, None for nothing; at most
    three queries."""
    leading = actor.units_as(Role.LEADER)
    writing = frozenset() if leading else actor.units_as(*WRITERS)
    units = writing | leading
    if not units or not allows_any(actor):
        return None
    keeping = _keeping(session, units, today)
    if not keeping:
        return None
    known = _known(session, actor, units, today)
    wanted: list[Key] = [
        key
        for stage, monday in due_now(today)
        for key in _holders(actor, writing & keeping, leading & keeping, stage, monday)
    ]
    wanted += [key for key, (_id, state) in known.items() if state is WeeklyState.RETURNED]
    names = names_on(session, keeping, today)
    return _due(dict.fromkeys(wanted), known, {unit: named.name for unit, named in names.items()})


def _holders(
    actor: Actor, writing: Iterable[UUID], leading: Iterable[UUID], stage: WeeklyStage, monday: date
) -> list[Key]:
    mine: list[Key] = [(unit, actor.person_id, stage, monday) for unit in sorted(writing)]
    return mine + [(unit, None, stage, monday) for unit in sorted(leading)]


def _keeping(session: Session, units: frozenset[UUID], today: date) -> frozenset[UUID]:
    query = select(WeeklySheet.unit_id).where(
        WeeklySheet.unit_id.in_(units), WeeklySheet.monday >= today - KEPT_FOR
    )
    return frozenset(session.scalars(query.group_by(WeeklySheet.unit_id)))


def _known(
    session: Session, actor: Actor, units: frozenset[UUID], today: date
) -> dict[Key, tuple[UUID, WeeklyState]]:
    """The person's own sheets of these weeks, and those of the units they lead."""
    rows = session.scalars(
        select(WeeklySheet).where(
            or_(
                WeeklySheet.person_id == actor.person_id,
                WeeklySheet.person_id.is_(None)
                & WeeklySheet.unit_id.in_(actor.units_as(Role.LEADER)),
            ),
            WeeklySheet.unit_id.in_(units),
            WeeklySheet.monday >= week_of(today).first - WEEK,
        )
    )
    return {
        (row.unit_id, row.person_id, row.stage, row.monday): (row.id, row.state) for row in rows
    }


def _due(
    wanted: Iterable[Key], known: dict[Key, tuple[UUID, WeeklyState]], names: dict[UUID, str]
) -> list[DueSheet] | None:
    found = []
    for unit_id, person_id, stage, monday in wanted:
        sheet_id, state = known.get((unit_id, person_id, stage, monday), (None, None))
        if state is not WeeklyState.SENT and unit_id in names:
            found.append(
                DueSheet(
                    unit_id, names[unit_id], person_id is None, stage, monday, sheet_id,
                    state is WeeklyState.RETURNED,
                )
            )  # fmt: skip
    return found or None

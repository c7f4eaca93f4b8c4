"""Who is asked for a sheet by whom, and who has sent: of some units at once, constant queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, defer

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.policies import WRITERS
from followup.weekly.spans import week_of
from followup.weekly.states import WeeklyStage, WeeklyState


@dataclass(frozen=True)
class SentSheet:
    """What was sent: the newest edition, or that it lies with its writer again."""

    sheet_id: UUID
    state: WeeklyState
    edition: int
    sent_at: datetime


@dataclass(frozen=True)
class Below:
    """A person of the unit, or a unit right below it. `expected`: is asked for a sheet."""

    id: UUID
    name: str
    title: str
    is_unit: bool
    expected: bool
    sheets: Mapping[WeeklyStage, SentSheet] = field(default_factory=dict)

    def sent(self, stage: WeeklyStage) -> bool:
        """Whether it lies with the unit."""
        found = self.sheets.get(stage)
        return found is not None and found.state is not WeeklyState.RETURNED


Standing = Mapping[UUID, list[Below]]


def standing(session: Session, unit_ids: Collection[UUID], monday: date, today: date) -> Standing:
    """Return who is below each unit in a week, people first, units after them; six queries.

    People and units are those of the last day of the week, or of today while it runs; who has sent
    is there, wherever they are now.
    """
    if not unit_ids:
        return {}
    day = min(today, week_of(monday).last)
    sent = _sent(session, unit_ids, monday)
    pairs = _asked(session, unit_ids, day)
    below = session.execute(
        select(Unit.parent_id, Unit.id).where(Unit.parent_id.in_(unit_ids), open_on(day))
    )
    units = {(parent, unit) for parent, unit in below if parent is not None}
    asked = pairs | units
    everybody = asked | set(sent)
    found: dict[UUID, list[Below]] = defaultdict(list)
    for unit_id, each in _named(session, unit_ids, everybody):
        key = (unit_id, each.id)
        found[unit_id].append(
            Below(each.id, each.name, each.title, each.is_unit, key in asked, sent.get(key, {}))
        )
    return found


def _asked(session: Session, unit_ids: Collection[UUID], day: date) -> set[tuple[UUID, UUID]]:
    """Return (unit, person) of whom a sheet is asked: of nobody who leads a unit anywhere."""
    pairs = at_desks(session, unit_ids, WRITERS, day)
    leading = set(
        session.scalars(
            select(Office.person_id).where(
                Office.person_id.in_({person for _unit, person in pairs}),
                Office.role == Role.LEADER,
                Office.held_on(day),
            )
        )
    )
    return {(unit, person) for unit, person in pairs if person not in leading}


def _sent(
    session: Session, unit_ids: Collection[UUID], monday: date
) -> dict[tuple[UUID, UUID], dict[WeeklyStage, SentSheet]]:
    rows = session.execute(
        select(WeeklySheet, WeeklyEdition.sent_at)
        .join(
            WeeklyEdition,
            and_(
                WeeklyEdition.sheet_id == WeeklySheet.id,
                WeeklyEdition.number == WeeklySheet.edition,
            ),
        )
        .options(defer(WeeklySheet.lines))
        .where(
            WeeklySheet.monday == monday,
            or_(
                and_(WeeklySheet.person_id.is_not(None), WeeklySheet.unit_id.in_(unit_ids)),
                and_(WeeklySheet.person_id.is_(None), WeeklySheet.to_id.in_(unit_ids)),
            ),
        )
    )
    found: dict[tuple[UUID, UUID], dict[WeeklyStage, SentSheet]] = defaultdict(dict)
    for sheet, sent_at in rows:
        to = sheet.unit_id if sheet.person_id else sheet.to_id
        assert to is not None  # Asked for above.
        found[to, sheet.person_id or sheet.unit_id][sheet.stage] = SentSheet(
            sheet.id, sheet.state, sheet.edition, sent_at
        )
    return found


def _named(
    session: Session, unit_ids: Collection[UUID], pairs: Collection[tuple[UUID, UUID]]
) -> list[tuple[UUID, Below]]:
    """Return the pairs with names, in the order of the office."""
    ids = {key for _unit, key in pairs}
    people = session.execute(
        select(Person.id, Person.name, Office.unit_id, Office.title)
        .outerjoin(Office, and_(Office.person_id == Person.id, Office.unit_id.in_(unit_ids)))
        .where(Person.id.in_(ids))
        .order_by(Person.sort_key, Person.id, Office.rank)
    )
    titles: dict[tuple[UUID | None, UUID], str] = {}
    names: dict[UUID, str] = {}
    for key, name, unit_id, title in people:
        names[key] = name
        titles.setdefault((unit_id, key), title or "")
    units = session.execute(
        select(Unit.id, Unit.name).where(Unit.id.in_(ids)).order_by(Unit.rank, Unit.name)
    ).all()
    found = [
        (unit, Below(key, names[key], titles.get((unit, key), ""), False, False))
        for key in names for unit in unit_ids if (unit, key) in pairs
    ]  # fmt: skip
    return found + [
        (unit, Below(key, name, "", True, False))
        for key, name in units for unit in unit_ids if (unit, key) in pairs
    ]  # fmt: skip


def missing(below: Collection[Below], stage: WeeklyStage) -> list[Below]:
    """Return who is asked for a sheet that does not lie with the unit."""
    return [each for each in below if each.expected and not each.sent(stage)]

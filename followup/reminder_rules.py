"""By which rules tasks are chased: a catalogue, one entry for each body that has its own.

The code of an entry is the sign of a unit (VPTU). It holds for that unit and those below it, the
nearest one upwards wins; `CHUNG` holds for all others. Domain: domain.md, section 6, reminder
ladder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.symbols import SymbolStyle
from ecabinet.accounts.models import Unit
from ecabinet.catalogues.queries import Entry, book
from ecabinet.catalogues.registry import Catalogue, Seed
from ecabinet.catalogues.values import EntryData

FOR_ALL = "CHUNG"
FARTHEST = 60
"""Days before the date on which the first reminder may be sent."""

Days = Annotated[int, Field(ge=0, le=60)]
Hour = Annotated[int, Field(ge=0, le=24)]


def _in_order(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(days), reverse=True))


class ReminderRule(EntryData):
    """The ladder of one body, and when it keeps quiet.

    `before`: days before the date. `late_every`: days between two reminders of what is overdue,
    the first on the day after the date; 0: only that one. `escalate_after`: days overdue after
    which the supervising leader is told, 0: never; again each `escalate_every` days, 0: once.
    With `rest_quiet` nothing is sent on days off: what is to come before the date is sent on the
    working day before, what is overdue on the next one. Sent from `from_hour`, not at or after
    `to_hour`. `rule_set`: the layout of letters of the body.
    """

    before: Annotated[
        tuple[Annotated[int, Field(ge=1, le=FARTHEST)], ...],
        Field(max_length=10),
        AfterValidator(_in_order),
    ] = (3,)
    on_day: bool = True
    late_every: Days = 3
    escalate_after: Days = 7
    escalate_every: Days = 7
    rest_quiet: bool = True
    from_hour: Hour = 7
    to_hour: Hour = 18
    rule_set: SymbolStyle = SymbolStyle.PARTY

    @model_validator(mode="after")
    def _some_hours(self) -> Self:
        """There must be a time at which something can be sent."""
        if self.from_hour >= self.to_hour:
            raise ValueError("reminder_rule.no_hours")
        return self


REMINDER_RULES = Catalogue(
    "reminder-rules",
    ReminderRule,
    seed=(Seed(FOR_ALL, "Cả cơ quan", "The whole office", ReminderRule()),),
)


@dataclass(frozen=True)
class Applied:
    """A rule with the units it holds for; `code` is empty when the catalogue says nothing."""

    code: str
    entry: Entry[ReminderRule] | None
    rule: ReminderRule
    unit_ids: frozenset[UUID] = field(default_factory=frozenset)

    def shown(self, language: str) -> str:
        """What the rule is called; empty for the one that is built in."""
        return self.entry.shown(language) if self.entry else ""


def applied_rules(session: Session, today: date) -> list[Applied]:
    """Return every rule that holds for some unit, the one for all others first; two queries."""
    offered = {entry.code: entry for entry in book(session, REMINDER_RULES).offered(today)}
    rows = session.execute(select(Unit.id, Unit.code, Unit.parent_id))
    units = {unit_id: (code, parent_id) for unit_id, code, parent_id in rows}
    by_code: dict[str, set[UUID]] = {}
    for unit_id in units:
        by_code.setdefault(_code_for(unit_id, units, offered), set()).add(unit_id)
    found = [_applied(code, offered, ids) for code, ids in by_code.items() if code != FOR_ALL]
    general = _applied(FOR_ALL, offered, by_code.get(FOR_ALL, set()))
    return [general, *sorted(found, key=lambda one: one.code)]


def _applied(code: str, offered: Mapping[str, Entry[ReminderRule]], ids: set[UUID]) -> Applied:
    entry = offered.get(code)
    if entry is None:
        return Applied("", None, ReminderRule(), frozenset(ids))
    return Applied(code, entry, entry.data, frozenset(ids))


def _code_for(
    unit_id: UUID,
    units: Mapping[UUID, tuple[str, UUID | None]],
    offered: Mapping[str, Entry[ReminderRule]],
) -> str:
    at: UUID | None = unit_id
    for _ in range(len(units)):  # A circle in the tree must not hang the worker.
        if at is None or at not in units:
            break
        code, at = units[at]
        if code in offered:
            return code
    return FOR_ALL


def rule_of(session: Session, unit_id: UUID, today: date) -> Applied:
    """Return the rule that holds for the unit."""
    rules = applied_rules(session, today)
    return next((one for one in rules if unit_id in one.unit_ids), rules[0])

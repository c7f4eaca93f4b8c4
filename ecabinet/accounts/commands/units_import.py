"""Units by the hundred: all good lines of a file in one transaction, or nothing."""

from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import func, insert, select
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts import access
from ecabinet.accounts.commands.units import UnitCommand
from ecabinet.accounts.commands.units_history import write
from ecabinet.accounts.models.unit import EVER, Unit, UnitDeed, UnitName
from ecabinet.accounts.queries.units_import import Effect, Judgement, judge
from ecabinet.accounts.units_lines import UnitLine
from ecabinet.core.clock import office_day
from ecabinet.core.ids import new_id
from ecabinet.core.imports import Imported, Refused, left_out
from ecabinet.core.unit_of_work import UnitOfWork


class ImportUnits(UnitCommand):
    """All lines of a file that make sense by themselves; `refused` are the others."""

    lines: tuple[UnitLine, ...] = Field(max_length=5_000)
    refused: tuple[Refused, ...] = ()
    skip_bad: bool = False


def import_units(uow: UnitOfWork, cmd: ImportUnits) -> Imported:
    """Add the units of new lines and change those that lines describe otherwise.

    Units the file does not name stay as they are; nothing is closed by an import.

    Raises:
        Denied: the actor does not manage units.
        Conflict: lines are wrong, and it was not said to leave them out.
    """
    access.tree_to_change(uow)
    found = judge(uow.session, cmd.lines, office_day(uow.now))
    refused = left_out(found.problems, earlier=cmd.refused, skip_bad=cmd.skip_bad)
    made = _add(uow, found)
    _change(uow, found, made)
    done = list(found.effects.values())
    new, changed = done.count(Effect.NEW), done.count(Effect.CHANGED)
    uow.audit("units.imported", "unit", "many", created=new, changed=changed, left=len(refused))
    return Imported(
        created=new, changed=changed, unchanged=done.count(Effect.NOTHING), refused=refused
    )


def _add(uow: UnitOfWork, found: Judgement) -> dict[str, UUID]:
    """Write the new units, each table with one statement; return the id of every sign."""
    ids = {key: unit.id for key, unit in found.units.items()}
    new = _parents_first(found)
    ids |= {line.key: new_id() for line in new}
    ranks = _ranks(uow)
    units: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for line in new:
        above = ids[line.parent_key] if line.parent_key else None
        rank = ranks[above] = ranks.get(above, -1) + 1
        told = {"name": line.name, "code": line.code, "kind": line.kind.value, "parent_id": above}
        unit_id = ids[line.key]
        units.append(
            {"id": unit_id, "rank": rank, "opened_on": line.opened_on, "revision": 1, **told}
        )
        names.append(
            {
                "id": new_id(), "unit_id": unit_id, "number": 1, "deed": UnitDeed.CREATED.value,
                "from_on": EVER, "to_on": None, "recorded_at": uow.now,
                "recorded_by": uow.actor.person_id, **told,
            }
        )  # fmt: skip
        uow.audit("unit.created", "unit", unit_id, code=line.code, name=line.name)
    for table, rows in ((Unit, units), (UnitName, names)):
        if rows:
            uow.session.execute(insert(table), rows)
    return ids


def _parents_first(found: Judgement) -> list[UnitLine]:
    """Return the new lines such that a superior unit comes before those below it."""
    order: dict[str, UnitLine] = {}
    for line in found.good.values():
        path: list[UnitLine] = []
        here: UnitLine | None = line
        while here is not None and here.key not in found.units and here.key not in order:
            path.append(here)
            here = found.good.get(here.parent_key) if here.parent_key else None
        order |= {one.key: one for one in reversed(path)}
    return list(order.values())


def _ranks(uow: UnitOfWork) -> dict[UUID | None, int]:
    query = select(Unit.parent_id, func.max(Unit.rank)).group_by(Unit.parent_id)
    return {row[0]: row[1] for row in uow.session.execute(query)}


def _change(uow: UnitOfWork, found: Judgement, ids: dict[str, UUID]) -> None:
    for key, changes in found.changes.items():
        unit, line = found.units[key], found.good[key]
        wanted = dict(changes)
        if "parent_id" in wanted:
            wanted["parent_id"] = ids[line.parent_key] if line.parent_key else None
        deed = _deed(wanted)
        rows, number, since = found.rows[unit.id], found.numbers[unit.id] + 1, found.since(line)
        write(uow, unit, rows, number, deed, since, **wanted)
        flag_modified(unit, "name")  # Also when it is for later, the next editor must have seen it.
        uow.audit(
            f"unit.{deed}", "unit", unit.id, from_on=since, code=unit.code, to=wanted, by="import"
        )


def _deed(changes: dict[str, Any]) -> UnitDeed:
    if "parent_id" in changes:
        return UnitDeed.MOVED
    return UnitDeed.RENAMED if "name" in changes else UnitDeed.RECLASSED

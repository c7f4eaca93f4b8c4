"""Units come into being, and change their name, sign or kind from a day on."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts import access
from ecabinet.accounts.commands.units_history import begin, change
from ecabinet.accounts.fields_units import Code, Name, Reason
from ecabinet.accounts.models.unit import Unit, UnitDeed, UnitKind, UnitName
from ecabinet.accounts.unit_days import check_day, check_sane, written
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork


class UnitCommand(BaseModel):
    """Parent of the commands about units: nothing but what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitRef(UnitCommand):
    """The unit that was made or changed."""

    id: UUID


class NewUnit(UnitCommand):
    """A unit under its parent; `code` is its sign in document symbols. Without `rank` it is last.

    `opened_on` may lie ahead: until then the unit can be chosen nowhere.
    """

    name: Name
    code: Code
    kind: UnitKind = UnitKind.OFFICE
    parent_id: UUID | None = None
    opened_on: date | None = None
    rank: int | None = None


class CreateUnit(NewUnit):
    """A unit to add to the tree."""


def create_unit(uow: UnitOfWork, cmd: CreateUnit) -> UnitRef:
    """Add a unit to the tree.

    Raises:
        Denied: the actor does not manage units.
        Invalid: there is no such parent.
        Conflict: the code is taken, or the parent closed.
    """
    access.tree_to_change(uow)
    check_code(uow.session, cmd.code)
    return UnitRef(id=add_unit(uow, cmd).id)


def add_unit(uow: UnitOfWork, new: NewUnit) -> Unit:
    """Add the row and its history; the code is known to be free and the tree locked."""
    today = office_day(uow.now)
    if new.opened_on is not None:
        check_sane(new.opened_on, today)
    check_parent(uow, new.parent_id, max(new.opened_on or date.min, today))
    unit = Unit(
        name=new.name,
        code=new.code,
        kind=new.kind.value,
        parent_id=new.parent_id,
        opened_on=new.opened_on,
        rank=_last_rank(uow.session, new.parent_id) if new.rank is None else new.rank,
    )
    uow.session.add(unit)
    uow.session.flush()  # The history refers to the row, and the id is part of the answer.
    begin(uow, unit)
    uow.audit("unit.created", "unit", unit.id, code=unit.code, name=unit.name)
    return unit


class UnitChanges(UnitCommand):
    """What is left out stays. `revision` is that of what the person saw."""

    name: Name | None = None
    code: Code | None = None
    kind: UnitKind | None = None
    from_on: date
    reason: Reason = ""
    revision: int | None = None


class ChangeUnit(UnitChanges):
    """Another name, sign or kind of one unit, from a day on."""

    unit_id: UUID


def change_unit(uow: UnitOfWork, cmd: ChangeUnit) -> UnitRef:
    """Rename, recode or reclass the unit; a future day is kept and takes effect then.

    Raises:
        Stale: somebody changed it since `revision`.
        Invalid: nothing would change, or the day is before the unit was opened.
        Conflict: the code is taken, the unit closed, or it has changed after that day already.
    """
    unit = access.unit_to_change(uow, cmd.unit_id, cmd.revision)
    wanted = cmd.model_dump(include={"name", "code", "kind"}, exclude_none=True, mode="json")
    then = _on(uow.session, unit, cmd.from_on)
    changes = {name: value for name, value in wanted.items() if value != getattr(then, name)}
    if not changes:
        raise Invalid("unit.nothing_changes", field="name")
    if "code" in changes:
        check_code(uow.session, changes["code"], but=unit.id)
    change(uow, unit, _deed(changes), cmd.from_on, cmd.reason, **changes)
    flag_modified(unit, "name")  # Also when it is for later, the next editor must have seen it.
    uow.audit(
        f"unit.{_deed(changes)}", "unit", unit.id,
        from_on=cmd.from_on, reason=cmd.reason, code=unit.code, to=changes,
    )  # fmt: skip
    return UnitRef(id=unit.id)


def _on(session: Session, unit: Unit, day: date) -> Unit | UnitName:
    query = select(UnitName).where(UnitName.unit_id == unit.id, UnitName.withdrawn_at.is_(None))
    return next((row for row in session.scalars(query) if row.held_on(day)), unit)


def _deed(changes: Iterable[str]) -> UnitDeed:
    if "name" in changes:
        return UnitDeed.RENAMED
    return UnitDeed.RECODED if "code" in changes else UnitDeed.RECLASSED


def check_code(session: Session, code: str, *, but: UUID | None = None) -> None:
    """Raise Conflict when the sign belongs to another unit now or later.

    A closed unit keeps its sign: old document symbols must go on naming one body.
    """
    wanted = code.casefold()
    taken = select(Unit.id, Unit.code, Unit.closed_on)
    later = (
        select(UnitName.unit_id, UnitName.code, Unit.closed_on)
        .join(Unit, Unit.id == UnitName.unit_id)
        .where(UnitName.to_on.is_(None), UnitName.withdrawn_at.is_(None))
    )
    for unit_id, known, closed_on in (*session.execute(taken), *session.execute(later)):
        if unit_id != but and known.casefold() == wanted:
            closed = closed_on is not None
            reason = "unit.code_of_closed" if closed else "unit.code_taken"
            raise Conflict(reason, code=code, field="code")


def check_parent(uow: UnitOfWork, parent_id: UUID | None, day: date) -> None:
    """Raise Invalid when there is no such parent, Conflict when it is closed on `day`."""
    if parent_id is None:
        return
    parent = uow.session.get(Unit, parent_id)
    if parent is None:
        raise Invalid("unit.parent_unknown", field="parent_id")
    if parent.closed_on is not None:
        if parent.closed_on <= day:
            raise Conflict("unit.parent_closed", field="parent_id", name=parent.name)
        if parent.successor_id is None:  # What is merged takes the units below along.
            last = written(parent.closed_on)
            raise Conflict("unit.parent_closes", field="parent_id", name=parent.name, day=last)
    check_day(parent, max(day, parent.opened_on or day))


def _last_rank(session: Session, parent_id: UUID | None) -> int:
    query = select(func.max(Unit.rank)).where(Unit.parent_id == parent_id)
    highest = session.scalar(query)
    return 0 if highest is None else highest + 1

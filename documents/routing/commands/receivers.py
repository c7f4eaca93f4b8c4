"""To whom a slip goes: who may be named, and that each may know of the document."""

from collections.abc import Collection, Sequence
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents.register.models import Entry
from documents.routing.models import PartRole
from documents.routing.policies import DESK
from ecabinet.accounts.models import Person, Unit
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork

ORDER = {PartRole.LEAD: 0, PartRole.COORDINATE: 1, PartRole.INFORM: 2}


class Receiver(BaseModel):
    """A unit or a person, and what they are to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    role: PartRole
    kind: Literal["unit", "person"]
    id: UUID

    @property
    def unit_id(self) -> UUID | None:
        """The unit, None for a person."""
        return self.id if self.kind == "unit" else None

    @property
    def person_id(self) -> UUID | None:
        """The person, None for a unit."""
        return self.id if self.kind == "person" else None


def checked_receivers(
    uow: UnitOfWork, receivers: Sequence[Receiver], entry: Entry
) -> list[Receiver]:
    """Return the receivers, who leads first.

    Raises:
        Invalid: not exactly one leads, somebody is named twice, is unknown or is the sender,
            or may not know of a document of this secrecy.
    """
    if sum(r.role is PartRole.LEAD for r in receivers) != 1:
        raise Invalid("routing.one_lead", field="lead")
    if len({r.id for r in receivers}) != len(receivers):
        raise Invalid("routing.twice", field="coordinate")
    _check_units(uow, receivers, entry)
    _check_people(uow, receivers, entry)
    return sorted(receivers, key=lambda receiver: ORDER[receiver.role])


def _check_units(uow: UnitOfWork, receivers: Sequence[Receiver], entry: Entry) -> None:
    today = office_day(uow.now)
    wanted = {r.unit_id: r.role.value for r in receivers if r.unit_id is not None}
    there = open_units(uow.session, wanted, today, lock=True)
    if missing := [field for unit_id, field in wanted.items() if unit_id not in there]:
        raise Invalid("routing.unit_unknown", field=missing[0])
    desk = at_desks(uow.session, list(wanted), DESK, today)
    cleared = _cleared(uow, {person for _, person in desk}, entry)
    names = dict(uow.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted))).all())
    for unit_id, field in wanted.items():
        sitting = {person for unit, person in desk if unit == unit_id}
        if not sitting & cleared:
            code = "routing.not_cleared" if sitting else "routing.empty_desk"
            raise Invalid(code, field=field, name=names[unit_id])


def _check_people(uow: UnitOfWork, receivers: Sequence[Receiver], entry: Entry) -> None:
    wanted = {r.person_id: r.role.value for r in receivers if r.person_id is not None}
    rows = uow.session.scalars(select(Person).where(Person.id.in_(wanted), Person.active))
    people = {row.id: row for row in rows}
    for person_id, field in wanted.items():
        if person_id not in people:
            raise Invalid("routing.person_unknown", field=field)
        if person_id == uow.actor.person_id:
            raise Invalid("routing.to_oneself", field=field)
        if people[person_id].clearance < entry.secrecy:
            raise Invalid("routing.not_cleared", field=field, name=people[person_id].name)


def _cleared(uow: UnitOfWork, people: Collection[UUID], entry: Entry) -> set[UUID]:
    query = select(Person.id).where(Person.id.in_(people), Person.clearance >= entry.secrecy)
    return set(uow.session.scalars(query))

"""Through which of their offices a person holds what hangs on them, and how that passes on.

A person may hold several offices. What is done in a unit hangs on the first office there, what is
led on the office of the leader nearest above.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

FAR = 1_000


@dataclass(frozen=True)
class Ties:
    """The offices of one person beside each other, and the tree of units they stand in."""

    offices: list[Office]
    parents: dict[UUID, UUID | None]

    def held_in(self, unit_id: UUID) -> UUID | None:
        """Return the office through which the person works in the unit, None without one."""
        here = [o for o in self.offices if self._distance(o, unit_id) == 0]
        return min(here, key=_rank).id if here else None

    def leading(self, unit_id: UUID) -> UUID | None:
        """Return the office through which the person leads the unit, None without any office."""
        leading = [o for o in self.offices if o.as_role is Role.LEADER] or self.offices
        if not leading:
            return None
        return min(leading, key=lambda o: (self._distance(o, unit_id), *_rank(o))).id

    def first(self) -> UUID | None:
        """Return the first of the offices."""
        return min(self.offices, key=_rank).id if self.offices else None

    def _distance(self, office: Office, unit_id: UUID) -> int:
        """Steps up from `unit_id` to a unit of the office; `FAR` when it stands elsewhere."""
        covered = {office.unit_id, *(heir.unit_id for heir in office.merged)}
        step, at = 0, unit_id
        while step < FAR:
            if at in covered:
                return step
            above = self.parents.get(at)
            if above is None:
                return FAR
            step, at = step + 1, above
        return FAR


def ties_of(session: Session, office_id: UUID, person_id: UUID) -> Ties:
    """Return the offices as they stood on the last day of the one handed over."""
    office = session.get_one(Office, office_id)
    query = select(Office).where(Office.person_id == person_id).options(selectinload(Office.merged))
    day = office.to_on or office_day(utc_now())
    beside = [o for o in session.scalars(query) if o.id == office.id or o.held_on(day)]
    parents = {row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id))}
    return Ties(beside, parents)


@dataclass(frozen=True)
class Passing:
    """What hangs on an office goes from one person to another."""

    office: Office
    ties: Ties
    from_id: UUID
    to_id: UUID
    names: dict[UUID, str]

    def told(self) -> dict[str, UUID | str]:
        """Return what the history of each thing keeps of it."""
        return {
            "from_id": self.from_id, "from_name": self.names[self.from_id],
            "to_id": self.to_id, "to_name": self.names[self.to_id],
        }  # fmt: skip

    def tell(self, uow: UnitOfWork, kind: str, url: str, count: int) -> None:
        """Tell who takes over how many things of a kind it were; nothing of none."""
        if count:
            before = self.names[self.from_id]
            params = {"title": self.office.title, "from": before, "count": count}
            uow.notify(Notice(f"{kind}.handed_over", to=[self.to_id], url=url, params=params))


def passing(session: Session, from_id: UUID, to_id: UUID, office_id: UUID) -> Passing:
    """Return who gives what to whom: the office, the giver's ties, both names."""
    people = select(Person.id, Person.name).where(Person.id.in_((from_id, to_id)))
    names = {row.id: row.name for row in session.execute(people)}
    ties = ties_of(session, office_id, from_id)
    return Passing(session.get_one(Office, office_id), ties, from_id, to_id, names)


def _rank(office: Office) -> tuple[int, str]:
    return (office.rank, str(office.id))

"""Units as the API answers them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.models.unit import UnitDeed, UnitKind
from ecabinet.accounts.queries.unit_shapes import Period, UnitDetail
from ecabinet.core.actors import Role


class Out(BaseModel):
    """Parent of what is answered."""

    model_config = ConfigDict(from_attributes=True)


class HeadOut(Out):
    """Who leads a unit, and by which title."""

    id: UUID
    name: str
    title: str = Field(examples=["Chánh Văn phòng Tỉnh ủy"])


class UnitPlaceOut(Out):
    """Another unit."""

    id: UUID
    name: str = Field(examples=["Tỉnh ủy Vĩnh Phúc"])
    code: str = Field(examples=["TU"])


class UnitLineOut(Out):
    """A unit of the list; `depth` counts the units above it, `people_all` those below it too.

    `planned`, the day of the next change, is told only to those who manage units.
    """

    id: UUID
    name: str = Field(examples=["Văn phòng Tỉnh ủy"])
    code: str = Field(examples=["VPTU"])
    kind: UnitKind
    parent_id: UUID | None
    depth: int
    opened_on: date | None
    closed_on: date | None
    successor_id: UUID | None
    head: HeadOut | None
    people: int
    people_all: int
    planned: date | None
    revision: int


class UnitsOut(Out):
    """Units from above, each followed by those below it."""

    units: list[UnitLineOut]


class ChildOut(UnitPlaceOut):
    """A unit directly below."""

    kind: UnitKind
    head: HeadOut | None
    people: int


class HolderOut(Out):
    """Somebody who holds an office in the unit today; at most 100 are told."""

    person_id: UUID
    name: str
    title: str
    role: Role
    is_head: bool
    from_on: date
    to_on: date | None


class PeriodOut(Out):
    """How the unit is or was from one day to another; `from_on` null: from the beginning.

    `changed` names what differs from the time before. `when` "never": taken back before its day,
    or replaced on it; only those who manage units see "ahead" and "never".
    """

    deed: UnitDeed
    name: str
    code: str
    kind: UnitKind
    parent: UnitPlaceOut | None
    from_on: date | None
    to_on: date | None
    when: Literal["past", "now", "ahead", "never"]
    changed: list[str] = Field(examples=[["name", "code"]])
    reason: str
    recorded_at: datetime
    withdrawn_at: datetime | None


class HangingOut(Out):
    """What keeps the unit from being closed."""

    name: str = Field(examples=["tasks"])
    count: int
    text: str = Field(examples=["3 nhiệm vụ chưa xong"])


class UnitDetailOut(UnitPlaceOut):
    """Everything of a unit. `hanging` is told only to those who manage units."""

    kind: UnitKind
    opened_on: date | None
    closed_on: date | None
    closed: bool
    successor: UnitPlaceOut | None
    merged: list[UnitPlaceOut]
    revision: int
    line: list[UnitPlaceOut]
    head: HeadOut | None
    holders: list[HolderOut]
    people: int
    children: list[ChildOut]
    periods: list[PeriodOut]
    hanging: list[HangingOut]


def unit_out(unit: UnitDetail) -> UnitDetailOut:
    """Return a unit as the API tells it."""
    plain = ("id", "name", "code", "kind", "opened_on", "closed_on", "closed", "revision", "people")
    return UnitDetailOut(
        **{name: getattr(unit, name) for name in plain},
        successor=UnitPlaceOut.model_validate(unit.successor) if unit.successor else None,
        merged=[UnitPlaceOut.model_validate(place) for place in unit.merged],
        line=[UnitPlaceOut.model_validate(place) for place in unit.line],
        head=HeadOut.model_validate(unit.head) if unit.head else None,
        holders=[HolderOut.model_validate(holder) for holder in unit.holders],
        children=[ChildOut.model_validate(child) for child in unit.children],
        periods=[_period(period) for period in unit.periods],
        hanging=[HangingOut(name=h.name, count=h.count, text=str(h)) for h in unit.hanging],
    )


def _period(period: Period) -> PeriodOut:
    told = {name: getattr(period, name) for name in PeriodOut.model_fields}
    return PeriodOut.model_validate(told | {"changed": sorted(period.changed)})

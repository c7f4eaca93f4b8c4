"""What the operations on units are asked with: paths, queries, bodies."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.fields_units import Code, Name, Reason, Why
from ecabinet.accounts.models.unit import UnitKind


class UnitPath(BaseModel):
    """Which unit."""

    unit_id: UUID


class ListQuery(BaseModel):
    """Words to look for without accents, also in former names; units that are there, or no more."""

    q: str = Field("", max_length=200)
    standing: Literal["open", "closed"] = "open"


class OrderQuery(BaseModel):
    """The unit whose own units are put in order; without one those at the top."""

    parent_id: UUID | None = None


class Body(BaseModel):
    """Parent of what is sent: nothing but what is named. `revision` is that of what was seen."""

    model_config = ConfigDict(extra="forbid")


class UnitChange(Body):
    """What shall be otherwise from `from_on` on; what is left out stays."""

    name: Name | None = Field(None, examples=["Ban Tuyên giáo và Dân vận Tỉnh ủy"])
    code: Code | None = Field(None, examples=["BTGDVTU"])
    kind: UnitKind | None = None
    from_on: date
    reason: Reason = Field("", examples=["Quyết định 15-QĐ/TU"])
    revision: int | None = None


class UnitMove(Body):
    """The unit above from `from_on` on; null is the top of the tree."""

    parent_id: UUID | None
    from_on: date
    reason: Reason = Field("", examples=["Quyết định 15-QĐ/TU"])
    revision: int | None = None


class UnitMerger(Body):
    """The unit that inherits all, from `from_on` on; `others` are merged together with this one."""

    successor_id: UUID
    others: list[UUID] = Field(default_factory=list, max_length=49, examples=[[]])
    from_on: date
    reason: Why = Field(examples=["Quyết định 15-QĐ/TU"])
    revision: int | None = None


class UnitClosing(Body):
    """The first day on which the unit is no more."""

    from_on: date
    reason: Reason = Field("", examples=["Quyết định 15-QĐ/TU"])
    revision: int | None = None


class PlanWithdrawal(Body):
    """The change that lies furthest ahead shall not happen."""

    revision: int | None = None


class UnitOrder(Body):
    """All units of one superior that are there, in their new order."""

    unit_ids: list[UUID] = Field(max_length=5_000)

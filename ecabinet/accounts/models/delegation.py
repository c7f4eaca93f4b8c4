"""Delegations (ủy quyền): who lets whom act for them, with which powers, from when to when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Uuid, and_
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models.person import Person
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Delegation(Base):
    """One delegation, from `from_on` to `to_on` (inclusive, days of the office). Never deleted.

    `powers` are keys of `core.powers`; `unit_ids` limits them to things of these units (empty: no
    limit). `offices` are the giver's [unit id, role] on the day of giving: only what these still
    allow can be done, so that an office that ended, or came later, gives nothing here.
    """

    __tablename__ = "delegation"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    receiver_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    powers: Mapped[list[str]] = mapped_column(Json)
    unit_ids: Mapped[list[str]] = mapped_column(Json)
    offices: Mapped[list[list[str]]] = mapped_column(Json)
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    revoke_reason: Mapped[str] = mapped_column(default="")
    # Once both were told that its last day is over.
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    giver: Mapped[Person] = relationship(foreign_keys=[giver_id])
    receiver: Mapped[Person] = relationship(foreign_keys=[receiver_id])

    @property
    def units(self) -> frozenset[UUID] | None:
        """The units to which the powers are limited; None is no limit."""
        return frozenset(UUID(key) for key in self.unit_ids) or None

    @hybrid_method
    def runs_on(self, day: date) -> bool:
        """Whether it is in force on `day`, as far as its own row says."""
        return self.revoked_at is None and self.from_on <= day <= self.to_on

    @runs_on.expression
    @classmethod
    def _runs_on(cls, day: date) -> ColumnElement[bool]:
        return and_(cls.revoked_at.is_(None), cls.from_on <= day, cls.to_on >= day)

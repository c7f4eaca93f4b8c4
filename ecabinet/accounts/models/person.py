"""People and the offices (chức vụ) they hold in units, for a period."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from ecabinet.accounts.models.lasting import Lasting
from ecabinet.accounts.models.unit import Unit, UnitHeir
from ecabinet.core.actors import Role
from ecabinet.core.columns import SortKey, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from ecabinet.core.text import fold


def _folded(*names: str) -> Any:
    """Return the default of a column: what search looks into, made of the row's own `names`."""

    def default(context: Any) -> str:
        values = context.get_current_parameters()
        return fold(" ".join(values.get(name) or "" for name in names))

    return default


class Person(Base):
    """One person. Never deleted: `active` off ends every right and keeps every old trace.

    The user name never changes and never goes to another. `leaves_on` is the first day without
    access; `active` follows on that day. `revision` grows with each edit by an administrator.
    """

    __tablename__ = "person"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None]
    clearance: Mapped[int] = mapped_column(default=0)
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="vi")
    theme: Mapped[str] = mapped_column(default="auto")
    text_size: Mapped[str] = mapped_column(default="normal")
    hand: Mapped[str] = mapped_column(default="right")
    motion: Mapped[str] = mapped_column(default="auto")
    folded: Mapped[str] = mapped_column(default=_folded("name", "username", "email", "phone"))
    revision: Mapped[int] = mapped_column(default=1)
    leaves_on: Mapped[date | None] = mapped_column(index=True)
    leaves_reason: Mapped[str | None]

    offices: Mapped[list["Office"]] = relationship(
        back_populates="person", order_by="Office.rank, Office.id"
    )

    def refold(self) -> None:
        """Make search find the person by what has just been changed."""
        self.folded = fold(" ".join((self.name, self.username, self.email or "", self.phone or "")))


class Office(Lasting, Base):
    """An office held by a person in a unit from one day to another (inclusive; open if None).

    `is_head` marks who leads the unit. `predecessor_id` is the office that was handed over.
    `ended_at` is set once the end was carried out: rights gone, sockets out.
    `origin` is "hand" when somebody gave it, "directory" when a group of single sign-on did: that
    one opens and closes by itself at sign-in, see `single_sign_on.commands.offices`.
    """

    __tablename__ = "office"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str]
    title: Mapped[str]
    rank: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(default="hand", server_default="hand")
    is_head: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(default=_folded("title"))
    # No foreign key: SQLite cannot add one to a table that exists.
    predecessor_id: Mapped[UUID | None] = mapped_column(Uuid)
    end_reason: Mapped[str | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(back_populates="offices")
    unit: Mapped[Unit] = relationship()
    # What was merged into the unit: the holder answers for it too, see `queries.actors`.
    merged: Mapped[list[UnitHeir]] = relationship(
        primaryjoin=lambda: foreign(UnitHeir.heir_id) == Office.unit_id,
        order_by=UnitHeir.unit_id,
        viewonly=True,
    )

    @property
    def as_role(self) -> Role:
        """The role as code knows it."""
        return Role(self.role)

"""People and the offices (chức vụ) they hold in units, for a period."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models.unit import Unit
from ecabinet.core.actors import Role
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Person(Base):
    """One person. Never deleted: `active` off ends every right and keeps every old trace."""

    __tablename__ = "person"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None]
    clearance: Mapped[int] = mapped_column(default=0)
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="vi")
    theme: Mapped[str] = mapped_column(default="auto")
    text_size: Mapped[str] = mapped_column(default="normal")

    offices: Mapped[list["Office"]] = relationship(
        back_populates="person", order_by="Office.rank, Office.id"
    )


class Office(Base):
    """An office held by a person in a unit from one day to another (inclusive; open if None)."""

    __tablename__ = "office"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str]
    title: Mapped[str]
    rank: Mapped[int] = mapped_column(default=0)
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="offices")
    unit: Mapped[Unit] = relationship()

    def held_on(self, day: date) -> bool:
        """Whether the office is held on `day`."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    @property
    def as_role(self) -> Role:
        """The role as code knows it."""
        return Role(self.role)

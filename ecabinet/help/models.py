"""How far a person is with the first tour."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.db import Base


class Tour(Base):
    """One person's tour; without a row it was not touched yet.

    `ticked` holds "role.step". The card comes again after the day `put_off_on`; `closed`: never by
    itself.
    """

    __tablename__ = "tour"
    person_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("person.id"), primary_key=True)
    ticked: Mapped[list[str]] = mapped_column(JSON, default=list)
    put_off_on: Mapped[date | None]
    closed: Mapped[bool] = mapped_column(default=False)

"""Directives: resolutions, instructions, conclusions … that order work (văn bản chỉ đạo)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Directive(Base):
    """One registered directive. The same symbol may come back in another year or term."""

    __tablename__ = "directive"
    __table_args__ = (UniqueConstraint("symbol", "issued_on"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    symbol: Mapped[str]
    number: Mapped[int]
    type_code: Mapped[str]
    body_code: Mapped[str]
    issuing_body: Mapped[str]
    title: Mapped[str]
    issued_on: Mapped[date] = mapped_column(index=True)
    received_on: Mapped[date | None]
    field_code: Mapped[str | None]
    folded: Mapped[str]
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)

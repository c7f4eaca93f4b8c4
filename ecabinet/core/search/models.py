"""Rows behind the full-text index. The index itself differs by database: see `matching`."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base


class SearchEntry(Base):
    """One text that can be found: page 0 is the title of the thing, others are its pages.

    Newer things have greater ids, and of one thing the first page has the greatest: the index is
    read downwards.
    """

    __tablename__ = "search_entry"
    __table_args__ = (Index("uq_search_entry_kind", "kind", "thing_id", "page", unique=True),)
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str]
    thing_id: Mapped[UUID] = mapped_column(Uuid)
    page: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SearchNeed(Base):
    """A thing whose words may have changed: the job of the worker. `asked` counts how often."""

    __tablename__ = "search_need"
    kind: Mapped[str] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    asked: Mapped[int] = mapped_column(default=1)

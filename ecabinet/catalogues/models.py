"""Tables of catalogues."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class CatalogueEntry(Versioned, Base):
    """One entry. Other tables hold its `code`; from `retired_on` on it is not offered any more."""

    __tablename__ = "catalogue_entry"
    __table_args__ = (UniqueConstraint("catalogue", "code"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    catalogue: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    english: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    rank: Mapped[int]
    retired_on: Mapped[date | None]


class CatalogueSeed(Base):
    """An entry the product brought once. What the office deleted afterwards stays deleted."""

    __tablename__ = "catalogue_seed"
    catalogue: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)

"""Marks of the version before, carried over to a newer one: what was made of each of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class CarriedMark(Versioned, Base):
    """One mark and its place in `version_id`: once for each version, whatever way it came there.

    `origin_id` is the mark of the version before; `root_id` the one it was first made as, the same
    through all versions. `mark_id` is its copy, None while it has no place. `fate` is what was
    found (`documents.carrying.fates.Fate`), `spot` where, `others` where else it might be
    (`documents.carrying.spots.Spot`), `quote` the words it was found by. `settled`: what a person
    then decided (accepted, placed, left_out). Replies have a row as well; they follow their mark.
    """

    __tablename__ = "carried_mark"
    __table_args__ = (UniqueConstraint("version_id", "root_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id"))
    origin_id: Mapped[UUID] = mapped_column(ForeignKey("annotation.id"), index=True)
    root_id: Mapped[UUID] = mapped_column(Uuid)
    mark_id: Mapped[UUID | None] = mapped_column(ForeignKey("annotation.id"), index=True)
    fate: Mapped[str]
    spot: Mapped[dict[str, Any] | None] = mapped_column(Json)
    others: Mapped[list[Any]] = mapped_column(Json)
    quote: Mapped[str]
    settled: Mapped[str | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

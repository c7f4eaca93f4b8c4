"""Marks on pages: ink, highlights, underlines and notes, on one's own layer or the meeting's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base


class Annotation(Versioned, Base):
    """One mark. The id is made by the tablet, so that a mark sent twice is stored once.

    `body` holds the geometry in page space (points, origin top left). A removed mark stays as a
    row: a late replay of its creation must not bring it back. `deputy_id` made it on behalf of the
    author.
    """

    __tablename__ = "annotation"
    __table_args__ = (Index(None, "version_id", "layer", "author_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id"))
    layer: Mapped[str]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    # Plain, without a foreign key: SQLite cannot add one to a table that exists.
    deputy_id: Mapped[UUID | None] = mapped_column(Uuid)
    deputy_name: Mapped[str | None]
    kind: Mapped[str]
    page: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

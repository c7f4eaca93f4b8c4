"""Marks on pages, on one's own layer, one's unit's or the meeting's; replies to them too."""

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
    author. `unit_id` owns a mark of the layer `unit`; `parent_id` is what a reply answers.
    """

    __tablename__ = "annotation"
    __table_args__ = (Index(None, "version_id", "layer", "author_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id"))
    layer: Mapped[str]
    unit_id: Mapped[UUID | None] = mapped_column(Uuid)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    # Plain, without a foreign key: SQLite cannot add one to a table that exists.
    deputy_id: Mapped[UUID | None] = mapped_column(Uuid)
    deputy_name: Mapped[str | None]
    # What a file that was sent in says of the author; `author_id` then only brought the file.
    written_by: Mapped[str | None]
    kind: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(Uuid)
    page: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

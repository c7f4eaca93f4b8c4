"""Who may do how much with a paper, or with the papers of a place."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class PaperGrant(Base):
    """One rule. It lies on a paper (`place_kind` "paper") or on a container, for all papers there.

    `who_kind` is "person", "unit" or "all"; for "all" `who_id` is the nil UUID, so that one
    constraint keeps each from being named twice in a place. `level`: 0 none, 1 view, 2 annotate,
    3 download, 4 print. `next_at` is when the window opens or ends next, until that was told.
    """

    __tablename__ = "paper_grant"
    __table_args__ = (
        UniqueConstraint("place_kind", "place_id", "who_kind", "who_id"),
        Index(None, "next_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    place_kind: Mapped[str]
    place_id: Mapped[UUID] = mapped_column(Uuid)
    who_kind: Mapped[str]
    who_id: Mapped[UUID] = mapped_column(Uuid)
    level: Mapped[int]
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_by: Mapped[UUID | None] = mapped_column(Uuid)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

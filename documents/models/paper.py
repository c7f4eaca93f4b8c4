"""Papers. A paper lies in a container (an agenda item, a report) that says who may read it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Paper(Base):
    """One paper with all its versions. `symbol` is its number as a document (118-TTr/VPTU).

    `shown_number` is the version people read: the newest one that could be opened. A new version
    that turns out to be broken therefore never takes a good one away. `secrecy` is 0 none, 1 mật,
    2 tối mật, 3 tuyệt mật: who has no such clearance knows nothing of the paper. A recalled paper
    is to everybody as if it were not there, until it is restored.
    """

    __tablename__ = "paper"
    __table_args__ = (Index(None, "container_kind", "container_id", "position"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    container_kind: Mapped[str]
    container_id: Mapped[UUID] = mapped_column(Uuid)
    title: Mapped[str]
    symbol: Mapped[str | None]
    position: Mapped[int]
    secrecy: Mapped[int] = mapped_column(default=0, server_default="0")
    latest_number: Mapped[int] = mapped_column(default=1)
    shown_number: Mapped[int] = mapped_column(default=1)
    recalled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Plain, without a foreign key: SQLite cannot add one to a table that exists.
    recalled_by: Mapped[UUID | None] = mapped_column(Uuid)
    recall_reason: Mapped[str] = mapped_column(default="", server_default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

"""Files on their way in, part by part, until they are whole and become a version."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Upload(Base):
    """One announced file. Its parts lie in `core.parts`; here is what it shall become, and whose.

    `paper_id` is set for a newer version of a paper, otherwise a new paper is made, at `position`.
    `sha256` is what the sender says of the whole file. `version_id` is set once it has arrived.
    """

    __tablename__ = "upload"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    container_kind: Mapped[str]
    container_id: Mapped[UUID] = mapped_column(Uuid)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("paper.id"))
    position: Mapped[int]
    filename: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str | None]
    secrecy: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    marks_onto: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("paper_version.id"))

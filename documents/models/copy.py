"""Copies of papers made for one reader: to keep, or to print."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class PaperCopy(Base):
    """A copy that one person asked for; nobody else ever gets it. Gone after two days.

    `key` names its content: the same reader, version, kind, marks and day give the same copy once.
    `words` is what stands on each page, empty where the office wants no stamp. The file lies in the
    cache under `key`; `failure` is the code of the sentence that says why there is none.
    """

    __tablename__ = "paper_copy"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    layers: Mapped[str]
    filename: Mapped[str]
    words: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    failure: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    size: Mapped[int | None] = mapped_column(BigInteger)

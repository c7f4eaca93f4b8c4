"""What a reader keeps for themselves: where they stopped in a paper, and the pages they marked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base


class ReadingPlace(Base):
    """The page (1-based) a person last read of a paper, in whichever version. Nobody else's."""

    __tablename__ = "reading_place"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    page: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Bookmark(Base):
    """A page of a paper that a person wants to find again, under a name of their own or none.

    One for a page, so that marking it twice is the same as once. Nobody else's.
    """

    __tablename__ = "bookmark"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("paper.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

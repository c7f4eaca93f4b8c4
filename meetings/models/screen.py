"""Machines in the hall that show one meeting's big screen without anybody signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class BigScreen(Base):
    """One machine's right to show one meeting's screen: asked for at the desk, taken by a code.

    Only keyed hashes of code and secret are kept. The code is good once and until `code_until`;
    whoever typed it gets the secret, good until `good_until`, which moves on while it is used.
    """

    __tablename__ = "big_screen"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    name: Mapped[str]
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    code_hash: Mapped[str | None] = mapped_column(unique=True)
    code_until: Mapped[datetime] = mapped_column(UtcDateTime)
    secret_hash: Mapped[str | None] = mapped_column(unique=True)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_from: Mapped[str | None]
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    good_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    def is_open(self, now: datetime) -> bool:
        """Whether it shows something, or may still begin to."""
        if self.ended_at is not None:
            return False
        return now < (self.code_until if self.good_until is None else self.good_until)

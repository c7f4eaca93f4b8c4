"""Tables of notifications. The notices themselves stand in `ecabinet.core.notices`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from ecabinet.notifications.states import MailState


class Mail(Base):
    """One mail to one person; the row is the job. Its words are made when its turn comes.

    `claim` is the token of the worker that has it, `claimed_until` when others may take it over.
    `digest_on` is the office day of a digest: one for each person and day, by the constraint.
    """

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("person_id", "digest_on"),
        Index("ix_mail_due", "state", "due_at"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    digest_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=MailState.WAITING)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[UUID | None] = mapped_column(Uuid)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    message_id: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None]


class NoticeChoice(Base):
    """How a person wants to hear of one topic; without a row the default holds."""

    __tablename__ = "notice_choice"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]


class NoticeKindChoice(Base):
    """How a person wants to hear of one kind, whatever holds for its topic."""

    __tablename__ = "notice_kind_choice"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]


class DigestHour(Base):
    """The hour of the office day (0 to 23) at which a person gets the digest."""

    __tablename__ = "digest_hour"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hour: Mapped[int]

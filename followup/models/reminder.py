"""Which rungs of the ladder of reminders people have been told of."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.db import Base
from followup.models.enums import ReminderKind, words


class TaskReminder(Base):
    """Somebody was told once; a new date begins the ladder anew.

    The key is what makes a reminder exactly one, however many workers look. `rung` is its place on
    the ladder in days from the date: -3 is three days before, 0 the day itself.
    """

    __tablename__ = "task_reminder"
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), primary_key=True)
    what: Mapped[ReminderKind] = mapped_column(words(ReminderKind), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PartReminder(Base):
    """The unit was told of a rung of its own part."""

    __tablename__ = "part_reminder"
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class OpinionReminder(Base):
    """Whoever owes an opinion on a task was told of a rung before its day."""

    __tablename__ = "opinion_reminder"
    consult_id: Mapped[UUID] = mapped_column(ForeignKey("task_consult.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    rung: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

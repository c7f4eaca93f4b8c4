"""Tables of calendars: weeks of a body with their lines and editions, and subscriptions."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.accounts.models import Unit
from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from meetings.calendar.states import LineState, Secrets, WeekState


class WorkWeek(Versioned, Base):
    """One week of the leaders of a body. `monday` is its first day.

    `edition` counts how often it was published; what people read is the newest `WeekEdition`.
    `remark` is why the approver returned it last.
    """

    __tablename__ = "work_week"
    __table_args__ = (UniqueConstraint("unit_id", "monday"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    monday: Mapped[date] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default=WeekState.COMPILING)
    edition: Mapped[int] = mapped_column(default=0)
    remark: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship()


class WeekLine(Versioned, Base):
    """One line of a week, by the office's clock. `meeting_id`: it follows this called meeting.

    `proposed_by` is the unit that asked for it, `reason` why it was declined. Who may not see a
    `restricted` line: everybody but those who lead, compile or approve.
    """

    __tablename__ = "week_line"
    __table_args__ = (UniqueConstraint("week_id", "meeting_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    week_id: Mapped[UUID] = mapped_column(ForeignKey("work_week.id"), index=True)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    kind: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    half: Mapped[str]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    content: Mapped[str]
    participants: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    preparing: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    restricted: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default=LineState.ACCEPTED)
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    week: Mapped[WorkWeek] = relationship()
    people: Mapped[list["WeekPerson"]] = relationship(
        order_by="WeekPerson.position", cascade="all, delete-orphan"
    )


class WeekPerson(Base):
    """A leader who chairs (the first) or attends what a line is about."""

    __tablename__ = "week_person"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("week_line.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    position: Mapped[int]


class WeekEdition(Base):
    """A week as it was published; never changed. `rows` are rows.Row, `changes` rows.Change."""

    __tablename__ = "week_edition"
    __table_args__ = (UniqueConstraint("week_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    week_id: Mapped[UUID] = mapped_column(ForeignKey("work_week.id"))
    number: Mapped[int]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    published_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """Somebody's secret address for calendar programs; only its SHA-256 is kept.

    `etag` and `changed_at` tell programs whether anything is new since they asked last.
    """

    __tablename__ = "calendar_feed"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    secrets: Mapped[str] = mapped_column(default=Secrets.BUSY)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    etag: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

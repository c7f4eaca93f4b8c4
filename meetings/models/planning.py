"""What helps to plan: agendas saved for later, and meetings that come again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class AgendaTemplate(Versioned, Base):
    """An agenda that a body begins with; `lines` are agenda_lines.Line, in order."""

    __tablename__ = "agenda_template"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MeetingSeries(Base):
    """Meetings that come again by `rule` (recurrence.Rule); each of them is planned by itself."""

    __tablename__ = "meeting_series"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

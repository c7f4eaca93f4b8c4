"""What a person keeps of the task list: narrowed under a name, and which columns are shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import Layout, words


class TaskList(Base):
    """One kept list. It gives no right: whoever opens it sees the tasks that they may read.

    `wanted` is the filter as the API writes it. `standard`: opens when nothing else is asked for.
    `unit_id`: colleagues of that unit are offered it as well.
    """

    __tablename__ = "task_list"
    __table_args__ = (UniqueConstraint("person_id", "name"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    wanted: Mapped[dict[str, Any]] = mapped_column(Json)
    layout: Mapped[Layout] = mapped_column(words(Layout))
    standard: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaskColumns(Base):
    """The columns that a person wishes to see in the list, in order."""

    __tablename__ = "task_columns"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(Json)

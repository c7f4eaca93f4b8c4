"""Tables of imports: a sheet somebody sent, and which task each of its rows became."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from followup.models.enums import words


class ImportState(StrEnum):
    """Looked at, being written by the worker, written, or given up for a reason."""

    DRAFT = "draft"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TaskImport(Versioned, Base):
    """A tracking sheet that one person sent, and how they want it read.

    `sheets` is what stood in the file, as text: forgotten a day later, as is a draft. The file
    itself is not kept. `plan` is a `KeptPlan`: the next sheet with the same headings is read the
    same way. `good` and `bad` are rows at the moment of the order, `made` are tasks so far,
    `left_out` the rows that became none, each with its reason.
    """

    __tablename__ = "task_import"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    filename: Mapped[str]
    sha256: Mapped[str]
    sheets: Mapped[list[Any] | None] = mapped_column(Json, deferred=True)
    plan: Mapped[dict[str, Any] | None] = mapped_column(Json)
    state: Mapped[ImportState] = mapped_column(words(ImportState), default=ImportState.DRAFT)
    good: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    made: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[list[Any]] = mapped_column(Json, default=list, deferred=True)
    failure: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TaskImportRow(Base):
    """A row that became a task. The key says what the row is: it comes in only once."""

    __tablename__ = "task_import_row"
    key: Mapped[str] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("task_import.id"), index=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id"), index=True)
    line: Mapped[int]

"""Checks of the audit log, and files made of it. Each row is the job."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class CheckState(StrEnum):
    """How a check stands."""

    WAITING = "waiting"
    RUNNING = "running"
    WHOLE = "whole"
    BROKEN = "broken"


class ExportState(StrEnum):
    """How a file stands. GONE: it was removed when its days were over."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


class AuditCheck(Base):
    """One look at the whole chain: up to entry `seq`, against `heads` written down elsewhere.

    `faults` holds the first of them, `fault_count` counts all.
    """

    __tablename__ = "audit_check"
    __table_args__ = (Index("ix_audit_check_asked_at", "asked_at"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    state: Mapped[str] = mapped_column(default=CheckState.WAITING)
    asked_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    hash: Mapped[str] = mapped_column(default="")
    heads: Mapped[int] = mapped_column(default=0)
    fault_count: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[str]] = mapped_column(Json, default=list)


class AuditExport(Base):
    """A file of entries for one person, newest first, up to entry `until_seq`."""

    __tablename__ = "audit_export"
    __table_args__ = (Index("ix_audit_export_person_id", "person_id", "asked_at"),)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    state: Mapped[str] = mapped_column(default=ExportState.WAITING)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    language: Mapped[str]
    filters: Mapped[dict[str, Any]] = mapped_column(Json)
    until_seq: Mapped[int] = mapped_column(BigInteger)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rows: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)

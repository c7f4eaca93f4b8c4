"""Facts that reports on tasks announce."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event


def report_stream(report_id: UUID) -> str:
    """Return the stream of one report; no page listens, other systems are told of it."""
    return f"task_report:{report_id}"


@dataclass(frozen=True, kw_only=True)
class ReportFrozen(Event):
    """The figures of a period were frozen."""

    type: ClassVar[str] = "task_report.frozen"
    run_id: UUID

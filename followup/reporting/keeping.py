"""The rows of a frozen report, kept in parts: a page shows one, nobody holds them all at once.

The data of a run names the digest of each part, so that the digest of the data vouches for all.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.unit_of_work import UnitOfWork
from followup.reporting.enums import RunState
from followup.reporting.models import TaskReportPart, TaskReportRun
from followup.reporting.shapes import ReportData, ReportRow

PART = 200
_ROWS: TypeAdapter[tuple[ReportRow, ...]] = TypeAdapter(tuple[ReportRow, ...])


class KeepPart(BaseModel):
    """Rows as `written`, of a run that is being made."""

    model_config = ConfigDict(frozen=True)
    run_id: UUID
    number: int
    rows: str


def keep_part(uow: UnitOfWork, cmd: KeepPart) -> None:
    """Keep a part, each in a transaction of its own: nobody waits for a year of tasks.

    Without an entry in the log: that of the whole names the digest. Doing it twice is harmless.
    """
    run = uow.session.get(TaskReportRun, cmd.run_id, with_for_update=True)
    if run is not None and run.state is RunState.MAKING:
        uow.session.merge(TaskReportPart(run_id=run.id, number=cmd.number, rows=cmd.rows))


def written(rows: Sequence[ReportRow]) -> str:
    """Return rows as a part keeps them."""
    return _ROWS.dump_json(tuple(rows)).decode()


def digest_of_part(text: str) -> str:
    """Return the SHA-256 of a part."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Shown:
    """Some rows of a frozen report. `before`: how many stand before them; `intact`: each is still
    as it was frozen."""

    rows: tuple[ReportRow, ...]
    before: int
    intact: bool


def part_shown(session: Session, run_id: UUID, data: ReportData, number: int) -> Shown:
    """Return a part by its number, the last one for a number beyond it; one query at most."""
    if not data.parts:  # Frozen before there were parts.
        number = max(0, min(number, (len(data.rows) - 1) // PART))
        return Shown(data.rows[number * PART : (number + 1) * PART], number * PART, True)
    number = max(0, min(number, len(data.parts) - 1))
    text = _text(session, run_id, number)
    return Shown(
        rows=_ROWS.validate_json(text) if text else (),
        before=number * PART,
        intact=digest_of_part(text) == data.parts[number],
    )


def rows_kept(session: Session, run_id: UUID, data: ReportData) -> Iterator[ReportRow]:
    """Return all rows, read part by part."""
    yield from data.rows
    for number in range(len(data.parts)):
        yield from _ROWS.validate_json(_text(session, run_id, number) or "[]")


def _text(session: Session, run_id: UUID, number: int) -> str:
    part = select(TaskReportPart.rows).where(
        TaskReportPart.run_id == run_id, TaskReportPart.number == number
    )
    return session.scalar(part) or ""

"""A weekly sheet is sent to who gathers, returned with a reason, taken up for a correction."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.queries.unit_names import line_on
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.weekly import access
from followup.weekly.events import SheetMoved, sheet_stream
from followup.weekly.freezing import edition_of
from followup.weekly.models import WeeklyEdition, WeeklySheet
from followup.weekly.opening import WeeklySheetRef
from followup.weekly.policies import WeeklyPermission
from followup.weekly.shapes import Line, digest_of, kept, lines_of
from followup.weekly.states import LEFT, SheetAction, WeeklyStage
from followup.weekly.telling import tell_returned, tell_sent
from followup.weekly.writing import SaveSheet, save_sheet, step, written_now
from followup.words import Words

MAKE = "followup.make_weekly_paper"
Reason = Annotated[Words, Field(min_length=1, max_length=500)]


class OnSheet(BaseModel):
    """A sheet; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet_id: UUID
    revision: int | None = None


class OnSheetBecause(OnSheet):
    """A sheet, and why."""

    reason: Reason


def send_sheet(uow: UnitOfWork, cmd: OnSheet) -> WeeklySheetRef:
    """Send the sheet to who gathers: it is frozen, as an edition. A leader who sends the unit's
    approves it thereby.

    Raises:
        NotFound, Denied, Stale; Conflict: it was sent.
        Invalid: it is empty; of a report: nothing is said of a line, or the reason is missing.
    """
    row = access.sheet_to_change(uow, cmd.sheet_id, WeeklyPermission.SEND, cmd.revision)
    step(row, SheetAction.SEND)
    _check(row.stage, lines_of(row.lines))
    row.edition += 1
    line = line_on(uow.session, row.unit_id, office_day(uow.now))
    row.to_id = line[0].parent_id if row.person_id is None else None
    data = edition_of(uow, row, line)
    stored = kept(data)
    edition = WeeklyEdition(
        id=new_id(), sheet_id=row.id, number=row.edition, data=stored, digest=digest_of(stored),
        sent_by_id=actor_id(uow), sent_at=uow.now, pdf_blob=None,
    )  # fmt: skip
    uow.session.add(edition)
    uow.enqueue(MAKE, edition_id=str(edition.id))
    row.remark = row.correction = ""
    tell_sent(uow, row, data)
    _announce(uow, row, "sent")
    return written_now(uow, row, "sent", edition=row.edition, sha256=edition.digest)


def submit_sheet(uow: UnitOfWork, cmd: SaveSheet) -> WeeklySheetRef:
    """Write the sheet and send it, both or nothing. Raises as `save_sheet` and `send_sheet`."""
    save_sheet(uow, cmd)
    return send_sheet(uow, OnSheet(sheet_id=cmd.sheet_id))


def _check(stage: WeeklyStage, lines: tuple[Line, ...]) -> None:
    if not lines:
        raise Invalid("weekly_sheet.empty", field="lines")
    if stage is WeeklyStage.PLAN:
        return
    if any(line.outcome is None for line in lines):
        raise Invalid("weekly_sheet.no_outcome", field="lines")
    if any(line.outcome in LEFT and not line.reason for line in lines):
        raise Invalid("weekly_sheet.no_reason", field="lines")


def return_sheet(uow: UnitOfWork, cmd: OnSheetBecause) -> WeeklySheetRef:
    """Send a sheet back to its writer. Raises NotFound, Denied, Stale; Conflict: it is there."""
    row = access.sheet_to_change(uow, cmd.sheet_id, WeeklyPermission.RETURN, cmd.revision)
    step(row, SheetAction.RETURN)
    row.remark = cmd.reason
    tell_returned(uow, row, _sender(uow, row))
    _announce(uow, row, "returned")
    return written_now(uow, row, "returned")


def correct_sheet(uow: UnitOfWork, cmd: OnSheetBecause) -> WeeklySheetRef:
    """Take a sheet up again that was sent; that edition stays until the next is sent.

    Raises:
        NotFound, Denied, Stale; Conflict: it was not sent.
    """
    row = access.sheet_to_change(uow, cmd.sheet_id, WeeklyPermission.SEND, cmd.revision)
    step(row, SheetAction.CORRECT)
    row.correction = cmd.reason
    return written_now(uow, row, "taken_up")


def _announce(uow: UnitOfWork, row: WeeklySheet, deed: str) -> None:
    uow.record(SheetMoved(stream=sheet_stream(row.id), sheet_id=row.id, deed=deed))


def _sender(uow: UnitOfWork, row: WeeklySheet) -> UUID:
    found = access.edition(uow.session, uow.actor, row.id, row.edition)
    return found.sent_by_id

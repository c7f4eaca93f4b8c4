"""What the doors show of imports: one's own, how a sheet would be read, how far one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from ecabinet.core.actors import Actor
from followup.importing import access
from followup.importing.fields import Field, guess, heading_line
from followup.importing.models import ImportState, TaskImport
from followup.importing.policies import ImportPermission
from followup.importing.shapes import ImportPlan, KeptPlan

SHOWN = 20
SAMPLES = 3


@dataclass(frozen=True)
class ImportView:
    """An import as its sender sees it; `left_out`: rows that became no task, with the reason."""

    id: UUID
    filename: str
    state: ImportState
    planned: bool
    good: int
    bad: int
    made: int
    failure: str
    sent_at: datetime
    kept: bool
    left_out: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class ColumnView:
    """A column of the file: its place, heading, first words, and what it is taken for."""

    at: int
    heading: str
    samples: tuple[str, ...]
    field: Field | None


@dataclass(frozen=True)
class SheetView:
    """How a sheet would be read; `plan` is what was said, or guessed."""

    filename: str
    sheets: tuple[tuple[str, int], ...]
    plan: ImportPlan
    columns: tuple[ColumnView, ...]
    rows: int


def list_imports(session: Session, actor: Actor) -> list[ImportView]:
    """Return the newest imports of the person; one query. Raises Denied."""
    access.imports(actor)
    rows = session.execute(
        select(TaskImport, TaskImport.sheets.is_not(None))
        .where(TaskImport.person_id == actor.person_id)
        .order_by(TaskImport.sent_at.desc())
        .limit(SHOWN)
    )
    return [_view(row, bool(kept), ()) for row, kept in rows]


def import_view(session: Session, actor: Actor, import_id: UUID) -> ImportView:
    """Return an import. Raises NotFound."""
    access.sheet(session, actor, import_id, ImportPermission.READ)
    row, kept = session.execute(
        select(TaskImport, TaskImport.sheets.is_not(None))
        .where(TaskImport.id == import_id)
        .options(undefer(TaskImport.left_out))
        .execution_options(populate_existing=True)
    ).one()
    return _view(row, bool(kept), tuple(row.left_out))


def _view(row: TaskImport, kept: bool, left_out: tuple[dict[str, Any], ...]) -> ImportView:
    return ImportView(
        row.id, row.filename, row.state, row.plan is not None, row.good, row.bad, row.made,
        row.failure, row.sent_at, kept, left_out,
    )  # fmt: skip


def sheet_view(
    session: Session,
    actor: Actor,
    import_id: UUID,
    sheets: Sequence[Any],
    sheet: int | None = None,
    heading: int | None = None,
) -> SheetView:
    """Return how the file would be read: as was said, else as the last one, else by the headings.

    `sheet` and `heading` choose other ones than were found.
    """
    row = access.sheet(session, actor, import_id, ImportPermission.READ)
    said = KeptPlan.model_validate(row.plan) if row.plan else None
    here = said is not None and sheet in (None, said.sheet) and heading in (None, said.heading)
    if said is not None and here:
        plan: ImportPlan = said
    else:
        plan = _guessed(session, actor, import_id, sheets, sheet, heading)
    lines = sheets[plan.sheet][1]
    cells: list[str] = next((c for number, c in lines if number == plan.heading), [])
    below = [cells for number, cells in lines if number > plan.heading]
    return SheetView(
        row.filename, tuple((name, len(lines)) for name, lines in sheets), plan,
        _columns(cells, below, plan.columns), len(below),
    )  # fmt: skip


def _columns(
    heading: Sequence[str], below: Sequence[Sequence[str]], columns: Mapping[Field, int]
) -> tuple[ColumnView, ...]:
    meant = {at: field for field, at in columns.items()}
    wide = max([len(heading), *(len(cells) for cells in below[:50])], default=0)
    found = []
    for at in range(wide):
        words = heading[at] if at < len(heading) else ""
        filled = (cells[at] for cells in below[:50] if at < len(cells) and cells[at])
        samples = tuple(text[:80] for text, _ in zip(filled, range(SAMPLES), strict=False))
        if words or samples:
            found.append(ColumnView(at, words[:80], samples, meant.get(at)))
    return tuple(found)


def _guessed(
    session: Session, actor: Actor, import_id: UUID, sheets: Sequence[Any], sheet: int | None,
    heading: int | None,
) -> ImportPlan:  # fmt: skip
    """The sheet with the best heading; columns as in the person's last import, else by words."""
    last = session.scalar(
        select(TaskImport.plan)
        .where(
            TaskImport.person_id == actor.person_id, TaskImport.id != import_id,
            TaskImport.state != ImportState.DRAFT,
        )
        .order_by(TaskImport.sent_at.desc())
        .limit(1)
    )  # fmt: skip
    before = KeptPlan.model_validate(last) if last else None
    known = before.headings if before else None
    at = sheet if sheet is not None and sheet < len(sheets) else _best(sheets)
    lines = sheets[at][1]
    line = heading or heading_line(lines)
    cells: list[str] = next((c for number, c in lines if number == line), [])
    return ImportPlan(
        sheet=at, heading=line, columns=guess(cells, known),
        lead_unit_id=before.lead_unit_id if before else None,
        supervisor_id=before.supervisor_id if before else None,
        merged=before.merged if before else False,
    )  # fmt: skip


def _best(sheets: Sequence[Any]) -> int:
    def fits(at: int) -> int:
        lines = sheets[at][1]
        line = heading_line(lines)
        return len(guess(next(cells for number, cells in lines if number == line)))

    return max(range(len(sheets)), key=fits)

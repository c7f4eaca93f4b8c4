"""A sheet as a plan reads it: which rows would become tasks, which would not, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.symbols import parse_symbol
from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.sheets import Problem, Row
from ecabinet.core.store import Store
from followup.importing import access
from followup.importing.books import Books, open_books
from followup.importing.fields import OF_DIRECTIVE, Field, plain
from followup.importing.models import TaskImport, TaskImportRow
from followup.importing.policies import ImportPermission
from followup.importing.reading import ReadRow, key_of, read_row
from followup.importing.shapes import Draft, ImportPlan, KeptPlan
from followup.importing.words import FIELDS
from followup.models import Directive, Task, task_code
from followup.states import TaskState


@dataclass(frozen=True)
class Looked:
    """All rows of a sheet, in order; `units` and `people`: what the ids in drafts are called."""

    rows: list[ReadRow]
    units: Mapping[UUID, str] = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)
    heading: list[str] = field(default_factory=list)
    lines: Mapping[int, list[str]] = field(default_factory=dict)

    @property
    def good(self) -> list[ReadRow]:
        """The rows that would become tasks."""
        return [row for row in self.rows if row.draft is not None and not row.task]

    @property
    def known(self) -> list[ReadRow]:
        """The rows that are tasks already: nothing is wrong with them."""
        return [row for row in self.rows if row.task]

    @property
    def wrong(self) -> list[ReadRow]:
        """The rows with something wrong."""
        return [row for row in self.rows if row.problems]


@dataclass(frozen=True)
class KnownTask:
    """A task that a row is already; `import_id`: by which import it came."""

    code: str
    import_id: UUID | None


def sheets_of(row: TaskImport) -> list[Any]:
    """Return the sheets. Raises NotFound: they are forgotten a day after they were sent."""
    if row.sheets is None:
        raise NotFound("import.gone")
    return row.sheets


def look(store: Store, actor: Actor, import_id: UUID) -> Looked:
    """Read and check all rows. Nothing is written; the reading itself runs in another thread.

    Raises:
        NotFound: it is somebody else's, or the sheets were forgotten.
        Conflict: nobody has said yet what the columns are.
    """
    with store.reading() as session:
        row = access.sheet(session, actor, import_id, ImportPermission.READ)
        sheets = sheets_of(row)
        if row.plan is None:
            raise Conflict("task_import.no_plan")
        plan = KeptPlan.model_validate(row.plan)
        rows, titles = rows_of(sheets, plan)
        symbols = {str(s) for one in rows if (s := parse_symbol(one.cells[Field.SYMBOL]))}
        books = open_books(session, actor, office_day(store.clock()), symbols)
    read: list[ReadRow] = run_blocking(_read_all, rows, titles, books, plan)
    drafts = [one.draft for one in read if one.draft is not None]
    with store.reading() as session:
        known = known_tasks(session, drafts)
    for one in read:
        found = known.get(one.draft.key) if one.draft else None
        one.task = found.code if found and found.import_id != import_id else ""
    mine = {key for key, found in known.items() if found.import_id == import_id}
    kept = [one for one in read if not (one.draft and one.draft.key in mine)]
    lines = dict(sheets[plan.sheet][1])
    return Looked(kept, books.units.shown, books.people.shown, lines.get(plan.heading, []), lines)


def rows_of(sheets: Sequence[Any], plan: ImportPlan) -> tuple[list[Row], dict[str, str]]:
    """Return the rows below the heading, and what each field is called in the file.

    Lines without words of a task and without a lead unit are headings of sections: left out.
    """
    lines = sheets[plan.sheet][1]
    heading: list[str] = next((cells for number, cells in lines if number == plan.heading), [])
    titles = {each.value: str(FIELDS[each]) for each in Field}
    for name, at in plan.columns.items():
        if at < len(heading) and heading[at]:
            titles[name.value] = heading[at].replace("\n", " ")[:60]
    rows: list[Row] = []
    above = dict.fromkeys(OF_DIRECTIVE, "")
    for number, line in lines:
        if number <= plan.heading:
            continue
        cells = {
            each.value: line[at] if (at := plan.columns.get(each, -1)) in range(len(line)) else ""
            for each in Field
        }
        if plan.merged:
            if any(cells[name] for name in OF_DIRECTIVE):
                above = {name: cells[name] for name in OF_DIRECTIVE}
            cells.update((name.value, text) for name, text in above.items())
        if cells[Field.CONTENT] or cells[Field.LEAD]:
            rows.append(Row(number, cells))
    return rows, titles


def kept_plan(plan: ImportPlan, sheets: Sequence[Any]) -> KeptPlan:
    """Return the plan with the headings it is for, so that the next sheet is read the same way."""
    lines = dict(sheets[plan.sheet][1])
    cells = lines.get(plan.heading, [])
    headings = {
        name.value: plain(cells[at]) for name, at in plan.columns.items() if at < len(cells)
    }
    return KeptPlan.model_validate({**plan.model_dump(), "headings": headings})


def _read_all(
    rows: list[Row], titles: dict[str, str], books: Books, plan: ImportPlan
) -> list[ReadRow]:
    seen: dict[str, int] = {}
    read = []
    for row in rows:
        found = read_row(row, titles, books, plan)
        if found.draft is not None:
            first = seen.setdefault(found.draft.key, row.number)
            if first != row.number:
                found.draft = None
                found.problems.append(Problem(row.number, "task_import.twice", {"line": first}))
        read.append(found)
    return read


def known_tasks(session: Session, drafts: Sequence[Draft]) -> dict[str, KnownTask]:
    """Return which drafts are tasks already, by key; two queries, none without drafts.

    What was cancelled may come in anew.
    """
    if not drafts:
        return {}
    found: dict[str, KnownTask] = {}
    by_hand = (
        select(Task.number, Task.title, Task.lead_unit_id, Task.source_title, Directive.symbol)
        .outerjoin(Directive, Directive.id == Task.directive_id)
        .where(Task.title.in_({draft.title for draft in drafts}), Task.state != TaskState.CANCELLED)
    )
    for number, title, unit, source, symbol in session.execute(by_hand):
        found[key_of(symbol or source, title, unit)] = KnownTask(task_code(number), None)
    return found | imported_tasks(session, drafts)


def imported_tasks(session: Session, drafts: Sequence[Draft]) -> dict[str, KnownTask]:
    """Return which drafts came in already, by key; one query, which looks at no other tasks."""
    imported = (
        select(TaskImportRow.key, TaskImportRow.import_id, Task.number)
        .join(Task, Task.id == TaskImportRow.task_id)
        .where(
            TaskImportRow.key.in_({draft.key for draft in drafts}),
            Task.state != TaskState.CANCELLED,
        )
    )
    return {
        key: KnownTask(task_code(number), import_id)
        for key, import_id, number in session.execute(imported)
    }

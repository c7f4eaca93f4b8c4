"""One row of a tracking sheet: what task it would become, or everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from uuid import UUID

from documents.symbols import Symbol, parse_symbol
from ecabinet.core.sheets import Problem, Row
from ecabinet.core.sheets_limits import LONGEST_CELL
from ecabinet.core.text import fold
from followup.importing.books import Books, Known, plain_name
from followup.importing.days import DayReading
from followup.importing.fields import Field
from followup.importing.naming import like, people_in, units_in
from followup.importing.shapes import Draft, ImportPlan
from followup.importing.standing import Standing, Unclear, standing
from followup.models import DeadlineKind, Priority
from followup.states import TaskState

LONGEST_TITLE, CUT_TITLE = 500, 300
DONE = (TaskState.REPORTED_DONE, TaskState.ACCEPTED)
_PRIORITIES = {
    "": Priority.NORMAL, "thuong": Priority.NORMAL, "binh thuong": Priority.NORMAL,
    "normal": Priority.NORMAL, "cao": Priority.HIGH, "uu tien": Priority.HIGH,
    "high": Priority.HIGH, "quan trong": Priority.HIGH, "khan": Priority.URGENT,
    "thuong khan": Priority.URGENT, "hoa toc": Priority.URGENT, "gap": Priority.URGENT,
    "urgent": Priority.URGENT,
}  # fmt: skip


@dataclass
class ReadRow:
    """A row as it was read. Without a draft `problems` say why; `remarks` are for good ones."""

    number: int
    cells: dict[str, str]
    draft: Draft | None = None
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    task: str = ""
    """The code of the task that the row is already."""


def read_row(row: Row, titles: Mapping[str, str], books: Books, plan: ImportPlan) -> ReadRow:
    """Return what the row says. `titles`: the headings of the file, to name a cell."""
    reading = _Reading(row, titles, books, plan)
    draft = reading.draft()
    found = ReadRow(row.number, row.cells, problems=reading.problems, remarks=reading.remarks)
    if not reading.problems:
        found.draft = draft
    return found


def key_of(symbol: str, text: str, lead_unit_id: UUID) -> str:
    """Return what tells a task from all others: directive, words and lead unit."""
    parts = (plain_name(symbol), " ".join(fold(text).split()), str(lead_unit_id))
    return sha256("\n".join(parts).encode()).hexdigest()


class _Reading(DayReading):
    def __init__(self, row: Row, titles: Mapping[str, str], books: Books, plan: ImportPlan) -> None:
        super().__init__(row, titles, books)
        self.plan = plan

    def draft(self) -> Draft | None:
        for name, text in self.row.cells.items():
            if len(text) > LONGEST_CELL:
                self.problem("task_import.too_long", title=self.titles[name], most=LONGEST_CELL)
        text, lead = self.cell(Field.CONTENT), self.lead()
        helpers, loose = self.helpers(lead)
        supervisor = self.supervisor()
        issued, dated = self.past_day(Field.ISSUED), self.past_day(Field.DATED)
        given = issued or dated
        spoken, due_on = self.due(given)
        symbol, directive_id, registers = self.directive(dated)
        done_on = self.past_day(Field.DONE)
        at = self.standing(done_on)
        if due_on and given and due_on < given:
            self.problem("task_import.due_before_issue", title=self.title(Field.DUE))
        if done_on and given and done_on < given:
            self.problem("task_import.done_before_issue", title=self.title(Field.DONE))
        work, priority = self.work(), self.priority()
        if self.problems or lead is None or supervisor is None or at is None:
            return None
        if at.state in DONE and done_on is None:
            done_on = self.assumed_day(at, due_on, given)
        title, content = self.words(text, loose)
        source = str(symbol or self.row.cells[Field.SYMBOL])[:60]
        kind = spoken.kind if at.state not in DONE or due_on else DeadlineKind.STANDING
        return Draft(
            line=self.row.number, key=key_of(source, text, lead), title=title, content=content,
            lead_unit_id=lead, coordinating_unit_ids=tuple(helpers),
            supervisor_id=supervisor, deadline_kind=kind, due_on=due_on,
            period=spoken.period if kind is DeadlineKind.PERIODIC else None, issued_on=given,
            symbol=source, dated=dated,
            abstract=self.row.cells[Field.ABSTRACT][:1000], directive_id=directive_id,
            registers=registers, field_code=work, priority=priority, state=at.state,
            percent=at.percent, done_on=done_on if at.state in DONE else None,
            said="\n".join(t for t in (self.row.cells[Field.RESULT], at.said) if t),
        )  # fmt: skip

    def words(self, text: str, loose: list[str]) -> tuple[str, str]:
        """Return title and content: a long text is cut for the one and whole in the other."""
        title, content = " ".join(text.split()), []
        if len(title) > LONGEST_TITLE:
            title = title[:CUT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"
            content.append(text)
            self.remark("task_import.title_cut")
        if loose:
            content.append(f"{self.title(Field.COORDINATING)}: {'; '.join(loose)}")
            self.remark("task_import.loose", text="; ".join(loose)[:100])
        if note := self.row.cells[Field.NOTE]:
            content.append(f"{self.title(Field.NOTE)}: {note}")
        return title, "\n".join(content)

    def lead(self) -> UUID | None:
        text = self.cell(Field.LEAD, needed=self.plan.lead_unit_id is None)
        if not text:
            return self.within_reach(self.plan.lead_unit_id) if self.plan.lead_unit_id else None
        named = units_in(text, self.books.units)
        if named.unknown or named.loose or not named.ids:
            self.unknown("unit", Field.LEAD, text, self.books.units)
            return None
        if len(named.ids) > 1:
            self.problem("task_import.several_leads", title=self.title(Field.LEAD))
            return None
        return self.within_reach(named.ids[0])

    def within_reach(self, unit_id: UUID) -> UUID | None:
        if unit_id in self.books.reach:
            return unit_id
        name = self.books.units.shown.get(unit_id, "")
        self.problem("task_import.out_of_reach", title=self.title(Field.LEAD), unit=name)
        return None

    def helpers(self, lead: UUID | None) -> tuple[list[UUID], list[str]]:
        named = units_in(self.row.cells[Field.COORDINATING], self.books.units)
        for text in named.unknown:
            self.unknown("unit", Field.COORDINATING, text, self.books.units)
        return [unit for unit in named.ids if unit != lead][:200], named.loose

    def supervisor(self) -> UUID | None:
        text = self.cell(Field.SUPERVISOR, needed=self.plan.supervisor_id is None)
        if not text:
            return self.plan.supervisor_id
        found = people_in(text, self.books.people)
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(sorted(self.books.people.shown[one] for one in found))
            title = self.title(Field.SUPERVISOR)
            self.problem("task_import.several_people", title=title, text=text[:60], like=names)
        else:
            self.unknown("person", Field.SUPERVISOR, text, self.books.people)
        return None

    def unknown(self, kind: str, key: Field, text: str, known: Known) -> None:
        near = like(text, known)
        code = f"task_import.{kind}_like" if near else f"task_import.{kind}_unknown"
        more = {"like": near} if near else {}
        self.problem(code, title=self.title(key), text=text[:80], **more)

    def directive(self, dated: date | None) -> tuple[Symbol | None, UUID | None, bool]:
        """Return the symbol, the directive known by it, and whether one is to be registered."""
        text = self.row.cells[Field.SYMBOL]
        symbol = parse_symbol(text) if text else None
        if symbol is None:
            if text:
                self.remark("task_import.symbol_only", symbol=text[:60])
            return None, None, False
        known = self.books.directives.get(str(symbol), ())
        same = [key for issued_on, key in known if dated in (None, issued_on)]
        if same:
            return symbol, same[0], False
        if dated and self.books.can_register(symbol):
            self.remark("task_import.registers", symbol=str(symbol))
            return symbol, None, True
        self.remark("task_import.symbol_only", symbol=str(symbol))
        return symbol, None, False

    def standing(self, done_on: date | None) -> Standing | None:
        cells = self.row.cells
        try:
            return standing(
                cells[Field.STATUS], cells[Field.PERCENT], done=done_on is not None,
                result=cells[Field.RESULT],
            )  # fmt: skip
        except Unclear as error:
            key = Field.PERCENT if cells[Field.PERCENT] else Field.STATUS
            self.problem(error.code, title=self.title(key), text=cells[key][:40])
            return None

    def work(self) -> str | None:
        text = self.row.cells[Field.WORK]
        code = self.books.fields.get(plain_name(text))
        if text and code is None:
            self.problem("task_import.field_unknown", title=self.title(Field.WORK), text=text[:60])
        return code

    def priority(self) -> Priority:
        text = self.row.cells[Field.PRIORITY]
        found = _PRIORITIES.get(plain_name(text))
        if found is None:
            title = self.title(Field.PRIORITY)
            self.problem("task_import.bad_priority", title=title, text=text[:40])
        return found or Priority.NORMAL

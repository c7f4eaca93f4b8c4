"""From the rows of a file to lines about units: what can be judged by the file alone."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, TypeAdapter

from ecabinet.accounts.fields_units import Code, Name
from ecabinet.accounts.models.unit import UnitKind
from ecabinet.core.row_reading import RowReading
from ecabinet.core.sheets import Problem, Row, Table
from ecabinet.core.text import fold

_NAME: TypeAdapter[str] = TypeAdapter(Name)
_CODE: TypeAdapter[str] = TypeAdapter(Code)


class UnitLine(BaseModel):
    """One unit. `opened_on` is for a new one, `from_on` for a change of one that is there."""

    model_config = ConfigDict(frozen=True)
    number: int
    code: str
    name: str
    kind: UnitKind
    parent_code: str | None = None
    opened_on: date | None = None
    from_on: date | None = None

    @property
    def key(self) -> str:
        """The sign as signs are compared."""
        return self.code.casefold()

    @property
    def parent_key(self) -> str | None:
        """The sign of the superior unit as signs are compared."""
        return self.parent_code.casefold() if self.parent_code else None


class _Reading(RowReading):
    """Reads one row about a unit."""

    def __init__(self, row: Row, kinds: Mapping[str, UnitKind], titles: Mapping[str, str]) -> None:
        super().__init__(row, titles)
        self.kinds = kinds

    def line(self) -> UnitLine | None:
        code = self.checked("code", _CODE, "unit.bad_code")
        name = self.checked("name", _NAME, "unit.bad_name")
        kind = self.kind()
        parent = self.checked("parent_code", _CODE, "unit.bad_code", needed=False)
        opened, since = self.day("opened_on", needed=False), self.day("from_on", needed=False)
        if self.problems or code is None or name is None or kind is None:
            return None
        return UnitLine(
            number=self.row.number, code=code, name=name, kind=kind,
            parent_code=parent, opened_on=opened, from_on=since,
        )  # fmt: skip

    def kind(self) -> UnitKind | None:
        text = self.cell("kind")
        found = self.kinds.get(fold(text))
        if text and found is None:
            self.problem("unit.bad_kind", text=text[:60])
        return found


def lines_of(
    table: Table, kinds: Mapping[str, UnitKind], titles: Mapping[str, str]
) -> tuple[list[UnitLine], list[Problem]]:
    """Return the lines that make sense by themselves, and what is wrong with the others.

    `kinds`: folded words or codes of kinds; `titles`: the headings, to name an empty cell.
    """
    lines: list[UnitLine] = []
    problems = [problem for problem in table.problems if problem.code == "sheet.cell_too_long"]
    over = {problem.number for problem in problems}
    first: dict[str, int] = {}
    for row in table.rows:
        reading = _Reading(row, kinds, titles)
        line = reading.line() if row.number not in over else None
        problems += reading.problems
        if line is None:
            continue
        if line.key in first:
            told = {"code": line.code, "number": first[line.key]}
            problems.append(Problem(row.number, "unit.row_twice", told))
        else:
            first[line.key] = row.number
            lines.append(line)
    return lines, problems

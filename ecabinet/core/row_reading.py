"""One row of a table read cell by cell, with everything that is wrong with it collected."""

from collections.abc import Mapping
from datetime import date

from pydantic import TypeAdapter, ValidationError

from ecabinet.core.errors import Invalid
from ecabinet.core.sheets import Problem, Row, read_day


class RowReading:
    """Reads one row; `titles` are the headings, to name an empty cell."""

    def __init__(self, row: Row, titles: Mapping[str, str]) -> None:
        self.row, self.titles = row, titles
        self.problems: list[Problem] = []

    def cell(self, key: str, *, needed: bool = True) -> str:
        """Return the cell as it is; an empty one that is needed is a problem."""
        text = self.row.cells[key]
        if needed and not text:
            self.problem("sheet.missing", title=self.titles[key])
        return text

    def checked(
        self, key: str, kind: TypeAdapter[str], wrong: str, *, needed: bool = True
    ) -> str | None:
        """Return the cell as `kind` makes it, or None and the problem `wrong`."""
        text = self.cell(key, needed=needed)
        if not text:
            return None
        try:
            return str(kind.validate_python(text))
        except ValidationError:
            self.problem(wrong, text=text[:60])
            return None

    def day(self, key: str, *, needed: bool = True) -> date | None:
        """Return the day in the cell, or None."""
        text = self.cell(key, needed=needed)
        if not text:
            return None
        try:
            return read_day(text)
        except Invalid as error:
            self.problem(error.code, **error.params)
            return None

    def problem(self, code: str, **params: object) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(self.row.number, code, params))

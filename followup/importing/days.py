"""The days of a row: when it was given, until when, when it was done."""

import re
from collections.abc import Mapping
from datetime import date

from ecabinet.core.errors import Invalid
from ecabinet.core.row_reading import RowReading
from ecabinet.core.sheets import Problem, Row, read_day
from followup.deadlines import on_working_day
from followup.importing.books import Books, plain_name
from followup.importing.fields import Field
from followup.importing.standing import Standing
from followup.models import DeadlineKind
from followup.spoken_deadlines import Spoken, understand

FIRST_YEAR, YEARS_AHEAD = 1945, 20
_YEAR = re.compile(r"\d{4}|[/.\-]\d\d\s*$")
_NONE = ("khong", "khong co", "khong thoi han", "khong han")


class DayReading(RowReading):
    """Reads one row; `remarks` are about rows that are good all the same."""

    def __init__(self, row: Row, titles: Mapping[str, str], books: Books) -> None:
        super().__init__(row, titles)
        self.books = books
        self.remarks: list[Problem] = []

    def remark(self, code: str, **params: object) -> None:
        self.remarks.append(Problem(self.row.number, code, params))

    def title(self, key: Field) -> str:
        return self.titles[key]

    def past_day(self, key: Field) -> date | None:
        """Return a day that has been, None without one."""
        text = self.row.cells[key]
        day = self.written_day(text, self.books.today)
        if text and day is None:
            self.problem("task_import.bad_day", title=self.title(key), text=text[:40])
        elif day and day > self.books.today:
            self.problem("task_import.day_to_come", title=self.title(key), text=text[:40])
            return None
        return day

    def written_day(self, text: str, today: date) -> date | None:
        if not text:
            return None
        try:
            day: date | None = read_day(text)
        except Invalid:
            said = understand(text, today) if _YEAR.search(text) else None
            day = said.due_on if said else None
        known = day is not None and FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD
        return day if known else None

    def due(self, given: date | None) -> tuple[Spoken, date | None]:
        """Return what the cell on the date says, and the working day it means."""
        text = self.row.cells[Field.DUE]
        if not text or plain_name(text) in ("khong", "khong co", "khong thoi han", "khong han"):
            return Spoken(DeadlineKind.STANDING), None
        day = self.written_day(text, self.books.today)
        said = None if day else understand(text, given or self.books.today, self.books.calendar)
        day = day or (said.due_on if said else None)
        if said and said.kind is not DeadlineKind.DATED:
            return said, None
        if day is None:
            self.problem("task_import.bad_due", title=self.title(Field.DUE), text=text[:40])
            return Spoken(DeadlineKind.STANDING), None
        working = on_working_day(day, self.books.calendar)
        if working != day:
            self.remark("task_import.due_moved", day=f"{working:%d/%m/%Y}")
        return Spoken(DeadlineKind.DATED, working), working

    def assumed_day(self, at: Standing, due_on: date | None, given: date | None) -> date | None:
        """Return when a task was done of which the sheet says no day: on the last day in time."""
        if at.late:
            self.problem("task_import.late_without_day", title=self.title(Field.DONE))
            return None
        today = self.books.today
        day = max(min(due_on or today, today), given or date.min)
        self.remark("task_import.done_assumed", day=f"{day:%d/%m/%Y}")
        return day

"""From the rows of a file to lines about people: what can be judged by the file alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from ecabinet.accounts.fields import Email, Name, Phone, Title, Username
from ecabinet.core.actors import Role
from ecabinet.core.row_reading import RowReading
from ecabinet.core.sheets import Problem, Row, Table
from ecabinet.core.text import fold

YES = frozenset({"x", "co", "1", "yes", "true", "y"})
NO = frozenset({"", "khong", "0", "no", "false", "n", "-"})
OFFICE_CELLS = ("unit_code", "role", "title", "from_on")

_CELLS: dict[str, TypeAdapter[Any]] = {
    "username": TypeAdapter(Username),
    "name": TypeAdapter(Name),
    "email": TypeAdapter(Email),
    "phone": TypeAdapter(Phone),
    "title": TypeAdapter(Title),
}
_WRONG = {
    "username": "person.bad_username",
    "name": "person.bad_name",
    "email": "person.bad_email",
    "phone": "person.bad_phone",
    "title": "office.bad_title",
}


class OfficePart(BaseModel):
    """The office a line gives."""

    model_config = ConfigDict(frozen=True)
    unit_code: str
    role: Role
    title: str
    from_on: date
    to_on: date | None = None
    is_head: bool = False


class PersonLine(BaseModel):
    """A person, and at most one office; a person with several has several lines."""

    model_config = ConfigDict(frozen=True)
    number: int
    username: str
    name: str
    email: str | None = None
    phone: str | None = None
    office: OfficePart | None = None


class _Reading(RowReading):
    """Reads one row about a person."""

    def __init__(self, row: Row, roles: Mapping[str, Role], titles: Mapping[str, str]) -> None:
        super().__init__(row, titles)
        self.roles = roles

    def line(self) -> PersonLine | None:
        username, name = self.text("username"), self.text("name")
        email, phone = self.text("email", needed=False), self.text("phone", needed=False)
        office = self.office() if self.gives_office() else None
        if self.problems or username is None or name is None:
            return None
        return PersonLine(
            number=self.row.number, username=username, name=name,
            email=email, phone=phone, office=office,
        )  # fmt: skip

    def gives_office(self) -> bool:
        given = ("unit_code", "role", "title", "from_on", "to_on", "is_head")
        return any(self.row.cells[key] for key in given)

    def office(self) -> OfficePart | None:
        unit_code, title = self.cell("unit_code"), self.text("title")
        role, is_head = self.role(), self.flag()
        from_on, to_on = self.day("from_on"), self.day("to_on", needed=False)
        if from_on and to_on and to_on < from_on:
            self.problem("office.days_reversed")
        if self.problems or not (unit_code and title and role and from_on):
            return None
        return OfficePart(
            unit_code=unit_code, role=role, title=title,
            from_on=from_on, to_on=to_on, is_head=is_head,
        )  # fmt: skip

    def text(self, key: str, *, needed: bool = True) -> str | None:
        return self.checked(key, _CELLS[key], _WRONG[key], needed=needed)

    def role(self) -> Role | None:
        text = self.cell("role")
        found = self.roles.get(fold(text))
        if text and found is None:
            self.problem("office.bad_role", text=text[:60])
        return found

    def flag(self) -> bool:
        text = self.row.cells["is_head"]
        if fold(text) not in YES | NO:
            self.problem("office.bad_flag", text=text[:20])
        return fold(text) in YES


def lines_of(
    table: Table, roles: Mapping[str, Role], titles: Mapping[str, str]
) -> tuple[list[PersonLine], list[Problem]]:
    """Return the lines that make sense by themselves, and what is wrong with the others.

    `roles`: folded words or codes of roles; `titles`: the headings, to name an empty cell.
    """
    lines: list[PersonLine] = []
    problems = [problem for problem in table.problems if problem.code == "sheet.cell_too_long"]
    over = {problem.number for problem in problems}
    names: dict[str, str] = {}
    seen: set[tuple[Any, ...]] = set()
    for row in table.rows:
        reading = _Reading(row, roles, titles)
        line = reading.line() if row.number not in over else None
        problems += reading.problems
        if line is None:
            continue
        if fold(names.setdefault(line.username, line.name)) != fold(line.name):
            first = names[line.username]
            problems.append(Problem(row.number, "person.name_differs", {"name": first}))
        elif (key := _key(line)) in seen:
            problems.append(Problem(row.number, "person.line_twice"))
        else:
            seen.add(key)
            lines.append(line)
    return lines, problems


def _key(line: PersonLine) -> tuple[Any, ...]:
    office = line.office
    if office is None:
        return (line.username,)
    return (line.username, office.unit_code, office.role, fold(office.title), office.from_on)

"""People and their offices as lines of a file: what an import of the same file takes as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.queries.people import Wanted, fitting
from ecabinet.core.actors import Role


@dataclass(frozen=True)
class ExportLine:
    """A person with one office; `role` is None for somebody who never held any."""

    username: str
    name: str
    email: str | None
    phone: str | None
    unit_code: str = ""
    role: Role | None = None
    title: str = ""
    from_on: date | None = None
    to_on: date | None = None
    is_head: bool = False


def export_lines(session: Session, wanted: Wanted, today: date) -> Sequence[ExportLine]:
    """Return the people wanted, by given name, each with every office ever held; one query.

    An office taken back before it began is left out: nobody ever held it.
    """
    query = (
        select(Person, Office, Unit.code)
        .outerjoin(Office, Office.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Office.unit_id)
        .where(*fitting(wanted, today))
        .order_by(Person.sort_key, Person.id, Office.rank, Office.from_on, Office.id)
    )
    lines: list[ExportLine] = []
    for person, rows in groupby(session.execute(query), key=lambda row: row[0]):
        held = [(office, code) for _p, office, code in rows if _was_held(office)]
        lines += [_line(person, office, code) for office, code in held] or [_line(person)]
    return lines


def _was_held(office: Office | None) -> bool:
    if office is None:
        return False
    return office.held_ever


def _line(person: Person, office: Office | None = None, code: str = "") -> ExportLine:
    known = (person.username, person.name, person.email, person.phone)
    if office is None:
        return ExportLine(*known)
    return ExportLine(
        *known, code, office.as_role, office.title, office.from_on, office.to_on, office.is_head
    )

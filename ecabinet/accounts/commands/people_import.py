"""People and their offices by the thousand: all good lines in one transaction, or nothing."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, insert, select

from ecabinet.accounts import access
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.people_lines import OfficePart, PersonLine
from ecabinet.accounts.queries.people_import import Effect, Judgement, contact_changes, judge
from ecabinet.core.clock import office_day
from ecabinet.core.ids import new_id
from ecabinet.core.imports import Imported, Refused, left_out
from ecabinet.core.search import following
from ecabinet.core.text import fold, name_sort_key
from ecabinet.core.unit_of_work import UnitOfWork


class ImportPeople(BaseModel):
    """All lines of a file that make sense by themselves; `refused` are the others."""

    model_config = ConfigDict(frozen=True)
    lines: tuple[PersonLine, ...] = Field(max_length=5_000)
    refused: tuple[Refused, ...] = ()
    skip_bad: bool = False


def import_people(uow: UnitOfWork, cmd: ImportPeople) -> Imported:
    """Add the people and offices of the good lines. What is there already is left as it is.

    Raises:
        Denied: the actor does not manage people.
        Conflict: lines are wrong, and it was not said to leave them out.
    """
    access.manages_people(uow.actor)
    found = judge(uow.session, cmd.lines, office_day(uow.now))
    refused = left_out(found.problems, earlier=cmd.refused, skip_bad=cmd.skip_bad)
    good = [line for line in cmd.lines if line.number in found.effects]
    made = _Making(uow, found)
    for line in good:
        made.take(line, found.effects[line.number])
    made.write()
    done = list(found.effects.values())
    new = done.count(Effect.NEW_PERSON)
    changed = done.count(Effect.NEW_OFFICE) + done.count(Effect.NEW_CONTACT)
    uow.audit("people.imported", "person", "many", created=new, changed=changed, left=len(refused))
    return Imported(
        created=new, changed=changed, unchanged=done.count(Effect.NOTHING), refused=refused
    )


class _Making:
    """Collects rows, and writes each table with one statement."""

    def __init__(self, uow: UnitOfWork, found: Judgement) -> None:
        self.uow, self.found = uow, found
        self.ids: dict[str, UUID] = {name: p.id for name, p in found.people.items()}
        self.people: list[dict[str, Any]] = []
        self.offices: list[dict[str, Any]] = []
        self.ranks = self._ranks()
        self.today = office_day(uow.now)

    def take(self, line: PersonLine, effect: Effect) -> None:
        if effect is Effect.NEW_PERSON:
            self._person(line)
        elif line.username in self.found.people:
            self._contact(line)
        if line.office and effect in (Effect.NEW_PERSON, Effect.NEW_OFFICE):
            self._office(self.ids[line.username], line.office)

    def write(self) -> None:
        for table, rows in ((Person, self.people), (Office, self.offices)):
            if rows:
                self.uow.session.execute(insert(table), rows)
        # Written past the session: search learns of the people only when told.
        for person_id in {row["id"] for row in self.people} | {
            row["person_id"] for row in self.offices
        }:
            following.changed(self.uow.session, "person", person_id)

    def _person(self, line: PersonLine) -> None:
        person_id = self.ids[line.username] = new_id()
        known = (line.name, line.username, line.email or "", line.phone or "")
        self.people.append(
            {
                "id": person_id, "username": line.username, "name": line.name,
                "sort_key": name_sort_key(line.name), "email": line.email, "phone": line.phone,
                "folded": fold(" ".join(known)),
            }
        )  # fmt: skip
        self.uow.audit("person.imported", "person", person_id, username=line.username)

    def _contact(self, line: PersonLine) -> None:
        person = self.found.people[line.username]
        changes = contact_changes(person, line)
        if changes:
            for name, value in changes.items():
                setattr(person, name, value)
            person.refold()
            person.revision += 1
            before = dict.fromkeys(changes)
            self.uow.audit("person.changed", "person", person.id, before=before, after=changes)

    def _office(self, person_id: UUID, office: OfficePart) -> None:
        unit = self.found.units[office.unit_code.casefold()]
        over = office.to_on is not None and office.to_on < self.today
        rank = self.ranks[person_id] = self.ranks.get(person_id, -1) + 1
        row = {
            "id": new_id(), "person_id": person_id, "unit_id": unit.id, "role": office.role.value,
            "title": office.title, "folded": fold(office.title), "rank": rank,
            "from_on": office.from_on, "to_on": office.to_on, "is_head": office.is_head,
            "ended_at": self.uow.now if over else None,
        }  # fmt: skip
        self.offices.append(row)
        told = {
            "office_id": row["id"], "title": office.title, "role": office.role, "unit": unit.name,
            "from_on": office.from_on, "to_on": office.to_on, "is_head": office.is_head,
        }  # fmt: skip
        self.uow.audit("office.given", "person", person_id, **told)

    def _ranks(self) -> dict[UUID, int]:
        ids = list(self.ids.values())
        query = select(Office.person_id, func.max(Office.rank)).where(Office.person_id.in_(ids))
        return {
            row[0]: row[1] for row in self.uow.session.execute(query.group_by(Office.person_id))
        }

"""The audit log newest first: one page, one entry, and all that fits in order for a file.

A page takes the same few queries however long the log is: its rows by one index, the names of
people and units, and where the page before ended by its number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.audit import REFUSALS, AuditEntry
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.deed_words import told
from ecabinet.core.pages import Page
from ecabinet.oversight import audit_access
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.audit_policies import AuditPermission

PAGE_SIZE = 50
AT_ONCE = 2_000

Entries = Select[AuditEntry]


@dataclass(frozen=True)
class EntryRow:
    """One entry as administrators see it. `person` is empty for the system itself.

    `label` names the thing where that tells nothing of content; `hidden` counts details left out.
    """

    seq: int
    at: datetime
    person: str
    behalf: str
    action: str
    kind: str
    subject_id: str
    label: str
    detail: dict[str, Any]
    hidden: int


@dataclass(frozen=True)
class EntryDetail:
    """An entry with its place in the chain, and the names of the people and units it mentions."""

    row: EntryRow
    previous: str
    hash: str
    names: dict[str, str]


def page_of(
    session: Session, actor: Actor, filters: AuditFilters, after: int | None = None
) -> Page[EntryRow]:
    """Return a page of entries before number `after`. Raises NotFound."""
    audit_access.log(actor)
    found = list(session.scalars(_after(session, entries(filters), after).limit(PAGE_SIZE + 1)))
    rows = _rows(session, found[:PAGE_SIZE])
    return Page(rows, str(rows[-1].seq) if len(found) > PAGE_SIZE else None)


def entry_detail(session: Session, actor: Actor, seq: int) -> EntryDetail:
    """Return one entry with everything that may be shown of it. Raises NotFound."""
    found = audit_access.entry(session, actor, seq)
    row = _rows(session, [found])[0]
    mentioned = {UUID(text) for text in _texts(row.detail) if _is_id(text)}
    names = _names(session, mentioned)
    return EntryDetail(
        row, found.previous, found.hash, {str(key): name for key, name in names.items()}
    )


def fitting(session: Session, actor: Actor, filters: AuditFilters, most: int) -> int:
    """Return how many entries fit, counting no further than `most`. Raises NotFound."""
    audit_access.log(actor, AuditPermission.EXPORT)
    some = entries(filters).with_only_columns(AuditEntry.seq).order_by(None).limit(most)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def in_order(session: Session, filters: AuditFilters, until_seq: int) -> Iterator[EntryRow]:
    """Yield what fits up to number `until_seq`, newest first, in constant memory."""
    base = entries(filters).where(AuditEntry.seq <= until_seq)
    after: int | None = None
    while True:
        found = list(session.scalars(_after(session, base, after).limit(AT_ONCE)))
        yield from _rows(session, found)
        if len(found) < AT_ONCE:
            return
        after = found[-1].seq
        session.expunge_all()


def entries(filters: AuditFilters) -> Entries:
    """Return the entries that fit, newest first."""
    return (
        select(AuditEntry)
        .where(*_rules(filters))
        .order_by(AuditEntry.at.desc(), AuditEntry.seq.desc())
    )


def _rules(filters: AuditFilters) -> Iterator[ColumnElement[bool]]:
    equal = {
        AuditEntry.actor_id: filters.person_id,
        AuditEntry.behalf_of_id: filters.behalf_id,
        AuditEntry.action: filters.action,
        AuditEntry.subject_kind: filters.kind,
        AuditEntry.subject_id: filters.subject_id,
    }
    yield from (column == value for column, value in equal.items() if value is not None)
    if filters.since is not None:
        yield AuditEntry.at >= datetime.combine(filters.since, time(), OFFICE_ZONE)
    if filters.until is not None:
        ends = datetime.combine(filters.until, time(), OFFICE_ZONE) + timedelta(days=1)
        yield AuditEntry.at < ends
    if filters.refusals:
        yield REFUSALS  # type: ignore[misc]  # Its index serves exactly these words.


def _after(session: Session, query: Entries, after: int | None) -> Entries:
    if after is None:
        return query
    at = session.scalar(select(AuditEntry.at).where(AuditEntry.seq == after))
    if at is None:
        return query.where(AuditEntry.seq < after)
    place = tuple_(AuditEntry.at, AuditEntry.seq)
    return query.where(place < tuple_(at, after))


def _rows(session: Session, found: Sequence[AuditEntry]) -> list[EntryRow]:
    about = {
        UUID(entry.subject_id)
        for entry in found
        if entry.subject_kind in ("person", "unit") and _is_id(entry.subject_id)
    }
    people = {key for e in found for key in (e.actor_id, e.behalf_of_id) if key is not None}
    names = _names(session, about | people)
    return [_row(entry, names) for entry in found]


def _row(entry: AuditEntry, names: dict[UUID, str]) -> EntryRow:
    shown = told(entry.subject_kind, entry.detail)
    return EntryRow(
        seq=entry.seq,
        at=entry.at,
        person=_name(names, entry.actor_id),
        behalf=_name(names, entry.behalf_of_id),
        action=entry.action,
        kind=entry.subject_kind,
        subject_id=entry.subject_id,
        label=_label(entry, shown, names),
        detail=shown,
        hidden=len(entry.detail) - len(shown),
    )


def _name(names: dict[UUID, str], key: UUID | None) -> str:
    return names.get(key, str(key)) if key is not None else ""


def _label(entry: AuditEntry, shown: dict[str, Any], names: dict[UUID, str]) -> str:
    if entry.subject_kind in ("person", "unit"):
        return names.get(UUID(entry.subject_id), "") if _is_id(entry.subject_id) else ""
    known = (shown.get(name) for name in ("symbol", "code", "name"))
    return str(next((value for value in known if value is not None), ""))


def _names(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people and units; two queries."""
    wanted = list(ids)
    if not wanted:
        return {}
    people = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    units = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))
    return {row.id: row.name for row in (*people, *units)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value[:100]:
            yield from _texts(part)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False

"""Entries as pages, operations and files show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.register.models import Direction, Entry, LinkKind, Urgency


@dataclass(frozen=True)
class EntryRow:
    """An entry in a list; `overdue`: an answer was wanted before today and none went out."""

    id: UUID
    unit_id: UUID
    direction: Direction
    book_year: int
    book_number: int
    symbol: str
    type_name: str
    issuing_body: str
    abstract: str
    issued_on: date
    received_on: date | None
    urgency: Urgency
    secrecy: int
    signer: str
    recipients: str
    note: str
    answer_due_on: date | None
    answered_on: date | None
    overdue: bool
    cancelled: bool
    cancel_reason: str
    entered_at: datetime
    revision: int


@dataclass(frozen=True)
class Tie:
    """Another document and how it belongs to this one; `back`: read from the other to this."""

    entry: EntryRow
    kind: LinkKind
    back: bool


@dataclass(frozen=True)
class EntryDetail:
    """An entry whole, with who entered it and what the reader may do."""

    row: EntryRow
    unit_name: str
    entered_by: str
    ties: tuple[Tie, ...]
    may_change: bool


def row_of(entry: Entry, today: date) -> EntryRow:
    """Return an entry as lists show it."""
    waiting = entry.answer_due_on is not None and entry.answered_on is None
    return EntryRow(
        id=entry.id,
        unit_id=entry.unit_id,
        direction=Direction(entry.direction),
        book_year=entry.book_year,
        book_number=entry.book_number,
        symbol=entry.symbol,
        type_name=entry.type_name,
        issuing_body=entry.issuing_body,
        abstract=entry.abstract,
        issued_on=entry.issued_on,
        received_on=entry.received_on,
        urgency=Urgency(entry.urgency),
        secrecy=entry.secrecy,
        signer=entry.signer,
        recipients=entry.recipients,
        note=entry.note,
        answer_due_on=entry.answer_due_on,
        answered_on=entry.answered_on,
        overdue=waiting and entry.answer_due_on is not None and entry.answer_due_on < today,
        cancelled=entry.cancelled_at is not None,
        cancel_reason=entry.cancel_reason,
        entered_at=entry.entered_at,
        revision=entry.revision,
    )

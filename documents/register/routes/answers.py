"""What the register's operations answer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents.register.likeness import Match
from documents.register.models import Direction, LinkKind, Urgency


class RegisterEntryOut(BaseModel):
    """One entry."""

    model_config = ConfigDict(from_attributes=True)
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


class RegisterEntriesOut(BaseModel):
    """A page of a book, the last entered first."""

    entries: list[RegisterEntryOut]
    counts: dict[str, int]
    next_after: str | None


class TieOut(BaseModel):
    """Another document; `back`: read from it to this one."""

    entry: RegisterEntryOut
    kind: LinkKind
    back: bool


class EntryDetailOut(BaseModel):
    """One entry whole."""

    entry: RegisterEntryOut
    unit_name: str
    entered_by: str
    ties: list[TieOut]
    may_change: bool


class LikeOut(BaseModel):
    """An entry that may be the same document, and why it is told of."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    book_number: int
    book_year: int
    symbol: str
    abstract: str
    issuing_body: str
    issued_on: date
    match: Match
    score: int


class AlikeOut(BaseModel):
    """What may be the same document, the surest first."""

    alike: list[LikeOut]


class NumberOut(BaseModel):
    """A number kept free or cancelled."""

    model_config = ConfigDict(from_attributes=True)
    key: str
    number: int
    state: str
    reason: str
    by: str
    at: datetime


class NumbersOut(BaseModel):
    """Numbers of a unit, newest first."""

    numbers: list[NumberOut]


class SavedOut(BaseModel):
    """A kept search."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    name: str
    query: str


class SearchesOut(BaseModel):
    """One's kept searches, by name."""

    searches: list[SavedOut]


def entry_out(row: Any) -> RegisterEntryOut:
    """Return an entry as operations tell it."""
    return RegisterEntryOut.model_validate(row)

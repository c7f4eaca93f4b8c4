"""Tables of the register: entries, how they belong together, and ledgers of numbers."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id


class Direction(StrEnum):
    """Which book an entry stands in."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Urgency(StrEnum):
    """How fast a document must go (Nghị định 30/2020, phụ lục I: hỏa tốc, thượng khẩn, khẩn)."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class LinkKind(StrEnum):
    """How one document belongs to another, read from the first to the second."""

    ANSWERS = "answers"
    REPLACES = "replaces"
    REFERS = "refers"


class NumberState(StrEnum):
    """What became of a number. None is ever given out twice."""

    USED = "used"
    RESERVED = "reserved"
    CANCELLED = "cancelled"


class Entry(Versioned, Base):
    """One document in one unit's book. `book_number` runs through the year of the book.

    `secrecy` as with papers. `answer_due_on`: an answer is wanted by then; `answered_on` ends it.
    A cancelled entry keeps its numbers and stays to be seen, struck through.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        Index(
            "uq_register_entry_unit_id",
            "unit_id", "direction", "book_year", "book_number", unique=True,
        ),
        Index("ix_register_entry_symbol", "symbol", "issued_on"),
        Index("ix_register_entry_unit_id_entered", "unit_id", "direction", "entered_at", "id"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    direction: Mapped[str]
    book_year: Mapped[int]
    book_number: Mapped[int]
    symbol: Mapped[str]
    type_code: Mapped[str]
    type_name: Mapped[str]
    issuing_body: Mapped[str]
    abstract: Mapped[str]
    issued_on: Mapped[date]
    received_on: Mapped[date | None]
    urgency: Mapped[str] = mapped_column(default=Urgency.NORMAL)
    secrecy: Mapped[int] = mapped_column(default=0)
    signer: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answer_due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    folded: Mapped[str]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str] = mapped_column(default="")


class EntryLink(Base):
    """One document answers, replaces or refers to another."""

    __tablename__ = "register_link"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("register_entry.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(
        ForeignKey("register_entry.id"), primary_key=True, index=True
    )
    kind: Mapped[str]


class Ledger(Base):
    """The last number given out under a key: a book of a year, or the symbols of a body's type.

    The row is locked by the one who takes a number until commit: no gap, no number twice.
    """

    __tablename__ = "number_ledger"
    key: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class LedgerNumber(Base):
    """A number given out in the symbol of an outgoing document, kept free for one, or cancelled."""

    __tablename__ = "ledger_number"
    key: Mapped[str] = mapped_column(ForeignKey("number_ledger.key"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("register_entry.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedSearch(Base):
    """A search in a book that a person keeps under a name: the words of its address."""

    __tablename__ = "saved_search"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    query: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""Lists of a book: filters, figures, pages by key. The number of queries is constant."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from documents.register import access
from documents.register.models import Direction, Entry, Urgency
from documents.register.policies import BookPermission, visible_to
from documents.register.queries.shapes import EntryRow, row_of
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from ecabinet.core.pages import Page
from ecabinet.core.text import fold

PAGE_SIZE = 50
MOST_EXPORTED = 20_000


class Answer(StrEnum):
    """Which documents a list shows by their answers."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    ANSWERED = "answered"


class Wanted(BaseModel):
    """What a list is narrowed to; an empty filter shows the book of the year."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    unit_id: UUID
    direction: Direction = Direction.INCOMING
    year: int | None = Field(None, ge=1945, le=2200)
    month: int | None = Field(None, ge=1, le=12)
    q: str = Field("", max_length=200)
    type_code: str | None = Field(None, max_length=30)
    issuing_body: str | None = Field(None, max_length=200)
    urgency: Urgency | None = None
    answer: Answer | None = None


def entries(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    today: date,
    after: str = "",
    limit: int = PAGE_SIZE,
) -> Page[EntryRow]:
    """Return entries, the last entered first.

    Raises:
        NotFound: the unit's books are not the person's to read.
        Invalid: `after` is no key of a page.
    """
    query = _query(actor, wanted, today)
    if after:
        year, number = _key(after)
        query = query.where(
            or_(
                Entry.book_year < year,
                and_(Entry.book_year == year, Entry.book_number < number),
            )
        )
    rows = list(session.scalars(query.limit(limit + 1)))
    shown = [row_of(row, today) for row in rows[:limit]]
    more = f"{shown[-1].book_year}-{shown[-1].book_number}" if len(rows) > limit else None
    return Page(shown, more)


def all_entries(session: Session, actor: Actor, wanted: Wanted, today: date) -> Iterator[EntryRow]:
    """Return what the list shows, whole and from the first entry on, for files."""
    query = _query(actor, wanted, today).order_by(None)
    query = query.order_by(Entry.book_year, Entry.book_number).limit(MOST_EXPORTED)
    for row in session.scalars(query.execution_options(yield_per=500)):
        yield row_of(row, today)


def counts(session: Session, actor: Actor, wanted: Wanted, today: date) -> dict[str, int]:
    """Return how many there are in all, urgent, waiting for an answer, overdue; one query."""
    narrowed = _query(actor, wanted.model_copy(update={"urgency": None, "answer": None}), today)
    inner = narrowed.order_by(None).subquery()
    waiting = and_(inner.c.answer_due_on.is_not(None), inner.c.answered_on.is_(None))
    row = session.execute(
        select(
            func.count(),
            func.count().filter(inner.c.urgency != Urgency.NORMAL),
            func.count().filter(waiting),
            func.count().filter(and_(waiting, inner.c.answer_due_on < today)),
        ).select_from(inner)
    ).one()
    return dict(zip(("all", "urgent", "waiting", "overdue"), row, strict=True))


def bodies(session: Session, actor: Actor, wanted: Wanted) -> list[tuple[str, str]]:
    """Return types (code, name) that stand in the book, for the filter."""
    access.book(actor, wanted.unit_id, BookPermission.READ)
    rows = session.execute(
        select(Entry.type_code, func.min(Entry.type_name))
        .where(
            visible_to(actor),
            Entry.unit_id == wanted.unit_id,
            Entry.direction == wanted.direction,
        )
        .group_by(Entry.type_code)
        .order_by(Entry.type_code)
    )
    return [(code, name) for code, name in rows]


def _query(actor: Actor, wanted: Wanted, today: date) -> Select[Entry]:
    access.book(actor, wanted.unit_id, BookPermission.READ)
    return (
        select(Entry)
        .where(
            visible_to(actor),
            Entry.unit_id == wanted.unit_id,
            Entry.direction == wanted.direction,
            *_filters(wanted, today),
        )
        .order_by(Entry.book_year.desc(), Entry.book_number.desc())
    )


def _filters(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    found = [Entry.folded.contains(word, autoescape=True) for word in fold(wanted.q).split()]
    simple: dict[Any, Any] = {
        Entry.type_code: wanted.type_code,
        Entry.issuing_body: wanted.issuing_body,
        Entry.urgency: wanted.urgency,
    }
    found += [column == value for column, value in simple.items() if value]
    found += _period(wanted, today)
    if wanted.answer is not None:
        found += _answer(wanted.answer, today)
    return found


def _period(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    year = wanted.year or (today.year if wanted.month else None)
    if year is None:
        return []
    if wanted.month is None:
        return [Entry.book_year == year]
    begin = date(year, wanted.month, 1)
    end = date(year + wanted.month // 12, wanted.month % 12 + 1, 1)
    day = func.coalesce(Entry.received_on, Entry.issued_on)
    return [Entry.book_year == year, day >= begin, day < end]


def _answer(answer: Answer, today: date) -> list[ColumnElement[bool]]:
    if answer is Answer.ANSWERED:
        return [Entry.answered_on.is_not(None)]
    waiting: list[ColumnElement[bool]] = [
        Entry.answer_due_on.is_not(None),
        Entry.answered_on.is_(None),
    ]
    return [*waiting, Entry.answer_due_on < today] if answer is Answer.OVERDUE else waiting


def _key(after: str) -> tuple[int, int]:
    year, _, number = after.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(after) < 20):
        raise Invalid("register.bad_page", field="after")
    return int(year), int(number)

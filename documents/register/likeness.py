"""Documents that may be in the register already: the same symbol, or nearly the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.register.models import Direction, Entry
from documents.register.policies import visible_to
from ecabinet.core.actors import Actor
from ecabinet.core.text import fold

NEAR = timedelta(days=180)
MOST_COMPARED = 2_000
MOST_TOLD = 5
ALIKE = 88.0
"""Of 100: word sets that differ in about one word of eight (rapidfuzz token_sort_ratio)."""


class Match(StrEnum):
    """Why an entry is told of."""

    SAME = "same"  # symbol, issuing body and date
    SYMBOL = "symbol"  # symbol and body, another date
    WORDS = "words"  # nearly the same abstract


@dataclass(frozen=True)
class Like:
    """An entry that may be the same document. `score` of 100 compares the words."""

    id: UUID
    book_number: int
    book_year: int
    symbol: str
    abstract: str
    issuing_body: str
    issued_on: date
    match: Match
    score: int


@dataclass(frozen=True)
class Looked:
    """What is about to be entered."""

    unit_id: UUID
    direction: Direction
    symbol: str
    issuing_body: str
    abstract: str
    issued_on: date
    besides: UUID | None = None


def find_like(session: Session, actor: Actor, looked: Looked) -> list[Like]:
    """Return entries of the same book that may be this document, the surest first; one query."""
    near = Entry.issued_on.between(looked.issued_on - NEAR, looked.issued_on + NEAR)
    query = (
        select(Entry)
        .where(
            visible_to(actor),
            Entry.unit_id == looked.unit_id,
            Entry.direction == looked.direction,
            Entry.cancelled_at.is_(None),
            or_(Entry.symbol == looked.symbol, near),
        )
        .order_by((Entry.symbol == looked.symbol).desc(), Entry.entered_at.desc())
        .limit(MOST_COMPARED)
    )
    rows = [row for row in session.scalars(query) if row.id != looked.besides]
    return compare(looked, rows)


def compare(looked: Looked, rows: Iterable[Entry]) -> list[Like]:
    """Return which of `rows` may be the document looked at, the surest first."""
    words, body = fold(looked.abstract), fold(looked.issuing_body)
    found = []
    for row in rows:
        score = fuzz.token_sort_ratio(words, fold(row.abstract))
        match = _match(looked, row, score, same_body=fold(row.issuing_body) == body)
        if match is not None:
            found.append(_like(row, match, round(score)))
    order: Sequence[Match] = list(Match)
    found.sort(key=lambda like: (order.index(like.match), -like.score, str(like.id)))
    return found[:MOST_TOLD]


def _match(looked: Looked, row: Entry, score: float, *, same_body: bool) -> Match | None:
    if row.symbol == looked.symbol and same_body:
        return Match.SAME if row.issued_on == looked.issued_on else Match.SYMBOL
    return Match.WORDS if score >= ALIKE else None


def _like(row: Entry, match: Match, score: int) -> Like:
    return Like(
        id=row.id,
        book_number=row.book_number,
        book_year=row.book_year,
        symbol=row.symbol,
        abstract=row.abstract,
        issuing_body=row.issuing_body,
        issued_on=row.issued_on,
        match=match,
        score=score,
    )

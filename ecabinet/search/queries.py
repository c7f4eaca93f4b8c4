"""Asking the index. Rights are part of the question: what a person may not know is never found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, kinds
from ecabinet.core.search.matching import Side
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.search.words import Piece, Query, read_query, show
from ecabinet.search.looking import Looker, Row, Thing

PAGE_SIZE = 20


@dataclass(frozen=True)
class Hit:
    """One thing found. `page` is 0 when its title matches; `more` further pages match too."""

    kind: str
    id: UUID
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    page: int
    place: str
    url: str
    note: str
    at: datetime | None
    best: bool
    more: int


@dataclass(frozen=True)
class Found:
    """One page of hits, best first. `counts` is by kind; `capped`: there are more than counted."""

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    total: int
    capped: bool
    next_after: int | None


@dataclass(frozen=True)
class Asked:
    """What is looked for: words as typed, a kind or all, from day and until day of the thing."""

    words: str
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: int = 0


NOTHING = Found((), {}, 0, capped=False, next_after=None)


def search(session: Session, actor: Actor, asked: Asked, limit: int = PAGE_SIZE) -> Found:
    """Return what `actor` may know of and where all words stand: exact places and titles first.

    A constant number of queries. An unknown kind finds nothing.
    """
    query = read_query(asked.words)
    if not query.phrases:
        return NOTHING
    looker, wanted = Looker(session, actor, _days(asked)), asked.after + limit + 1
    # Each of the words anywhere: there stands all that any way of looking can find.
    anywhere, capped = looker.look(query, None, exact=False, wanted=wanted)
    counts = _counts(anywhere)
    look: _Way
    if capped:
        look = partial(_anew, looker, wanted, asked.kind)
    else:
        known = {row.entry: row for row in anywhere if asked.kind in (None, row.kind)}
        look = partial(looker.among, known)
    best = _best(query, wanted, look)
    things = list(best)
    shown = things[asked.after : asked.after + limit]
    hits = _hits(session, actor, query, asked.words, [(thing, best[thing]) for thing in shown])
    total = sum(n for kind, n in counts.items() if asked.kind in (None, kind))
    more = asked.after + limit if len(things) > asked.after + limit else None
    return Found(tuple(hits), counts, total, capped, more)


class _Way(Protocol):
    def __call__(self, query: Query, side: Side, *, exact: bool) -> Iterable[Row]: ...


@dataclass
class _Place:
    entry: int
    page: int
    best: bool
    pages: set[int]


def _best(query: Query, wanted: int, look: _Way) -> dict[Thing, _Place]:
    """The best place of each thing, best things first; at least `wanted` when there are so many."""
    found: dict[Thing, _Place] = {}
    for number, (words, exact, side) in enumerate(_ways(query)):
        for entry, kind, thing_id, page in look(words, side, exact=exact):
            known = found.get((kind, thing_id))
            if known is None:
                found[kind, thing_id] = _Place(entry, page, number == 0, {page})
            else:
                known.pages.add(page)
        if len(found) >= wanted:
            break
    return found


def _ways(query: Query) -> Iterator[tuple[Query, bool, Side]]:
    """Ways to look, best first: words together as typed, then folded, then each for itself."""
    one = query.as_one
    ways = [(one, True)] if query.has_diacritics else []
    ways.append((one, False))
    if query.phrases != one.phrases:
        if query.has_diacritics:
            ways.append((query, True))
        ways.append((query, False))
    for words, exact in ways:
        for side in Side:
            yield words, exact, side


def _anew(
    looker: Looker, wanted: int, kind: str | None, query: Query, side: Side, *, exact: bool
) -> Iterable[Row]:
    return looker.look(query, side, exact=exact, wanted=wanted, kind=kind).rows


def _counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many things of each kind."""
    things = Counter(kind for kind, _id in {row.thing for row in rows})
    return {kind: things[kind] for kind in kinds() if things[kind]}


def _days(asked: Asked) -> list[ColumnElement[bool]]:
    days: list[ColumnElement[bool]] = []
    if asked.since:
        days.append(SearchEntry.at >= asked.since)
    if asked.until:
        days.append(SearchEntry.at < asked.until)
    return days


def _hits(
    session: Session, actor: Actor, query: Query, typed: str, places: list[tuple[Thing, _Place]]
) -> Iterator[Hit]:
    cards = _cards(session, actor, [thing for thing, _ in places])
    texts = _texts(session, [place.entry for _, place in places if place.page])
    for (kind_key, thing_id), place in places:
        card, kind = cards.get((kind_key, thing_id)), kinds()[kind_key]
        if card is None:
            continue  # Gone between two questions.
        named = kind.page_words if place.page else None
        yield Hit(
            kind=kind_key,
            id=thing_id,
            title=show(card.title, query, whole=True),
            snippet=show(texts[place.entry], query) if place.page else (),
            page=place.page if named else 0,
            place=named(place.page) if named else "",
            url=kind.opened_at(card.url, place.page, typed) if place.page else card.url,
            note=card.note,
            at=card.at,
            best=place.best and not place.page,
            more=len(place.pages - {0, place.page}),
        )


def _cards(session: Session, actor: Actor, things: Sequence[Thing]) -> dict[Thing, Card]:
    found: dict[Thing, Card] = {}
    for kind in {kind for kind, _ in things}:
        ids = [thing_id for each, thing_id in things if each == kind]
        cards = kinds()[kind].cards(session, actor, ids)
        found.update({(kind, thing_id): card for thing_id, card in cards.items()})
    return found


def _texts(session: Session, entries: Sequence[int]) -> dict[int, str]:
    rows = session.execute(
        select(SearchEntry.id, SearchEntry.text).where(SearchEntry.id.in_(entries))
    )
    return {row[0]: row[1] for row in rows}

"""Asking the index. Rights are part of the question: what a person may not know is never found."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Card, Kind, kinds
from ecabinet.core.search.matching import Side, among, key, matches
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.search.words import Piece, Query, read_query, show

PAGE_SIZE = 20
# Beyond these the person is asked for a narrower word; nobody reads the thousandth hit.
MOST_PLACES = 300

Thing = tuple[str, UUID]
Limits = list[ColumnElement[bool]]


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
    days, may_find = _days(asked), _may_find(actor, None)
    # Each of the words anywhere: there stands all that any way of looking can find.
    anywhere = _rows(session, [may_find, *days], query, None, exact=False)
    counts, capped = _counts(anywhere), len(anywhere) == MOST_PLACES
    wanted = asked.after + limit + 1
    if capped:
        narrowed = [_may_find(actor, asked.kind) if asked.kind else may_find, *days]
        best = _best(query, wanted, partial(_rows, session, narrowed))
    else:
        # All that may be found is known by now: no right need be asked again.
        known = {row.entry: row for row in anywhere if asked.kind in (None, row.kind)}
        best = _best(query, wanted, partial(_of_known, session, known))
    things = list(best)
    shown = things[asked.after : asked.after + limit]
    hits = _hits(session, actor, query, asked.words, [(thing, best[thing]) for thing in shown])
    total = sum(n for kind, n in counts.items() if asked.kind in (None, kind))
    more = asked.after + limit if len(things) > asked.after + limit else None
    return Found(tuple(hits), counts, total, capped, more)


class _Row(NamedTuple):
    """A place where words stand: the entry of the index, whose it is, its page."""

    entry: int
    kind: str
    thing_id: UUID
    page: int


Look = Callable[[Query, Side, bool], Iterable[_Row]]


@dataclass
class _Place:
    entry: int
    page: int
    best: bool
    pages: set[int]


def _best(query: Query, wanted: int, look: Look) -> dict[Thing, _Place]:
    """The best place of each thing, best things first; at least `wanted` when there are so many."""
    found: dict[Thing, _Place] = {}
    for number, (words, exact, side) in enumerate(_ways(query)):
        for entry, kind, thing_id, page in look(words, side, exact):
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


def _rows(
    session: Session, limits: Limits, query: Query, side: Side | None, exact: bool
) -> list[_Row]:
    entry = SearchEntry
    found = (
        matches(session, query, side, exact=exact)
        .join(entry, entry.id == key(session))
        .with_only_columns(entry.id, entry.kind, entry.thing_id, entry.page)
        .where(*limits)
        .limit(MOST_PLACES)
    )
    return [_Row(*row) for row in session.execute(found)]


def _of_known(
    session: Session, known: Mapping[int, _Row], query: Query, side: Side, exact: bool
) -> list[_Row]:
    if not known:
        return []
    found = matches(session, query, side, exact=exact).where(among(session, known))
    return [known[entry] for entry in session.scalars(found)]


def _counts(rows: Iterable[_Row]) -> dict[str, int]:
    """How many things of each kind."""
    things = Counter(kind for kind, _id in {(row.kind, row.thing_id) for row in rows})
    return {kind: things[kind] for kind in kinds() if things[kind]}


def _may_find(actor: Actor, only: str | None) -> ColumnElement[bool]:
    """The things `actor` may know of, asked for each candidate and not for everything there is."""
    chosen = [kind for kind in kinds().values() if only in (None, kind.key)]
    return or_(false(), *(and_(SearchEntry.kind == k.key, _visible(actor, k)) for k in chosen))


def _visible(actor: Actor, kind: Kind) -> ColumnElement[bool]:
    ids = kind.visible(actor)
    return (
        ids.where(ids.selected_columns[0] == SearchEntry.thing_id).correlate(SearchEntry).exists()
    )


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

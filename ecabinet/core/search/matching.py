"""The index on the two databases: FTS5 without content on SQLite, tsvector on PostgreSQL.

Both are given the same words, cut by `words_of`, so that they find the same. Titles and texts,
folded and as written, are kept apart: a title is found at once even when the word stands on every
page.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    and_,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from ecabinet.core.search.models import SearchEntry
from ecabinet.core.search.words import Phrase, Query, fold_word, words_of

# PostgreSQL refuses a tsvector of 1 MB; a page of a paper has a few kilobytes.
LONGEST_TEXT = 200_000


class Side(StrEnum):
    """Which words are looked at."""

    TITLE = "title"
    TEXT = "text"


FTS = table("search_index", column("rowid"))
VECTORS = table("search_index", column("id"))
# Literally, as in the predicates of the partial indexes.
IS_TITLE: ColumnElement[bool] = literal_column("search_index.title", Boolean)


def keep(session: Session, entries: Iterable[SearchEntry]) -> None:
    """Put entries that have ids into the index."""
    if _is_sqlite(session):
        for entry in entries:
            session.execute(
                text(
                    f"INSERT INTO search_index (rowid, {_columns(entry)})"  # noqa: S608
                    " VALUES (:id, :folded, :exact)"
                ),
                _words(entry),
            )
        return
    for entry in entries:
        session.execute(
            text(
                "INSERT INTO search_index (id, title, folded, exact) VALUES (:id, :title,"
                " to_tsvector('simple', :folded), to_tsvector('simple', :exact))"
            ),
            {**_words(entry), "title": entry.page == 0},
        )


def forget(session: Session, entries: Iterable[SearchEntry]) -> None:
    """Take entries out of the index; their texts must be those they were kept with."""
    if not _is_sqlite(session):
        return  # The row of the index goes with the entry's.
    for entry in entries:
        session.execute(
            text(
                f"INSERT INTO search_index (search_index, rowid, {_columns(entry)})"  # noqa: S608
                " VALUES ('delete', :id, :folded, :exact)"
            ),
            _words(entry),
        )


def matches(session: Session, query: Query, side: Side | None, *, exact: bool) -> Select[int]:
    """Return the ids of entries in which `query` stands, newest first. `side` None: either."""
    wanted = query if exact else query.folded
    name = "exact" if exact else "folded"
    if _is_sqlite(session):
        sides = [side] if side else list(Side)
        columns = " ".join(f"{each}_{name}" for each in sides)
        # Each side in itself: words of a title and of a page are never together in one entry.
        asked = " AND ".join(_fts_phrase(phrase) for phrase in wanted.phrases)
        return (
            select(FTS.c.rowid)
            .where(text("search_index MATCH :asked").bindparams(asked=f"{{{columns}}} : ({asked})"))
            .order_by(FTS.c.rowid.desc())
        )
    asked = " & ".join(f"({_ts_phrase(phrase)})" for phrase in wanted.phrases)
    stands: ColumnElement[bool] = literal_column(f"search_index.{name}").bool_op("@@")(
        func.to_tsquery(literal_column("'simple'"), asked)
    )
    titles, texts = and_(IS_TITLE, stands), and_(~IS_TITLE, stands)
    # Either is asked as both: each of the two has an index of its own, and all of them have none.
    asked_of: dict[Side | None, ColumnElement[bool]]
    asked_of = {Side.TITLE: titles, Side.TEXT: texts, None: or_(titles, texts)}
    found = select(VECTORS.c.id).where(asked_of[side])
    if any(len(phrase.words) > 1 for phrase in wanted.phrases):
        # How seldom words stand together PostgreSQL cannot know: it would walk through all of the
        # index from its newest end, to find the first of many that there are not.
        return found.order_by((VECTORS.c.id + 0).desc())
    return found.order_by(VECTORS.c.id.desc())


def among(session: Session, entries: Iterable[int]) -> ColumnElement[bool]:
    """Return whether the index's row is of one of `entries`, looked at for each that matches.

    FTS5 would else look for the words anew in each of the entries: seconds for some hundred.
    """
    looked_at = literal_column("+search_index.rowid") if _is_sqlite(session) else VECTORS.c.id
    return looked_at.in_(entries)


def key(session: Session) -> ColumnElement[int]:
    """Return the column of the index that holds the entry's id."""
    return FTS.c.rowid if _is_sqlite(session) else VECTORS.c.id


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _columns(entry: SearchEntry) -> str:
    side = Side.TITLE if entry.page == 0 else Side.TEXT
    return f"{side}_folded, {side}_exact"


def _words(entry: SearchEntry) -> dict[str, int | str]:
    words = words_of(entry.text)
    return {
        "id": entry.id,
        "exact": " ".join(words),
        "folded": " ".join(fold_word(word) for word in words),
    }


def _fts_phrase(phrase: Phrase) -> str:
    # Words are letters and digits only; in quotes none is an operator.
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.begun else "")


def _ts_phrase(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in phrase.words]
    return " <-> ".join(words) + (":*" if phrase.begun else "")

"""Where words stand that a person may find: the index is asked first, then the rights of its finds.

Only the kinds that were found are asked for rights, and each thing once. The rights of everything
in one statement take a database tens of milliseconds to plan.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.search.kinds import Kind, kinds
from ecabinet.core.search.matching import Side, among, key, matches
from ecabinet.core.search.models import SearchEntry
from ecabinet.core.search.words import Query

MOST_LOOKED = 600
"""Beyond these the person is asked for a narrower word; nobody reads the thousandth hit."""

Thing = tuple[str, UUID]


class Row(NamedTuple):
    """A place where words stand: the entry of the index, whose it is, its page."""

    entry: int
    kind: str
    thing_id: UUID
    page: int

    @property
    def thing(self) -> Thing:
        """Whose words they are."""
        return self.kind, self.thing_id


class Look(NamedTuple):
    """What was found, newest first; `cut`: there may be more."""

    rows: list[Row]
    cut: bool


class Looker:
    """Looks words up for one person, within days."""

    def __init__(self, session: Session, actor: Actor, days: Iterable[ColumnElement[bool]]) -> None:
        self._session, self._actor, self._days = session, actor, tuple(days)
        self._judged: dict[Thing, bool] = {}

    def look(self, query: Query, side: Side | None, *, exact: bool, wanted: int,
             kind: str | None = None) -> Look:  # fmt: skip
        """Return where `query` stands, of at least `wanted` things when there are so many."""
        only = [SearchEntry.kind == kind] if kind else []
        rows = self._rows(query, side, exact, only)
        cut = len(rows) == MOST_LOOKED
        mine = self._may_find(rows)
        if cut and len({row.thing for row in mine}) < wanted:
            # Most of it is other people's: now the rights are part of the question.
            mine = self._rows(query, side, exact, [self._rights(kind)])
            cut = len(mine) == MOST_LOOKED
        return Look(mine, cut)

    def among(
        self, known: Mapping[int, Row], query: Query, side: Side, *, exact: bool
    ) -> list[Row]:
        """Return in which of the `known` entries `query` stands: no right is asked again."""
        if not known:
            return []
        found = matches(self._session, query, side, exact=exact).where(among(self._session, known))
        return [known[entry] for entry in self._session.scalars(found)]

    def _rows(
        self, query: Query, side: Side | None, exact: bool, limits: Iterable[ColumnElement[bool]]
    ) -> list[Row]:
        entry = SearchEntry
        found = (
            matches(self._session, query, side, exact=exact)
            .join(entry, entry.id == key(self._session))
            .with_only_columns(entry.id, entry.kind, entry.thing_id, entry.page)
            .where(*self._days, *limits)
            .limit(MOST_LOOKED)
        )
        return [Row(*row) for row in self._session.execute(found)]

    def _may_find(self, rows: Collection[Row]) -> list[Row]:
        for kind in {row.kind for row in rows}:
            self._judge(kind, {row.thing_id for row in rows if row.kind == kind})
        return [row for row in rows if self._judged[row.thing]]

    def _judge(self, kind: str, things: set[UUID]) -> None:
        asked = [thing for thing in things if (kind, thing) not in self._judged]
        if not asked:
            return
        ids = kinds()[kind].visible(self._actor)
        seen = set(self._session.scalars(ids.where(ids.selected_columns[0].in_(asked))))
        self._judged.update({(kind, thing): thing in seen for thing in asked})

    def _rights(self, only: str | None) -> ColumnElement[bool]:
        """The things the person may know of, asked for each candidate and not for all there is."""
        chosen = [kind for kind in kinds().values() if only in (None, kind.key)]
        return or_(false(), *(self._visible(kind) for kind in chosen))

    def _visible(self, kind: Kind) -> ColumnElement[bool]:
        ids: Select[UUID] = kind.visible(self._actor)
        one = ids.where(ids.selected_columns[0] == SearchEntry.thing_id)
        return and_(SearchEntry.kind == kind.key, one.correlate(SearchEntry).exists())

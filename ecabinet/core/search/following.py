"""Which things a transaction changed, so that the worker reads their words again.

A mark is left in the same transaction; the job is only a nudge, a sweep finds what was left.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ecabinet.core.search.kinds import Watch, watches
from ecabinet.core.search.models import SearchNeed

INDEX = "search.index"
_KEY = "ecabinet.search"


def follow(session: Session) -> None:
    """Take notice of what is written in `session`."""
    session.info[_KEY] = set()
    event.listen(session, "after_flush", _notice)


def changed(session: Session, kind: str, thing_id: UUID) -> None:
    """Note a thing whose row was written past the session, in a statement of its own."""
    session.info.setdefault(_KEY, set()).add((kind, thing_id))


def ask(session: Session) -> bool:
    """Leave a mark for each thing whose words may have changed. Returns whether there is any."""
    found: set[tuple[str, UUID]] = session.info[_KEY]
    if not found:
        return False
    rows = [{"kind": kind, "thing_id": thing, "asked": 1} for kind, thing in sorted(found)]
    ask_for(session, rows)
    return True


def ask_for(session: Session, rows: list[dict[str, Any]]) -> None:
    """Leave marks for `rows` (kind, thing_id, asked); one that is there is asked once more."""
    insert = (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert
    session.execute(
        insert(SearchNeed).on_conflict_do_update(
            index_elements=["kind", "thing_id"], set_={"asked": SearchNeed.asked + 1}
        ),
        rows,
    )


def _notice(session: Session, _context: object) -> None:
    found: set[tuple[str, UUID]] = session.info[_KEY]
    for row in (*session.new, *session.deleted):
        found.update((kind, watch.thing(row)) for kind, watch in watches(type(row)))
    for row in session.dirty:
        found.update(
            (kind, watch.thing(row)) for kind, watch in watches(type(row)) if _changed(row, watch)
        )


def _changed(row: Any, watch: Watch) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in watch.fields)

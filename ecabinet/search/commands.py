"""Writing the words of one thing into the index."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, select

from ecabinet.core.search.following import ask_for
from ecabinet.core.search.kinds import kinds
from ecabinet.core.search.matching import LONGEST_TEXT, forget, keep
from ecabinet.core.search.models import SearchEntry, SearchNeed
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

AT_ONCE = 500


class WriteWords(BaseModel):
    """The words of a thing as they were when it had been asked for `asked` times.

    `texts` is by page, page 0 the title; empty when the thing can no longer be found.
    """

    model_config = ConfigDict(frozen=True)
    kind: str
    thing_id: UUID
    asked: int
    texts: dict[int, str]
    at: datetime | None = None


def write_words(uow: UnitOfWork, cmd: WriteWords) -> None:
    """Put a thing's words in the place of those before. Done already elsewhere: nothing happens.

    The index is made of what is told elsewhere, so the audit log has no entry for it.
    """
    session = uow.session
    need = session.scalar(
        select(SearchNeed)
        .where(SearchNeed.kind == cmd.kind, SearchNeed.thing_id == cmd.thing_id)
        .with_for_update()
    )
    if need is None:
        return
    of_thing = (SearchEntry.kind == cmd.kind, SearchEntry.thing_id == cmd.thing_id)
    forget(session, session.scalars(select(SearchEntry).where(*of_thing)).all())
    session.execute(delete(SearchEntry).where(*of_thing))
    # The title comes last: of one thing it has the greatest id, then the first page.
    entries = [
        SearchEntry(
            kind=cmd.kind, thing_id=cmd.thing_id, page=page, text=nfc(words)[:LONGEST_TEXT],
            at=cmd.at,
        )
        for page, words in sorted(cmd.texts.items(), reverse=True)
        if words.strip()
    ]  # fmt: skip
    session.add_all(entries)
    session.flush()  # The index is kept by id; ids rise in the order of adding.
    keep(session, entries)
    if need.asked == cmd.asked:
        session.delete(need)


class AskAgain(BaseModel):
    """Have things read again: of one kind, after this id (None: from the beginning)."""

    model_config = ConfigDict(frozen=True)
    kind: str
    after: UUID | None = None


class Asked(BaseModel):
    """How many were asked for, and the last of them; None: that was all."""

    model_config = ConfigDict(frozen=True)
    number: int
    last: UUID | None


def ask_again(uow: UnitOfWork, cmd: AskAgain) -> Asked:
    """Ask for some hundred things of a kind to be read again; what is asked already stays so."""
    every = kinds()[cmd.kind].every()
    key = every.selected_columns[0]
    if cmd.after is not None:
        every = every.where(key > cmd.after)
    found = list(uow.session.scalars(every.order_by(key).limit(AT_ONCE)))
    if found:
        rows = [{"kind": cmd.kind, "thing_id": thing, "asked": 1} for thing in found]
        ask_for(uow.session, rows)
    return Asked(number=len(found), last=found[-1] if len(found) == AT_ONCE else None)

"""Entries are corrected and cancelled. Numbers and symbols stay as they were given."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from documents.register import access
from documents.register.commands.fields import Line, folded, refuse_days
from documents.register.events import EntryCancelled, entry_stream
from documents.register.models import Entry, LedgerNumber, NumberState, Urgency
from documents.register.policies import EntryPermission
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.events import jsonable
from ecabinet.core.unit_of_work import UnitOfWork

# Days that may be taken away again; nothing else of an entry is ever without a value.
TAKEN_AWAY = ("answer_due_on", "answered_on")


class ChangeEntry(BaseModel):
    """What is left out or None stays; only a day given as None is taken away.

    `revision` is that of what the person saw.
    """

    model_config = ConfigDict(frozen=True)
    entry_id: UUID
    revision: int
    abstract: Line | None = Field(None, min_length=1, max_length=1_000)
    urgency: Urgency | None = None
    signer: Line | None = Field(None, max_length=200)
    recipients: Line | None = Field(None, max_length=1_000)
    note: Line | None = Field(None, max_length=1_000)
    answer_due_on: date | None = None
    answered_on: date | None = None


class Changed(BaseModel):
    """The entry as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    revision: int


def change_entry(uow: UnitOfWork, cmd: ChangeEntry) -> Changed:
    """Correct an entry; what it was before stands in the audit log.

    Raises:
        NotFound, Denied; Stale; Invalid: the days cannot be.
    """
    entry = access.entry_to_change(uow, cmd.entry_id, EntryPermission.CHANGE, cmd.revision)
    changes = {name: value for name, value in _wanted(cmd) if getattr(entry, name) != value}
    before = {name: getattr(entry, name) for name in changes}
    _write(uow, entry, changes)
    if changes:
        uow.audit(
            "entry.changed", "entry", entry.id, before=jsonable(before), after=jsonable(changes)
        )
    return Changed(id=entry.id, revision=entry.revision)


def _wanted(cmd: ChangeEntry) -> list[tuple[str, Any]]:
    given = cmd.model_dump(exclude={"entry_id", "revision"}, exclude_unset=True)
    return [
        (name, value) for name, value in given.items() if value is not None or name in TAKEN_AWAY
    ]


def _write(uow: UnitOfWork, entry: Entry, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(entry, name, value)
    refuse_days(uow, entry.issued_on, entry.received_on, entry.answer_due_on)
    if entry.answered_on and not entry.issued_on <= entry.answered_on <= office_day(uow.now):
        raise Invalid("register.answered_wrong", field="answered_on")
    entry.folded = folded(entry)
    uow.session.flush()  # Raises the revision, which is part of the answer.


class CancelEntry(BaseModel):
    """Take an entry out of use: it stays to be seen, with the reason."""

    model_config = ConfigDict(frozen=True)
    entry_id: UUID
    revision: int | None = None
    reason: Line = Field(min_length=3, max_length=300)


def cancel_entry(uow: UnitOfWork, cmd: CancelEntry) -> None:
    """Cancel an entry and the number in its symbol. Raises NotFound, Denied, Stale."""
    entry = access.entry_to_change(uow, cmd.entry_id, EntryPermission.CANCEL, cmd.revision)
    entry.cancelled_at, entry.cancel_reason = uow.now, cmd.reason
    numbers = select(LedgerNumber).where(LedgerNumber.entry_id == entry.id).with_for_update()
    for number in uow.session.scalars(numbers):
        number.state, number.reason = NumberState.CANCELLED, cmd.reason
    uow.record(EntryCancelled(stream=entry_stream(entry.id), entry_id=entry.id))
    uow.audit("entry.cancelled", "entry", entry.id, symbol=entry.symbol, reason=cmd.reason)

"""Documents are tied together: one answers, replaces or refers to another."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete

from documents.register import access
from documents.register.models import Direction, Entry, EntryLink, LinkKind
from documents.register.policies import EntryPermission
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork


class LinkEntries(BaseModel):
    """Say how one document belongs to another; None takes the tie away."""

    model_config = ConfigDict(frozen=True)
    entry_id: UUID
    other_id: UUID
    kind: LinkKind | None


def link_entries(uow: UnitOfWork, cmd: LinkEntries) -> None:
    """Tie two documents together. An answer that went out ends the waiting for it.

    Raises:
        NotFound, Denied: one of them may not be read, or the first not be changed.
        Invalid: a document belongs to itself, or both replace each other.
        Conflict: the other was cancelled.
    """
    entry = access.entry_to_change(uow, cmd.entry_id, EntryPermission.CHANGE)
    other = access.entry(uow.session, uow.actor, cmd.other_id, EntryPermission.READ)
    if entry.id == other.id:
        raise Invalid("register.link_itself", field="other_id")
    back = uow.session.get(EntryLink, (other.id, entry.id))
    if back is not None and cmd.kind == LinkKind.REPLACES == back.kind:
        raise Invalid("register.link_circle", field="other_id")
    if other.cancelled_at is not None and cmd.kind is not None:
        raise Conflict("register.cancelled", symbol=other.symbol)
    uow.session.execute(
        delete(EntryLink).where(EntryLink.entry_id == entry.id, EntryLink.other_id == other.id)
    )
    if cmd.kind is not None:
        uow.session.add(EntryLink(entry_id=entry.id, other_id=other.id, kind=cmd.kind))
    if cmd.kind is LinkKind.ANSWERS:
        _end_waiting(entry, other)
    uow.audit("entry.linked", "entry", entry.id, other=str(other.id), kind=cmd.kind)


def _end_waiting(answer: Entry, asked: Entry) -> None:
    same_book = asked.unit_id == answer.unit_id
    if same_book and asked.direction == Direction.INCOMING and asked.answered_on is None:
        asked.answered_on = answer.issued_on

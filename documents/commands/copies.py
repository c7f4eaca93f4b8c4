"""A reader asks for a copy to keep or print; the worker makes it; after a while it is forgotten."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents import access
from documents.models import PaperCopy
from documents.policies import PaperPermission
from documents.states import CopyState
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork

MAKE_COPY = "documents.make_copy"
KEPT = timedelta(days=2)
"""Copies live that long after they were asked for."""

Use = Literal["keep", "print"]
NEEDED = {"keep": PaperPermission.DOWNLOAD, "print": PaperPermission.PRINT}
CopyKind = Literal["paper", "annotated", "flat", "summary"]


class AskCopy(BaseModel):
    """A copy for the actor. `key` names its content, `kept`: its file is there already."""

    model_config = ConfigDict(frozen=True)
    version_id: UUID
    kind: CopyKind
    use: Use
    key: str
    words: str
    filename: str
    layers: str = ""
    kept: bool = False


class AskedCopy(BaseModel):
    """The copy that was asked for, now or earlier today."""

    id: UUID


def ask_copy(uow: UnitOfWork, cmd: AskCopy) -> AskedCopy:
    """Let the worker make a copy for the actor; the same again is the same copy.

    Raises NotFound, Denied.
    """
    held = access.version(uow.session, uow.actor, cmd.version_id, NEEDED[cmd.use])
    query = select(PaperCopy).where(PaperCopy.key == cmd.key).with_for_update()
    row = uow.session.scalar(query)
    if row is None:
        row = _new(uow, cmd)
    elif row.state == CopyState.WANTED or (row.state == CopyState.READY and cmd.kept):
        return AskedCopy(id=row.id)
    row.state, row.failure, row.asked_at = CopyState.WANTED, None, uow.now
    uow.session.flush()  # Its id is the worker's and the answer's.
    uow.enqueue(MAKE_COPY, copy_id=str(row.id))
    told = {
        "version_id": cmd.version_id,
        "kind": cmd.kind,
        "use": cmd.use,
        "stamped": bool(cmd.words),
    }
    uow.audit("paper.copy_asked", "paper", held.paper.id, **told)
    return AskedCopy(id=row.id)


def _new(uow: UnitOfWork, cmd: AskCopy) -> PaperCopy:
    actor = uow.actor
    assert actor.person_id is not None, "only a person reads"
    row = PaperCopy(
        key=cmd.key,
        version_id=cmd.version_id,
        person_id=actor.person_id,
        deputy_id=actor.deputy.person_id if actor.deputy else None,
        kind=cmd.kind,
        layers=cmd.layers,
        filename=cmd.filename,
        words=cmd.words,
        state=CopyState.WANTED,
        asked_at=uow.now,
    )
    uow.session.add(row)
    return row


class MadeCopy(BaseModel):
    """How the making of a copy ended: its size in bytes, or the code that says why not."""

    model_config = ConfigDict(frozen=True)
    copy_id: UUID
    size: int | None = None
    failure: str | None = None


def finish_copy(uow: UnitOfWork, cmd: MadeCopy) -> None:
    """Let the reader have it. Done already, by another worker: nothing happens."""
    row = uow.session.get(PaperCopy, cmd.copy_id, with_for_update=True)
    if row is None:
        raise NotFound("not_found", kind="copy")
    if row.state != CopyState.WANTED:
        return
    row.state = CopyState.FAILED if cmd.failure else CopyState.READY
    row.size, row.failure = cmd.size, cmd.failure
    told = {"version_id": row.version_id, "kind": row.kind, "state": row.state}
    uow.audit("paper.copy_made", "paper_version", row.version_id, **told)


class ForgetCopies(BaseModel):
    """Forget what was asked for longer ago than `KEPT`."""

    model_config = ConfigDict(frozen=True)


class ForgottenCopies(BaseModel):
    """The keys of the files that nobody is waiting for any more."""

    keys: list[str]


def forget_copies(uow: UnitOfWork, cmd: ForgetCopies) -> ForgottenCopies:
    """Forget old copies; who called removes their files."""
    rows = uow.session.scalars(
        select(PaperCopy).where(PaperCopy.asked_at < uow.now - KEPT).limit(1000)
    ).all()
    keys = [row.key for row in rows]
    for row in rows:
        uow.session.delete(row)
    if keys:
        uow.audit("paper.copies_forgotten", "paper", "copies", count=len(keys))
    return ForgottenCopies(keys=keys)

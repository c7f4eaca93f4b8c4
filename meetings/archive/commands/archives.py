"""Somebody asks for an archive; the worker makes it; after a week it is forgotten."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select, update

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.archive import access
from meetings.archive.models import MeetingArchive
from meetings.archive.states import KEPT, LEASE, ArchiveState, Wish

MAKE = "meetings.make_archive"
UNDER_WAY = (ArchiveState.WANTED, ArchiveState.RUNNING)


class AskArchive(BaseModel):
    """An archive for the actor alone; `digest` stands for what it would hold now."""

    model_config = ConfigDict(frozen=True)
    meeting_id: UUID
    wish: Wish
    digest: str


class ArchiveRef(BaseModel):
    """An archive, in its attempt."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    attempt: int


def ask_archive(uow: UnitOfWork, cmd: AskArchive) -> ArchiveRef:
    """Let the worker make it, anew if there is one. Under way with the same: nothing happens.

    Raises NotFound, Denied, Conflict.
    """
    row = access.own_archive(uow.session, uow.actor, cmd.meeting_id)
    wish = cmd.wish.model_dump(mode="json")
    if row is not None:
        uow.session.refresh(row, with_for_update=True)
        if row.state in UNDER_WAY and (row.wish, row.digest) == (wish, cmd.digest):
            return ArchiveRef(id=row.id, attempt=row.attempt)
        row.attempt += 1
    else:
        assert uow.actor.person_id is not None, "only a person reads"
        row = MeetingArchive(
            meeting_id=cmd.meeting_id, person_id=uow.actor.person_id, wish=wish, attempt=1,
            asked_at=uow.now,
        )  # fmt: skip
        uow.session.add(row)
    row.state, row.failure, row.wish, row.digest = ArchiveState.WANTED, None, wish, cmd.digest
    row.asked_at, row.started_at, row.sha256, row.size, row.files = uow.now, None, "", 0, 0
    uow.session.flush()  # Its id is the worker's and the answer's.
    uow.enqueue(MAKE, archive_id=str(row.id), attempt=row.attempt)
    told = {"layers": list(cmd.wish.layers), "originals": cmd.wish.originals}
    uow.audit("archive.asked", "meeting", cmd.meeting_id, **told)
    return ArchiveRef(id=row.id, attempt=row.attempt)


class Begun(BaseModel):
    """Whether the archive is this worker's to make."""

    model_config = ConfigDict(frozen=True)
    mine: bool


def begin_archive(uow: UnitOfWork, cmd: ArchiveRef) -> Begun:
    """Take an archive that waits, or whose worker is gone. Each goes to one worker only."""
    free = or_(
        MeetingArchive.state == ArchiveState.WANTED,
        (MeetingArchive.state == ArchiveState.RUNNING)
        & (MeetingArchive.started_at < uow.now - LEASE),
    )
    taken = uow.session.scalar(
        update(MeetingArchive)
        .where(MeetingArchive.id == cmd.id, MeetingArchive.attempt == cmd.attempt, free)
        .values(state=ArchiveState.RUNNING, started_at=uow.now)
        .returning(MeetingArchive.id)
    )
    return Begun(mine=taken is not None)


class MadeArchive(ArchiveRef):
    """How the making ended: what the file is, or the code that says why there is none."""

    digest: str = ""
    sha256: str = ""
    size: int = 0
    files: int = 0
    failure: str | None = None


def finish_archive(uow: UnitOfWork, cmd: MadeArchive) -> None:
    """Let its reader have it. Asked for anew meanwhile: nothing happens."""
    row = uow.session.get(MeetingArchive, cmd.id, with_for_update=True)
    if row is None or row.attempt != cmd.attempt or row.state != ArchiveState.RUNNING:
        return
    row.state = ArchiveState.FAILED if cmd.failure else ArchiveState.READY
    row.failure, row.sha256, row.size, row.files = cmd.failure, cmd.sha256, cmd.size, cmd.files
    row.digest = cmd.digest or row.digest
    action = "archive.failed" if cmd.failure else "archive.made"
    told = {"person_id": row.person_id, "sha256": cmd.sha256, "size": cmd.size}
    uow.audit(action, "meeting", row.meeting_id, **told)


class ForgetArchives(BaseModel):
    """Forget what was asked for longer ago than `KEPT`."""

    model_config = ConfigDict(frozen=True)


def forget_archives(uow: UnitOfWork, _cmd: ForgetArchives) -> None:
    """Forget old archives; the worker removes files that belong to none."""
    old = select(MeetingArchive).where(MeetingArchive.asked_at < uow.now - KEPT).limit(1000)
    rows = uow.session.scalars(old).all()
    for row in rows:
        uow.session.delete(row)
    if rows:
        uow.audit("archive.forgotten", "meeting", "archives", count=len(rows))

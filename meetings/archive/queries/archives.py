"""How far an archive is, for who asked; what the worker has left undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import Actor
from meetings.archive import access
from meetings.archive.models import MeetingArchive
from meetings.archive.states import KEPT, LEASE, ArchiveState, Wish


@dataclass(frozen=True)
class ArchiveView:
    """One's own archive of a meeting; `digest` stands for what is in it."""

    id: UUID
    meeting_id: UUID
    wish: Wish
    state: ArchiveState
    attempt: int
    failure: str | None
    asked_at: datetime
    kept_until: datetime
    size: int
    files: int
    sha256: str
    digest: str


def own_archive(session: Session, actor: Actor, meeting_id: UUID) -> ArchiveView | None:
    """Return the actor's archive of a meeting, None without one. Raises NotFound, Denied."""
    row = access.own_archive(session, actor, meeting_id)
    return _view(row) if row else None


def ready_archive(session: Session, actor: Actor, meeting_id: UUID) -> ArchiveView:
    """Return the actor's archive that can be taken. Raises NotFound, Denied, Conflict."""
    return _view(access.ready(session, actor, meeting_id))


def _view(row: MeetingArchive) -> ArchiveView:
    return ArchiveView(
        id=row.id, meeting_id=row.meeting_id, wish=Wish.model_validate(row.wish),
        state=ArchiveState(row.state), attempt=row.attempt, failure=row.failure,
        asked_at=row.asked_at, kept_until=row.asked_at + KEPT, size=row.size, files=row.files,
        sha256=row.sha256, digest=row.digest,
    )  # fmt: skip


def to_make(session: Session, archive_id: UUID, now: datetime) -> tuple[ArchiveView, Actor | None]:
    """Return an archive for the worker, and whose it is: None when that person was disabled."""
    row = session.get_one(MeetingArchive, archive_id)
    person = session.scalar(
        select(Person)
        .where(Person.id == row.person_id, Person.active)
        .options(selectinload(Person.offices).selectinload(Office.merged))
    )
    return _view(row), actor_of(person, now) if person else None


def left_undone(session: Session, now: datetime, after: timedelta) -> list[tuple[UUID, int]]:
    """Return archives that wait for longer than `after`, or whose worker is gone."""
    waits = and_(MeetingArchive.state == ArchiveState.WANTED, MeetingArchive.asked_at < now - after)
    gone = and_(
        MeetingArchive.state == ArchiveState.RUNNING, MeetingArchive.started_at < now - LEASE
    )
    query = select(MeetingArchive.id, MeetingArchive.attempt).where(or_(waits, gone))
    return [(archive_id, attempt) for archive_id, attempt in session.execute(query)]


def standing(session: Session) -> set[tuple[UUID, int]]:
    """Return the archives, in their attempts, whose files somebody may still take or make."""
    query = select(MeetingArchive.id, MeetingArchive.attempt)
    return {(archive_id, attempt) for archive_id, attempt in session.execute(query)}

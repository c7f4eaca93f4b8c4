"""A person reads notices. Not audited: it decides nothing, and only tells what was looked at."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, func, or_, select, update

from ecabinet.core.errors import NotFound
from ecabinet.core.notices import Noticed, NoticeRow, stream_of
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications import access
from ecabinet.notifications.policies import told_to

MOST = 200


class OpenNotice(BaseModel):
    """The notice that the person taps on."""

    model_config = ConfigDict(frozen=True)
    notice_id: UUID


class Opened(BaseModel):
    """Where it leads."""

    model_config = ConfigDict(frozen=True)
    url: str


def open_notice(uow: UnitOfWork, cmd: OpenNotice) -> Opened:
    """Mark one notice read and say where it leads. Raises NotFound."""
    row = access.notice(uow.session, uow.actor, cmd.notice_id)
    if row.read_at is None:
        row.read_at = uow.now
        _tell_other_devices(uow)
    return Opened(url=row.url)


class MarkRead(BaseModel):
    """Some notices by id; or all up to the newest one that was on the screen."""

    model_config = ConfigDict(frozen=True)
    ids: tuple[UUID, ...] = Field((), max_length=MOST)
    until: UUID | None = None


class Unread(BaseModel):
    """How many notices are unread now."""

    model_config = ConfigDict(frozen=True)
    unread: int


def mark_read(uow: UnitOfWork, cmd: MarkRead) -> Unread:
    """Mark notices read; reading twice is the same as once.

    What arrived after `until` stays unread: nobody has seen it.

    Raises:
        NotFound: one of `ids` is not a notice to this person.
    """
    own = told_to(uow.actor)
    if cmd.ids:
        found = select(func.count()).where(own, NoticeRow.id.in_(cmd.ids))
        if uow.session.scalar(found) != len(set(cmd.ids)):
            raise NotFound("not_found", kind="notice")
    chosen: list[ColumnElement[bool]] = [NoticeRow.id.in_(cmd.ids)]
    if cmd.until is not None:
        chosen.append(NoticeRow.id <= cmd.until)
    done = update(NoticeRow).where(own, NoticeRow.read_at.is_(None), or_(*chosen))
    if uow.session.scalars(done.values(read_at=uow.now).returning(NoticeRow.id)).all():
        _tell_other_devices(uow)
    left = select(func.count()).where(own, NoticeRow.read_at.is_(None))
    return Unread(unread=uow.session.scalar(left) or 0)


def _tell_other_devices(uow: UnitOfWork) -> None:
    assert uow.actor.person_id is not None  # The gate let nobody else through.
    uow.record(Noticed(stream=stream_of(uow.actor.person_id), change="read"))

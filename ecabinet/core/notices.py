"""Notices: what a person is told of. Rows, committed together with the change they tell of.

A feature says only what happened, to whom, and where to look; `ecabinet.notifications` makes of it
words, the list with its badge, mail and digests. Parameters hold no more than the person may see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Index, Uuid, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.actors import Actor
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.events import Event, jsonable
from ecabinet.core.ids import new_id

DELIVER = "notifications.deliver"
"""The job that decides who gets mail of new notices, and sends it."""


@dataclass(frozen=True)
class Notice:
    """Something to tell people: `kind` as "task.assigned"; `url` is a path of this product.

    `params` fill the sentence registered for the kind; one of them is `title`, what it is about.
    `subject` names the thing: whoever may not see it any more gets no title.
    With `merge` it takes the place of an unread one of the same kind and subject, and counts it:
    sixty papers put on an agenda are one notice.
    With `even_actor` it also goes to who did it: of a change of how one signs in the owner of the
    account must hear, in case it was somebody else in the owner's place.
    """

    kind: str
    to: Iterable[UUID]
    url: str
    params: dict[str, Any] = field(default_factory=dict)
    subject: tuple[str, UUID] | None = None
    merge: bool = False
    even_actor: bool = False


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class NoticeRow(Base):
    """One notice to one person.

    `channel` says how it leaves the house (mail, digest, none); None while nobody has decided.
    `mail_id` is the mail that tells of it. Both belong to `ecabinet.notifications`.
    """

    __tablename__ = "notice"
    __table_args__ = (
        # Lists go by id, which is time-ordered; the others are what badge and worker look for.
        Index("ix_notice_list", "person_id", "id"),
        Index("ix_notice_unread", "person_id", **_only("read_at IS NULL")),
        Index("ix_notice_undecided", "id", **_only("channel IS NULL")),
        Index("ix_notice_digest", "person_id", **_only("channel = 'digest' AND mail_id IS NULL")),
        Index("ix_notice_mail", "mail_id"),
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str]
    url: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(Json)
    subject_kind: Mapped[str | None]
    subject_id: Mapped[UUID | None] = mapped_column(Uuid)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    times: Mapped[int] = mapped_column(default=1)
    channel: Mapped[str | None]
    mail_id: Mapped[UUID | None] = mapped_column(Uuid)


@dataclass(frozen=True, kw_only=True)
class Noticed(Event):
    """A person has something new on the list (or less, when `change` is "read")."""

    type: ClassVar[str] = "notice.changed"
    change: str


def stream_of(person_id: UUID) -> str:
    """The stream only this person listens to."""
    return f"person:{person_id}"


def append(session: Session, notices: Sequence[Notice], actor: Actor, now: datetime) -> list[Event]:
    """Write `notices`, one row for each person but the actor, and return the events to announce."""
    told: dict[UUID, None] = {}
    for notice in notices:
        unheard = None if notice.even_actor else actor.real_id
        people = [one for one in dict.fromkeys(notice.to) if one != unheard]
        told |= dict.fromkeys(people)
        before = _take_back(session, notice, people) if notice.merge else {}
        session.add_all(_row(notice, one, actor, now, before.get(one)) for one in people)
    return [Noticed(stream=stream_of(person_id), change="new") for person_id in told]


def _take_back(session: Session, notice: Notice, people: list[UUID]) -> dict[UUID, NoticeRow]:
    """Remove the unread notices that `notice` counts in, and return them by person."""
    kind, thing = notice.subject or (None, None)
    rows = session.scalars(
        select(NoticeRow).where(
            NoticeRow.person_id.in_(people),
            NoticeRow.read_at.is_(None),
            NoticeRow.kind == notice.kind,
            NoticeRow.subject_kind == kind,
            NoticeRow.subject_id == thing,
        )
    ).all()
    if rows:
        session.execute(delete(NoticeRow).where(NoticeRow.id.in_([row.id for row in rows])))
    return {row.person_id: row for row in rows}


def _row(
    notice: Notice, person_id: UUID, actor: Actor, now: datetime, before: NoticeRow | None
) -> NoticeRow:
    kind, thing = notice.subject or (None, None)
    return NoticeRow(
        person_id=person_id,
        kind=notice.kind,
        url=notice.url,
        params=jsonable(notice.params),
        subject_kind=kind,
        subject_id=thing,
        actor_id=actor.real_id,
        at=now,
        times=before.times + 1 if before else 1,
        # Who was told by mail and has not looked yet is not written to again.
        channel=before.channel if before else None,
        mail_id=before.mail_id if before else None,
    )

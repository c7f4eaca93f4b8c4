"""Notices: what a person is told of. Rows, committed together with the change they tell of.

A feature says only what happened, to whom, and where to look; `ecabinet.notifications` makes of it
words, the list with its badge, mail and digests. Parameters hold no more than the person may see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.actors import Actor
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.events import Event, jsonable
from ecabinet.core.ids import new_id


@dataclass(frozen=True)
class Notice:
    """Something to tell people: `kind` as "task.assigned"; `url` is a path of this product.

    `params` fill the sentence registered for the kind; one of them is `title`, what it is about.
    """

    kind: str
    to: Iterable[UUID]
    url: str
    params: dict[str, Any] = field(default_factory=dict)
    subject: tuple[str, UUID] | None = None


class NoticeRow(Base):
    """One notice to one person."""

    __tablename__ = "notice"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str]
    url: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(Json)
    subject_kind: Mapped[str | None]
    subject_id: Mapped[UUID | None] = mapped_column(Uuid)
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


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
        for person_id in dict.fromkeys(notice.to):
            if person_id == actor.person_id:
                continue
            told[person_id] = None
            session.add(_row(notice, person_id, actor, now))
    return [Noticed(stream=stream_of(person_id), change="new") for person_id in told]


def _row(notice: Notice, person_id: UUID, actor: Actor, now: datetime) -> NoticeRow:
    kind, thing = notice.subject or (None, None)
    return NoticeRow(
        person_id=person_id,
        kind=notice.kind,
        url=notice.url,
        params=jsonable(notice.params),
        subject_kind=kind,
        subject_id=thing,
        actor_id=actor.person_id,
        at=now,
    )

"""Bodies and answers of the operations."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.notifications.commands.reading import MOST
from ecabinet.notifications.queries.shapes import KindChoice, MailRow, Told
from ecabinet.notifications.states import Channel, MailState, Topic
from ecabinet.notifications.words import word


class NoticesQuery(BaseModel):
    """Which notices are asked for."""

    topic: Topic | None = None
    unread: bool = False
    after: UUID | None = None
    limit: int = Field(30, ge=1, le=100)


class NoticeOut(BaseModel):
    """One notice in the reader's language. `url` is empty when its thing is no longer open."""

    id: UUID
    kind: str
    topic: Topic
    label: str
    title: str
    text: str
    url: str
    at: datetime
    read: bool
    times: int
    actor: str | None


class NoticesOut(BaseModel):
    """One page of the list, newest first; `unread` counts up to 100."""

    notices: list[NoticeOut]
    unread: int
    next_after: str | None


class ReadingIn(BaseModel):
    """Which notices were read: by id, or all up to one (the newest on the screen)."""

    model_config = ConfigDict(extra="forbid")
    ids: list[UUID] = Field([], max_length=MOST)
    until: UUID | None = None


class UnreadOut(BaseModel):
    """How many are unread now."""

    unread: int


class PreferencesIn(BaseModel):
    """How to hear of each topic or kind; what is left out stays.

    A kind with null follows its topic again. The hour is that of the office.
    """

    model_config = ConfigDict(extra="forbid")
    channels: dict[Topic, Channel] = {}
    kinds: dict[str, Channel | None] = Field({}, max_length=200)
    digest_hour: int | None = Field(None, ge=0, le=23)


class KindChoiceOut(BaseModel):
    """One kind of notice: what is chosen for it alone (else null), and what holds for it now."""

    kind: str
    topic: Topic
    label: str
    chosen: Channel | None
    in_force: Channel


class PreferencesOut(BaseModel):
    """The choices in force. Without `address` no mail can reach the person."""

    channels: dict[Topic, Channel]
    kinds: list[KindChoiceOut]
    digest_hour: int
    address: str | None
    mail_is_on: bool


class MailsQuery(BaseModel):
    """Which mails an administrator asks for."""

    state: MailState | None = None
    after: UUID | None = None
    limit: int = Field(50, ge=1, le=100)


class MailOut(BaseModel):
    """How one mail stands; never what it says."""

    id: UUID
    person: str
    address: str | None
    is_digest: bool
    state: MailState
    attempts: int
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None
    failure: str | None


class MailsOut(BaseModel):
    """One page of mails, newest first, and how many stand where."""

    mails: list[MailOut]
    counts: dict[MailState, int]
    next_after: str | None


class MailPath(BaseModel):
    """Which mail."""

    mail_id: UUID


def notice_out(told: Told) -> NoticeOut:
    """Return a notice with its words in the reader's language."""
    said = word(told)
    return NoticeOut(
        id=told.id,
        kind=told.kind,
        topic=told.topic,
        label=said.label,
        title=said.title,
        text=said.text,
        url=told.url,
        at=told.at,
        read=told.read,
        times=told.times,
        actor=told.actor_name,
    )


def kind_choice_out(row: KindChoice) -> KindChoiceOut:
    """Return the choice of a kind with its label in the reader's language."""
    return KindChoiceOut(
        kind=row.name,
        topic=row.topic,
        label=str(row.label),
        chosen=row.chosen,
        in_force=row.in_force,
    )


def mail_out(row: MailRow) -> MailOut:
    """Return a mail as an administrator sees it."""
    return MailOut.model_validate(row, from_attributes=True)

"""Tables of webhooks: receivers, what is for them, and each try."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.core.columns import Json, UtcDateTime, Versioned
from ecabinet.core.db import Base
from ecabinet.core.ids import new_id
from ecabinet.webhooks.states import DeliveryState, ReceiverState

_OPEN = text("state IN ('waiting', 'sending')")


class Receiver(Versioned, Base):
    """One receiver: its https address, which kinds of events it gets, and its secrets, sealed.

    Until `old_until` what is sent is also signed with the secret before (`old_secret`).
    The rest belongs to the worker: `claim` is the token of the one that sends to it, until
    `claimed_until`; nothing is tried before `not_before`; `failures` counts tries in a row without
    any answer of use; `failing_since` is the first failed try after the last success.
    """

    __tablename__ = "webhook_receiver"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    name: Mapped[str]
    url: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(default=ReceiverState.ACTIVE, index=True)
    paused_by: Mapped[str | None]
    secret: Mapped[str]
    secret_at: Mapped[datetime] = mapped_column(UtcDateTime)
    old_secret: Mapped[str | None]
    old_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    claim: Mapped[UUID | None] = mapped_column(Uuid)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Delivery(Base):
    """One event for one receiver; the row is the job. Ids are in the order of the events.

    `event_id` is what the receiver knows the event by, the same in every try. `path` is where it is
    looked at here; `data` holds what is told. `status` and `failure` are of the last try.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("receiver_id", "event_id"),
        Index(
            "ix_webhook_delivery_open", "receiver_id", "id",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index(
            "ix_webhook_delivery_subject", "receiver_id", "subject_id", "id",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("ix_webhook_delivery_log", "receiver_id", "state", "id"),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    receiver_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_receiver.id"))
    event_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(Uuid)
    path: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    state: Mapped[str] = mapped_column(default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status: Mapped[int | None]
    failure: Mapped[str | None]


class Attempt(Base):
    """One try: when, how long it took, what was answered (its first kilobytes) or what broke."""

    __tablename__ = "webhook_attempt"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    delivery_id: Mapped[UUID] = mapped_column(
        ForeignKey("webhook_delivery.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    took_ms: Mapped[int]
    status: Mapped[int | None]
    failure: Mapped[str | None]
    answer: Mapped[str] = mapped_column(Text)

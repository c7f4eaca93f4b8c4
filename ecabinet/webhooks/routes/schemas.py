"""Bodies and answers of the operations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.webhooks.queries.log import PAGE, Show
from ecabinet.webhooks.states import DeliveryState, PausedBy, ReceiverState


class Out(BaseModel):
    """An answer made of a row."""

    model_config = ConfigDict(from_attributes=True)


class WebhookOut(Out):
    """A receiver. `overlap_until`: so long messages are also signed with the secret before.

    `waiting` events are to be sent; `dead` ones were given up.
    """

    id: UUID
    revision: int
    name: str = Field(examples=["Trục liên thông văn bản quốc gia"])
    url: str = Field(examples=["https://tiepnhan.example.vn/ecabinet"])
    kinds: list[str] = Field(examples=[["task.issued", "task.accepted"]])
    state: ReceiverState
    paused_by: PausedBy | None
    created_at: datetime
    secret_at: datetime
    overlap_until: datetime | None
    delivered_at: datetime | None
    failing_since: datetime | None
    not_before: datetime | None
    waiting: int
    dead: int


class WebhooksOut(BaseModel):
    """All receivers, retired ones last."""

    webhooks: list[WebhookOut]


class WebhookSecretOut(BaseModel):
    """The secret, told this once."""

    id: UUID
    revision: int
    secret: str = Field(examples=["whsec_…"])


class WebhookKindOut(BaseModel):
    """A kind of event to subscribe to, in the reader's language."""

    name: str = Field(examples=["task.issued"])
    group: str
    words: str


class WebhookKindsOut(BaseModel):
    """All kinds of events."""

    kinds: list[WebhookKindOut]


class WebhookPath(BaseModel):
    """Which receiver."""

    receiver_id: UUID


class WebhookSeen(BaseModel):
    """The receiver as it was seen; refused when somebody changed it since."""

    model_config = ConfigDict(extra="forbid")
    revision: int


class WebhookLogQuery(BaseModel):
    """Which part of a receiver's log."""

    show: Show = Show.ALL
    after: UUID | None = None
    limit: int = Field(PAGE, ge=1, le=100)


class WebhookDeliveryOut(Out):
    """One event for one receiver; `status` and `failure` are of the last try."""

    id: UUID
    receiver_id: UUID
    event_id: UUID
    kind: str = Field(examples=["task.issued"])
    at: datetime
    state: DeliveryState
    attempts: int
    due_at: datetime
    ended_at: datetime | None
    status: int | None = Field(examples=[204])
    failure: str | None = Field(examples=["timeout"])


class WebhookDeliveriesOut(BaseModel):
    """One page of the log, newest first."""

    deliveries: list[WebhookDeliveryOut]
    next_after: str | None


class WebhookAttemptOut(Out):
    """One try: the first kilobytes of the answer, or what broke."""

    at: datetime
    took_ms: int
    status: int | None
    failure: str | None
    answer: str


class WebhookDeliveryDetailOut(WebhookDeliveryOut):
    """With the body that is sent, and every try, newest first."""

    body: dict[str, Any]
    tries: list[WebhookAttemptOut]


class WebhookDeliveryPath(BaseModel):
    """Which event for which receiver."""

    delivery_id: UUID


class WebhookDeliveryRefOut(BaseModel):
    """The event that is sent now."""

    id: UUID

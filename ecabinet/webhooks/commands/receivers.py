"""Receivers are registered, changed, given another secret, paused, retired."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select, update

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.webhooks import access
from ecabinet.webhooks.addresses import LONGEST, receiver_address
from ecabinet.webhooks.kinds import registered
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.publishing import DELIVER
from ecabinet.webhooks.states import LIVING, OPEN, DeliveryState, PausedBy, ReceiverState

AT_ONCE = 20
"""So many receivers may live at a time: each event is written once for each of them."""

OVERLAP = timedelta(days=7)
"""How long the secret before still signs, for the receiver to change over."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(nfc)
]


class Wanted(BaseModel):
    """What a receiver is called, where it is, and which kinds of events it gets."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Name = Field(examples=["Trục liên thông văn bản quốc gia"])
    url: str = Field(
        min_length=1, max_length=LONGEST, examples=["https://tiepnhan.example.vn/ecabinet"]
    )
    kinds: list[str] = Field(
        min_length=1, max_length=100, examples=[["task.issued", "task.accepted"]]
    )


class RegisterReceiver(Wanted):
    """A wish, the id under which the secret was sealed, and the sealed secret."""

    id: UUID
    secret: str


class ReceiverRef(BaseModel):
    """A receiver, and the revision it has now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    revision: int


def register_receiver(uow: UnitOfWork, cmd: RegisterReceiver) -> ReceiverRef:
    """Register a receiver; from now on it is told of the kinds it wants.

    Raises:
        NotFound: no administrator.
        Invalid: the address is not https://…, or a kind is none.
        Conflict: the name is taken, or there are too many.
    """
    access.office(uow.actor, WebhookPermission.MANAGE)
    # One after the other: of two at once the second must see the first one's row.
    standing = select(Receiver.id).where(Receiver.state.in_(LIVING)).order_by(Receiver.id)
    uow.session.execute(standing.with_for_update()).all()
    _check(uow, cmd, None)
    made = Receiver(
        id=cmd.id,
        name=cmd.name,
        url=receiver_address(cmd.url),
        kinds=_in_order(cmd.kinds),
        secret=cmd.secret,
        secret_at=uow.now,
        created_at=uow.now,
        created_by_id=uow.actor.person_id,
        paused_by=None, old_secret=None, old_until=None, claim=None, claimed_until=None,
        not_before=None, failing_since=None, delivered_at=None,
    )  # fmt: skip
    uow.session.add(made)
    uow.session.flush()  # The revision is part of the answer.
    uow.audit("webhook.registered", "webhook", made.id, name=made.name, url=made.url)
    return ReceiverRef(id=made.id, revision=made.revision)


class OnReceiver(BaseModel):
    """A receiver, as the person saw it."""

    model_config = ConfigDict(frozen=True)
    receiver_id: UUID
    revision: int


class ChangeReceiver(Wanted):
    """What the receiver shall be from now on; what waits goes to the new address."""

    receiver_id: UUID
    revision: int


def change_receiver(uow: UnitOfWork, cmd: ChangeReceiver) -> ReceiverRef:
    """Change name, address and kinds. Raises as `register_receiver`; Stale; Conflict: retired."""
    row = _living(uow, cmd.receiver_id, cmd.revision)
    _check(uow, cmd, row)
    before = {"name": row.name, "url": row.url, "kinds": row.kinds}
    row.name, row.url, row.kinds = cmd.name, receiver_address(cmd.url), _in_order(cmd.kinds)
    after = {"name": row.name, "url": row.url, "kinds": row.kinds}
    if before["url"] != row.url:
        row.failures, row.failing_since, row.not_before = 0, None, None
        uow.enqueue(DELIVER)
    uow.audit("webhook.changed", "webhook", row.id, before=before, after=after)
    return _ref(uow, row)


class RotateSecret(OnReceiver):
    """Another secret, sealed."""

    secret: str


def rotate_secret(uow: UnitOfWork, cmd: RotateSecret) -> ReceiverRef:
    """Sign with another secret, and for seven days also with the one before.

    Raises NotFound, Stale; Conflict: retired, or the one before the last still signs.
    """
    row = _living(uow, cmd.receiver_id, cmd.revision)
    if row.old_until is not None and row.old_until > uow.now:
        raise Conflict("webhook.rotating")
    row.old_secret, row.old_until = row.secret, uow.now + OVERLAP
    row.secret, row.secret_at = cmd.secret, uow.now
    uow.audit("webhook.secret_rotated", "webhook", row.id, name=row.name)
    return _ref(uow, row)


def drop_old_secret(uow: UnitOfWork, cmd: OnReceiver) -> ReceiverRef:
    """Stop signing with the secret before; when there is none nothing changes."""
    row = _living(uow, cmd.receiver_id, cmd.revision)
    row.old_secret = row.old_until = None
    uow.audit("webhook.old_secret_dropped", "webhook", row.id, name=row.name)
    return _ref(uow, row)


def pause_receiver(uow: UnitOfWork, cmd: OnReceiver) -> ReceiverRef:
    """Send nothing until it is resumed; events are kept meanwhile."""
    row = _living(uow, cmd.receiver_id, cmd.revision)
    if row.state == ReceiverState.PAUSED:
        raise Conflict("webhook.paused")
    row.state, row.paused_by = ReceiverState.PAUSED, PausedBy.HAND
    uow.audit("webhook.paused", "webhook", row.id, name=row.name)
    return _ref(uow, row)


def resume_receiver(uow: UnitOfWork, cmd: OnReceiver) -> ReceiverRef:
    """Send again, beginning with what was kept; each event gets its three days anew."""
    row = _living(uow, cmd.receiver_id, cmd.revision)
    if row.state != ReceiverState.PAUSED:
        raise Conflict("webhook.not_paused")
    row.state, row.paused_by = ReceiverState.ACTIVE, None
    row.failures, row.failing_since, row.not_before = 0, None, None
    _open_rows(uow, row, attempts=0, first_tried_at=None, due_at=uow.now)
    uow.audit("webhook.resumed", "webhook", row.id, name=row.name)
    uow.enqueue(DELIVER)
    return _ref(uow, row)


def retire_receiver(uow: UnitOfWork, cmd: OnReceiver) -> ReceiverRef:
    """Tell it nothing more; what waits is dropped, its secrets are forgotten. Not to be undone."""
    row = _living(uow, cmd.receiver_id, cmd.revision)
    row.state, row.paused_by, row.secret = ReceiverState.RETIRED, None, ""
    row.old_secret = row.old_until = None
    _open_rows(uow, row, state=DeliveryState.DROPPED, ended_at=uow.now)
    uow.audit("webhook.retired", "webhook", row.id, name=row.name)
    return _ref(uow, row)


def _living(uow: UnitOfWork, receiver_id: UUID, revision: int) -> Receiver:
    row = access.receiver_to_change(uow.session, uow.actor, receiver_id, revision)
    if row.state == ReceiverState.RETIRED:
        raise Conflict("webhook.retired")
    return row


def _check(uow: UnitOfWork, wish: Wanted, own: Receiver | None) -> None:
    try:
        receiver_address(wish.url)
    except ValueError as error:
        raise Invalid("webhook.address", field="url") from error
    if not set(wish.kinds) <= set(registered()):
        raise Invalid("webhook.unknown_kind", field="kinds")
    living = select(Receiver.name).where(Receiver.state.in_(LIVING))
    if own is not None:
        living = living.where(Receiver.id != own.id)
    names = uow.session.scalars(living).all()
    if wish.name in names:
        raise Conflict("webhook.name_taken", field="name", name=wish.name)
    if own is None and len(names) >= AT_ONCE:
        raise Conflict("webhook.too_many", limit=AT_ONCE)


def _in_order(kinds: list[str]) -> list[str]:
    return [name for name in registered() if name in kinds]


def _open_rows(uow: UnitOfWork, row: Receiver, **values: object) -> None:
    waiting = (Delivery.receiver_id == row.id) & (Delivery.state.in_(OPEN))
    uow.session.execute(update(Delivery).where(waiting).values(**values))


def _ref(uow: UnitOfWork, row: Receiver) -> ReceiverRef:
    uow.session.flush()  # Raises the revision, which is part of the answer.
    return ReceiverRef(id=row.id, revision=row.revision)

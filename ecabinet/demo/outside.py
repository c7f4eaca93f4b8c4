"""A system that the sample office would tell of its events. It is paused: nothing goes out."""

from ecabinet.core.ids import new_id
from ecabinet.demo.teller import Teller
from ecabinet.webhooks.commands.receivers import (
    OnReceiver,
    RegisterReceiver,
    pause_receiver,
    register_receiver,
)
from ecabinet.webhooks.signing import new_secret, sealed

KINDS = [
    "task.issued",
    "task.received",
    "task.reported_done",
    "task.accepted",
    "directive.registered",
    "meeting.called",
    "meeting.closed",
    "conclusions.issued",
    "circulation.published",
    "document.entered",
    "official.signed",
    "work_week.published",
]


def connect(teller: Teller) -> None:
    """Register the province's exchange, and pause it before anything happens."""
    key = new_id()
    kept = sealed(teller.platform.settings.secret_key, key, new_secret())
    wish = RegisterReceiver(
        id=key,
        name="Trục liên thông văn bản của tỉnh",
        url="https://lien-thong.tinh.example/ecabinet/su-kien",
        kinds=KINDS,
        secret=kept,
    )
    made = teller.do("quantri", register_receiver, wish)
    paused = OnReceiver(receiver_id=made.id, revision=made.revision)
    teller.do("quantri", pause_receiver, paused)

"""A receiver that listens, a way to register it, and the worker that sends to it."""

import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from ecabinet.webhook_settings import Webhooks
from ecabinet.webhooks.commands.receivers import (
    ReceiverRef,
    RegisterReceiver,
    register_receiver,
)
from ecabinet.webhooks.courier import LEASE, Courier
from ecabinet.webhooks.kinds import registered
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.rules import register_rules
from ecabinet.webhooks.signing import new_secret, sealed
from followup.rules import register_rules as register_followup
from meetings.rules import register_rules as register_meetings
from tests.certificates import make_certificates
from tests.commands.followup.conftest import world
from tests.gatherings import gathering
from tests.listener import Listener, listening

__all__ = ["gathering", "world"]

HERE = Webhooks((ipaddress.ip_network("127.0.0.0/8"),))


@dataclass
class Exchange:
    """The office with receivers of its events."""

    platform: Platform
    as_actor: Callable[[str], Actor]
    listener: Listener
    ca_file: str
    secret: str = ""
    moved: timedelta = timedelta(0)

    @property
    def store(self) -> Store:
        """The office's store."""
        return self.platform.store

    def courier(self, lease: timedelta = LEASE, **settings: Any) -> Courier:
        """A worker's sender of its own."""
        given = {
            "webhooks": replace(HERE, ca_file=self.ca_file),
            "public_url": "https://hop.tinh.example",
            **settings,
        }
        return Courier(replace(self.platform.settings, **given), lease=lease)

    def deliver(self) -> None:
        """Let a worker send all that is due."""
        self.courier().deliver(self.store)

    def run(self, command: Callable[..., Any], payload: Any, who: str = "quantri") -> Any:
        """Run a command as the administrator."""
        return self.store.execute(self.as_actor(who), command, payload)

    def register(self, path: str = "/nhan", **changes: Any) -> ReceiverRef:
        """Register a receiver of everything."""
        key, self.secret = new_id(), new_secret()
        fields: dict[str, Any] = {
            "id": key,
            "name": f"Nơi nhận {path}",
            "url": self.listener.url(path),
            "kinds": list(registered()),
            "secret": sealed(self.platform.settings.secret_key, key, self.secret),
            **changes,
        }
        made: ReceiverRef = self.run(register_receiver, RegisterReceiver(**fields))
        return made

    def later(self, **duration: float) -> None:
        """Let time pass; the clock of the office runs on from there."""
        self.moved += timedelta(**duration)
        self.store.clock = lambda: utc_now() + self.moved

    def receiver(self, receiver_id: UUID) -> Receiver:
        """A receiver as it is now."""
        with self.store.reading() as session:
            return session.get_one(Receiver, receiver_id)

    def rows(self) -> list[Delivery]:
        """All that was and is to be sent, in order."""
        with self.store.reading() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.id)))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the loopback interface, and who vouches for it."""
    folder = tmp_path_factory.mktemp("webhooks")
    make_certificates(folder)
    return folder


@pytest.fixture
def exchange(
    platform: Platform, as_actor: Callable[[str], Actor], certificates: Path
) -> Iterator[Exchange]:
    """Rights are registered, the receiver listens, nobody is registered yet."""
    register_rules()
    register_followup()
    register_meetings()
    with listening(certificates) as listener:
        yield Exchange(platform, as_actor, listener, str(certificates / "ca.pem"))

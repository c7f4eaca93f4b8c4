"""Where webhooks may go: no redirects, no internal machines, no unknown certificates."""

import ipaddress
import socket
from typing import Any

import pytest

from ecabinet.webhook_settings import Webhooks
from ecabinet.webhooks.commands.receivers import (
    RotateSecret,
    rotate_secret,
)
from ecabinet.webhooks.signing import new_secret, sealed
from ecabinet.webhooks.states import DeliveryState
from tests.commands.followup.world import World
from tests.commands.webhooks.conftest import Exchange

STATES = DeliveryState


def test_redirects_are_not_followed(exchange: Exchange, world: World) -> None:
    exchange.listener.reply = lambda _: (302, {"Location": exchange.listener.url("/khac")}, "")
    exchange.register()
    world.issue()
    exchange.deliver()
    assert [one.path for one in exchange.listener.sent] == ["/nhan"]
    assert (exchange.rows()[0].state, exchange.rows()[0].status) == (STATES.WAITING, 302)


def test_an_internal_machine_is_sent_to_only_when_the_operator_allows_its_network(
    exchange: Exchange, world: World
) -> None:
    exchange.register()
    world.issue()
    closed = Webhooks((ipaddress.ip_network("10.0.0.0/8"),), exchange.ca_file)
    exchange.courier(webhooks=closed).deliver(exchange.store)
    assert exchange.listener.sent == []
    assert exchange.rows()[0].failure == "forbidden_address"


def test_the_machine_that_was_checked_is_the_one_connected_to(
    exchange: Exchange, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere when it is asked for again is not asked for again."""
    asked = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **more: Any) -> Any:
        if host != "localhost":
            return real(host, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "192.0.2.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    exchange.register(url=f"https://localhost:{exchange.listener.port}/nhan")
    world.issue()
    exchange.deliver()
    assert asked == ["localhost"]
    assert exchange.listener.sent[0].headers["host"] == f"localhost:{exchange.listener.port}"


def test_a_certificate_that_nobody_vouches_for_is_refused(exchange: Exchange, world: World) -> None:
    exchange.register()
    world.issue()
    trusting = Webhooks((ipaddress.ip_network("127.0.0.0/8"),))
    exchange.courier(webhooks=trusting).deliver(exchange.store)
    assert (exchange.listener.sent, exchange.rows()[0].failure) == ([], "certificate")


def test_a_secret_is_changed_with_both_signing_for_a_while(
    exchange: Exchange, world: World
) -> None:
    ref, old, new = exchange.register(), exchange.secret, new_secret()
    kept = sealed(exchange.platform.settings.secret_key, ref.id, new)
    exchange.run(
        rotate_secret, RotateSecret(receiver_id=ref.id, revision=ref.revision, secret=kept)
    )
    world.issue()
    exchange.deliver()
    exchange.later(days=8)
    world.issue()
    exchange.later(seconds=0)
    exchange.deliver()
    both, last = exchange.listener.sent
    assert (both.signed_with(old), both.signed_with(new)) == (True, True)
    assert (last.signed_with(old), last.signed_with(new)) == (False, True)

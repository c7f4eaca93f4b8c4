"""Receivers are an administrator's; what is wrong is refused; retired they get nothing."""

import threading
from contextlib import suppress

import pytest

from ecabinet.core.errors import Conflict, Invalid, NotFound, Stale
from ecabinet.webhooks.commands import receivers
from ecabinet.webhooks.commands.again import OnDelivery, SendTest, send_again, send_test
from ecabinet.webhooks.commands.receivers import (
    AT_ONCE,
    ChangeReceiver,
    OnReceiver,
    ReceiverRef,
    RotateSecret,
    change_receiver,
    drop_old_secret,
    pause_receiver,
    resume_receiver,
    retire_receiver,
    rotate_secret,
)
from ecabinet.webhooks.states import DeliveryState, ReceiverState
from tests.commands.followup.world import World
from tests.commands.webhooks.conftest import Exchange


def seen(ref: ReceiverRef) -> OnReceiver:
    return OnReceiver(receiver_id=ref.id, revision=ref.revision)


def test_only_an_administrator_reaches_a_receiver(exchange: Exchange) -> None:
    ref = exchange.register()
    change = ChangeReceiver(
        receiver_id=ref.id, revision=1, name="A", url="https://a.example", kinds=["task.issued"]
    )
    refused = {
        change_receiver: change,
        rotate_secret: RotateSecret(receiver_id=ref.id, revision=1, secret="x"),
        **dict.fromkeys(
            (drop_old_secret, pause_receiver, resume_receiver, retire_receiver), seen(ref)
        ),
        send_test: SendTest(receiver_id=ref.id),
    }
    for command, payload in refused.items():
        for who in ("thuky", "chutri", "cuong"):
            with pytest.raises(NotFound):
                exchange.run(command, payload, who)
    exchange.as_actor, real = (lambda _: real("thuky")), exchange.as_actor
    with pytest.raises(NotFound):
        exchange.register()


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/x",
        "https://",
        "https://ten:mat@a.example/",
        "https://a.example/#x",
        "https://a.example:99999/",
        "https://a.example/\tx",
        "ftp://a.example",
        "https://a.example\\@b.example/",
    ],
)
def test_an_address_that_is_none_is_refused(exchange: Exchange, url: str) -> None:
    with pytest.raises(Invalid):
        exchange.register(url=url)


def test_what_does_not_fit_is_refused(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = exchange.register("/a")
    with pytest.raises(Conflict):
        exchange.register("/a")
    with pytest.raises(Invalid):
        exchange.register("/b", kinds=["task.issued", "vote.ballots"])
    with pytest.raises(Stale):
        exchange.run(pause_receiver, OnReceiver(receiver_id=ref.id, revision=ref.revision + 1))
    monkeypatch.setattr(receivers, "AT_ONCE", 1)
    assert AT_ONCE > 1
    with pytest.raises(Conflict):
        exchange.register("/c")
    with pytest.raises(Conflict):
        exchange.run(resume_receiver, seen(ref))
    rotated = exchange.run(rotate_secret, RotateSecret(**seen(ref).model_dump(), secret="x"))
    with pytest.raises(Conflict):
        exchange.run(rotate_secret, RotateSecret(**seen(rotated).model_dump(), secret="y"))
    dropped = exchange.run(drop_old_secret, seen(rotated))
    exchange.run(rotate_secret, RotateSecret(**seen(dropped).model_dump(), secret="y"))


def test_of_two_registered_at_once_the_limit_takes_one(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.register("/a")
    monkeypatch.setattr(receivers, "AT_ONCE", 2)
    together, ends = threading.Barrier(2), []
    in_order = receivers._in_order

    def looked(kinds: list[str]) -> list[str]:
        """The limit was looked at: wait for the other to have done so too, unless it cannot."""
        with suppress(threading.BrokenBarrierError):
            together.wait(2)
        return in_order(kinds)

    monkeypatch.setattr(receivers, "_in_order", looked)

    def work(path: str) -> None:
        try:
            ends.append(exchange.register(path))
        except Conflict as refusal:
            ends.append(refusal.code)

    workers = [threading.Thread(target=work, args=(path,)) for path in ("/b", "/c")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [end for end in ends if isinstance(end, str)] == ["webhook.too_many"]
    assert len(ends) == 2


def test_a_retired_receiver_gets_nothing_more(exchange: Exchange, world: World) -> None:
    ref = exchange.register()
    world.issue()
    exchange.run(retire_receiver, seen(ref))
    world.issue()
    exchange.deliver()
    (row,) = exchange.rows()
    assert (row.state, exchange.listener.sent) == (DeliveryState.DROPPED, [])
    assert exchange.receiver(ref.id).secret == ""
    with pytest.raises(Conflict):
        exchange.run(send_again, OnDelivery(delivery_id=row.id))
    exchange.register()  # The name is free again.


def test_what_waits_goes_to_the_new_address(exchange: Exchange, world: World) -> None:
    exchange.listener.reply = lambda sent: ((500 if sent.path == "/cu" else 204), {}, "")
    ref = exchange.register("/cu")
    world.issue()
    exchange.deliver()
    fields = {"name": "Mới", "url": exchange.listener.url("/moi"), "kinds": ["task.issued"]}
    exchange.run(change_receiver, ChangeReceiver(**seen(ref).model_dump(), **fields))
    exchange.later(seconds=15)
    exchange.deliver()
    assert [one.path for one in exchange.listener.sent] == ["/cu", "/moi"]
    assert exchange.receiver(ref.id).state == ReceiverState.ACTIVE

"""Signed, in order, at least once, again after trouble, and never to the wrong machine."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.notices import NoticeRow
from ecabinet.operation import services
from ecabinet.retention.wiping import Wipe, wipe
from ecabinet.webhooks import courier as couriers
from ecabinet.webhooks.commands.again import OnDelivery, SendTest, send_again, send_test
from ecabinet.webhooks.commands.receivers import (
    OnReceiver,
    resume_receiver,
)
from ecabinet.webhooks.models import Attempt
from ecabinet.webhooks.signing import new_secret
from ecabinet.webhooks.states import DeliveryState, PausedBy, ReceiverState
from tests.commands.followup.world import World
from tests.commands.webhooks.conftest import Exchange
from tests.listener import Reply, Sent

STATES = DeliveryState


def test_an_event_arrives_signed_and_says_only_what_may_leave(
    exchange: Exchange, world: World
) -> None:
    exchange.register()
    task = world.issue(title="Lời không ai ngoài được biết")
    exchange.deliver()
    (sent,) = exchange.listener.sent
    assert sent.signed_with(exchange.secret)
    assert not sent.signed_with(new_secret())
    assert sent.headers["content-type"].startswith("application/json")
    body = sent.json
    (row,) = exchange.rows()
    assert sent.id == body["id"] == str(row.event_id)
    assert (body["type"], body["subject"]) == ("task.issued", {"kind": "task", "id": str(task.id)})
    assert body["timestamp"].endswith("+07:00")
    assert body["link"] == f"https://hop.tinh.example/tasks/{task.id}"
    assert (body["data"]["code"], body["data"]["lead_unit"]) == (task.code, "VPTU")
    assert "Lời không ai" not in sent.body.decode()
    assert (row.state, row.status, row.attempts) == (STATES.DELIVERED, 204, 1)


def test_nothing_is_written_for_what_nobody_wants(exchange: Exchange, world: World) -> None:
    world.issue()
    exchange.register(kinds=["task.accepted"])
    task = world.issue()
    assert exchange.rows() == []
    world.receive(task.id)
    assert exchange.rows() == []


def test_a_receiver_in_trouble_is_asked_again_later_and_gets_the_same_message(
    exchange: Exchange, world: World
) -> None:
    replies: list[Reply] = [(503, {}, "bận"), (429, {"Retry-After": "600"}, "")]
    exchange.listener.reply = lambda _: replies.pop(0) if replies else (200, {}, "ok")
    ref = exchange.register()
    world.issue()
    waits = []
    for _ in range(2):
        exchange.deliver()
        (row,) = exchange.rows()
        assert row.state == STATES.WAITING
        waits.append((row.due_at - exchange.store.clock()).total_seconds())
        exchange.deliver()  # Too early: nobody knocks.
        exchange.later(seconds=waits[-1] + 1)
    assert 8 <= waits[0] <= 11.5
    assert 590 <= waits[1] <= 600
    exchange.deliver()
    assert exchange.rows()[0].state == STATES.DELIVERED
    assert len({(one.id, one.body) for one in exchange.listener.sent}) == 1
    assert len(exchange.listener.sent) == 3
    assert exchange.receiver(ref.id).failing_since is None


def test_events_of_a_task_arrive_in_order_and_hold_up_no_other_task(
    exchange: Exchange, world: World
) -> None:
    exchange.register()
    stuck, other = world.issue(), world.issue()
    world.receive(stuck.id)
    bad = [str(stuck.id)]

    def reply(sent: Sent) -> Reply:
        return (400 if sent.json["subject"]["id"] in bad else 200), {}, ""

    exchange.listener.reply = reply
    exchange.deliver()
    told = [(one.json["subject"]["id"], one.json["type"]) for one in exchange.listener.sent]
    assert told == [(str(stuck.id), "task.issued"), (str(other.id), "task.issued")]
    bad.clear()
    exchange.later(minutes=2)
    exchange.deliver()
    assert exchange.listener.kinds()[2:] == ["task.issued", "task.received"]


def test_a_slow_receiver_holds_up_no_other(exchange: Exchange, world: World) -> None:
    slow, other = threading.Event(), threading.Event()

    def reply(sent: Sent) -> Reply:
        if sent.path == "/cham":
            slow.wait(20)
        else:
            other.set()
        return 200, {}, ""

    exchange.listener.reply = reply
    exchange.register("/cham")
    exchange.register("/nhanh")
    world.issue()
    courier = exchange.courier()
    courier.start(exchange.store)
    try:
        assert other.wait(20)
        assert {row.state for row in exchange.rows()} & {STATES.SENDING, STATES.WAITING}
    finally:
        slow.set()
        courier.stop()
    assert {row.state for row in exchange.rows()} == {STATES.DELIVERED}


def test_workers_at_once_send_each_event_once(exchange: Exchange, world: World) -> None:
    exchange.register("/a")
    exchange.register("/b")
    for _ in range(4):
        world.issue()
    gate = threading.Barrier(3)

    def work() -> None:
        courier = exchange.courier()
        gate.wait()
        courier.deliver(exchange.store)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    exchange.deliver()
    assert len(exchange.listener.sent) == len({(s.path, s.id) for s in exchange.listener.sent}) == 8


def test_what_a_lost_worker_had_sent_comes_again_under_the_same_id(
    exchange: Exchange, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.register()
    world.issue()

    def killed(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(couriers, "settle_delivery", killed)
        broken.setattr(couriers, "release_receiver", killed)
        with pytest.raises(SystemExit):
            exchange.deliver()
    assert exchange.rows()[0].state == STATES.SENDING
    exchange.deliver()
    assert len(exchange.listener.sent) == 1  # The lease of the dead one is still respected.
    exchange.later(minutes=3)
    exchange.deliver()
    first, second = exchange.listener.sent
    assert (first.id, first.body) == (second.id, second.body)
    assert exchange.rows()[0].state == STATES.DELIVERED


def test_after_three_days_an_event_is_given_up_and_the_receiver_paused_with_a_notice(
    exchange: Exchange, world: World
) -> None:
    exchange.listener.reply = lambda _: (500, {}, "x" * 9000)
    ref = exchange.register()
    world.issue()
    tries = 0
    while exchange.receiver(ref.id).state == ReceiverState.ACTIVE:
        exchange.deliver()
        tries += 1
        exchange.later(hours=8)
    assert tries == 10  # Every eight hours until three days are over.
    (row,) = exchange.rows()
    assert (row.state, row.status) == (STATES.DEAD, 500)
    assert exchange.receiver(ref.id).paused_by == PausedBy.FAILING
    with exchange.store.reading() as session:
        told = session.scalars(select(NoticeRow).where(NoticeRow.kind == "webhook.paused")).all()
    assert [(one.person_id, one.url) for one in told] == [
        (exchange.as_actor("quantri").person_id, f"/admin/webhooks/{ref.id}")
    ]
    exchange.listener.reply = lambda _: (200, {}, "")
    world.issue()  # Kept while it is paused.
    exchange.deliver()
    assert [one.state for one in exchange.rows()] == [STATES.DEAD, STATES.WAITING]
    exchange.run(send_again, OnDelivery(delivery_id=row.id))
    seen = OnReceiver(receiver_id=ref.id, revision=exchange.receiver(ref.id).revision)
    exchange.run(resume_receiver, seen)
    exchange.deliver()
    assert {one.state for one in exchange.rows()} == {STATES.DELIVERED}
    assert exchange.rows()[0].event_id == row.event_id


def doctor_says(exchange: Exchange) -> tuple[str, str]:
    (finding,) = services.webhooks_arrive(exchange.platform.settings)
    return finding.level, finding.seen


def test_a_receiver_that_is_gone_is_paused_at_once_and_can_still_be_tried(
    exchange: Exchange, world: World
) -> None:
    exchange.listener.reply = lambda _: (410, {}, "")
    ref = exchange.register()
    assert doctor_says(exchange) == ("ok", "1 receivers, 0 events wait")
    world.issue()
    exchange.deliver()
    assert exchange.receiver(ref.id).paused_by == PausedBy.GONE
    assert doctor_says(exchange) == ("warn", "failing: Nơi nhận /nhan; 1 events wait")
    exchange.listener.reply = lambda _: (200, {}, "")
    exchange.run(send_test, SendTest(receiver_id=ref.id))
    exchange.deliver()
    assert exchange.listener.kinds() == ["task.issued", "webhook.test"]


def test_the_log_is_wiped_with_its_tries(exchange: Exchange, world: World) -> None:
    exchange.register()
    world.issue()
    exchange.deliver()
    before = exchange.store.clock() + timedelta(days=1)
    assert exchange.store.execute(SYSTEM, wipe, Wipe(key="webhooks", before=before)).count == 1
    with exchange.store.reading() as session:
        assert session.scalars(select(Attempt)).all() == []

"""The one place that commits: all or nothing, once per request, effects only afterwards."""

import threading
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest
from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ecabinet.accounts.models import Unit
from ecabinet.core import audit, outbox
from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit_check import check
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.events import Event


@dataclass(frozen=True, kw_only=True)
class Counted(Event):
    type: ClassVar[str] = "counted"
    number: int


class Add(BaseModel):
    code: str
    fail: bool = False
    streams: tuple[str, ...] = ("s",)


class Added(BaseModel):
    id: UUID


def add(uow, cmd: Add) -> Added:
    unit = Unit(name=cmd.code, code=cmd.code, kind="office")
    uow.session.add(unit)
    uow.session.flush()
    for number, stream in enumerate(cmd.streams):
        uow.record(Counted(stream=stream, number=number))
    uow.audit("unit.added", "unit", unit.id, code=cmd.code)
    uow.enqueue("later", unit_id=unit.id)
    if cmd.fail:
        raise Invalid("invalid")
    return Added(id=unit.id)


def count(store, model):
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def counts(store):
    """How many rows, events and deeds there are, without what a new office is furnished with."""
    with store.reading() as session:
        ours = audit.AuditEntry.action == "unit.added"
        deeds = session.scalar(select(func.count()).select_from(audit.AuditEntry).where(ours))
    return count(store, Unit), count(store, outbox.OutboxEntry), deeds


def test_everything_of_one_command_is_committed_together(store):
    jobs, announced = [], []
    store.dispatch, store.announce = jobs.append, announced.append
    store.execute(SYSTEM, add, Add(code="A"))
    assert counts(store) == (1, 1, 1)
    assert announced == [["s"]]
    assert [job.name for job in jobs] == ["later"]


def test_a_refused_command_leaves_nothing_and_announces_nothing(store):
    store.announce = lambda streams: pytest.fail("announced")
    store.dispatch = lambda job: pytest.fail("dispatched")
    with pytest.raises(Invalid):
        store.execute(SYSTEM, add, Add(code="A", fail=True), request_id="r")
    assert counts(store) == (0, 0, 0)


def test_a_replay_answers_what_was_recorded(store):
    first = store.execute(SYSTEM, add, Add(code="A"), request_id="r")
    assert store.execute(SYSTEM, add, Add(code="A"), request_id="r") == first
    assert count(store, Unit) == 1


def test_a_request_id_cannot_serve_for_something_else(store):
    store.execute(SYSTEM, add, Add(code="A"), request_id="r")
    with pytest.raises(Conflict, match="request.id_reused"):
        store.execute(SYSTEM, add, Add(code="B"), request_id="r")


def test_a_failing_effect_does_not_undo_the_fact(store, caplog):
    def broken(_streams):
        raise ConnectionError("Redis")

    store.announce = broken
    store.execute(SYSTEM, add, Add(code="A"))
    assert count(store, Unit) == 1
    assert "poll and sweep will catch up" in caplog.text


def test_numbers_of_a_stream_have_no_gap_when_many_write_at_once(store):
    failures = []

    def work(worker):
        for number in range(10):
            try:
                store.execute(SYSTEM, add, Add(code=f"{worker}-{number}", streams=("b", "a", "b")))
            except Exception as error:  # noqa: BLE001 - shown by the assertion below
                failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.reading() as session:
        assert [e.seq for e in outbox.changes(session, "a", 0, 1000)] == list(range(1, 61))
        assert [e.seq for e in outbox.changes(session, "b", 0, 1000)] == list(range(1, 121))
        assert list(check(store.engine)) == []


def test_identical_requests_at_once_are_done_once(store):
    answers = []

    def work():
        answers.append(store.execute(SYSTEM, add, Add(code="A"), request_id="same"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len({answer.id for answer in answers}) == 1
    assert count(store, Unit) == 1


def test_a_rehearsal_answers_or_refuses_and_leaves_nothing(store):
    called = []
    store.announce, store.dispatch = called.append, called.append
    before = counts(store)
    assert store.rehearse(SYSTEM, add, Add(code="A")).id
    with pytest.raises(Invalid):
        store.rehearse(SYSTEM, add, Add(code="B", fail=True))
    assert (counts(store), called) == (before, [])
    store.execute(SYSTEM, add, Add(code="A"))
    with pytest.raises(IntegrityError):
        store.rehearse(SYSTEM, add, Add(code="A"))
    store.execute(SYSTEM, add, Add(code="C"))

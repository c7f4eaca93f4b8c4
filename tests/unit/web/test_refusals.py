"""Refusals: the first at once, repetitions counted, and no count lost at a normal stop."""

from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry
from ecabinet.core.refusals import Refusal
from ecabinet.core.store import Store
from ecabinet.web.refusals import CEILING, Coalescer, Keeper, write

NO = Refusal(action="access.refused", subject_kind="task", code="denied", place="POST tasks")


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_first_is_written_and_the_rest_of_the_minute_is_counted() -> None:
    clock = Watch()
    coalescer = Coalescer(clock)
    assert [r.times for _, r in coalescer.take(SYSTEM, NO)] == [1]
    assert [coalescer.take(SYSTEM, NO) for _ in range(4)] == [[]] * 4
    clock.now = 59.9
    assert coalescer.counted() == []
    clock.now = 60.0
    assert [r.times for _, r in coalescer.counted()] == [4]
    assert coalescer.counted() == []


def test_a_flood_of_different_ones_is_cut() -> None:
    coalescer = Coalescer(Watch())
    many = [NO.model_copy(update={"subject_id": str(n)}) for n in range(CEILING + 50)]
    assert sum(len(coalescer.take(SYSTEM, one)) for one in many) == CEILING


def test_a_normal_stop_writes_what_was_counted(store: Store) -> None:
    coalescer = Coalescer(Watch())
    keeper = Keeper(store, coalescer)
    for _ in range(8):
        write(store, coalescer.take(SYSTEM, NO))
    assert times(store) == [1]
    keeper.stop()
    assert times(store) == [1, 7]
    keeper.stop()
    assert times(store) == [1, 7]


def times(store: Store) -> list[int]:
    """How often each entry says that it happened."""
    with store.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
        return [e.detail.get("times", 1) for e in entries if e.action == "access.refused"]

"""Reminders of a written vote: step by step, once, never at night."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import func, select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_time, utc_now
from ecabinet.core.store import Store
from meetings.circulation.commands.flow import (
    extend_circulation,
)
from meetings.circulation.commands.remind import RemindOfCirculations, remind_of_circulations
from meetings.circulation.models import CirculationReminder
from meetings.circulation.tasks import remind
from tests.circulations import ASKED, SECRETARY, Round
from tests.commands.meetings.circulating import extension, told


def climb(store: Store) -> int:
    count: int = store.execute(SYSTEM, remind_of_circulations, RemindOfCirculations()).count
    return count


def noon(store: Store, days: int) -> None:
    """Let it be noon in the office, so many days from now."""
    moment = office_time(utc_now() + timedelta(days=days)).replace(hour=12)
    store.clock = lambda: moment


def test_reminders_climb_each_step_once(ballot: Round) -> None:
    noon(ballot.store, 0)
    ballot.send()
    assert climb(ballot.store) == 0
    ballot.answer("chutri")
    waiting = ["daibieu01", "daibieu02"]
    noon(ballot.store, 2)
    remind(ballot.store)
    remind(ballot.store)  # As after a restart.
    assert told(ballot, "circulation.remind") == waiting
    assert told(ballot, "circulation.missing") == []
    noon(ballot.store, 6)
    remind(ballot.store)
    assert told(ballot, "circulation.remind") == waiting  # Past the deadline nobody can answer.
    assert told(ballot, "circulation.missing") == [SECRETARY]
    ballot.run(SECRETARY, extend_circulation, extension(ballot, days=3))
    noon(ballot.store, 7)
    remind(ballot.store)
    # Another deadline, a new ladder.
    assert told(ballot, "circulation.remind") == sorted(waiting * 2)


def test_several_workers_at_once_remind_once(ballot: Round) -> None:
    noon(ballot.store, 0)
    ballot.send()
    noon(ballot.store, 4)
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _n: climb(ballot.store), range(4)))
    assert sum(counts) == 1
    assert told(ballot, "circulation.remind") == sorted(ASKED)
    with ballot.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(CirculationReminder)) == 1


def test_nobody_is_reminded_at_night(ballot: Round) -> None:
    noon(ballot.store, 0)
    ballot.send()
    night = office_time(utc_now() + timedelta(days=4)).replace(hour=3)
    ballot.store.clock = lambda: night
    assert climb(ballot.store) == 0

"""What is only needed for a while goes at night, what is needed stays, and the log tells."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel
from sqlalchemy import func, inspect, select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.db import Base
from ecabinet.core.notices import Notice, NoticeRow
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.receipts import NOBODY, Receipt
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.environment import SettingsError
from ecabinet.retention import tasks, wiping
from ecabinet.retention.plan import plan
from ecabinet.retention.rules import RULES, chosen_days
from ecabinet.retention.tasks import Cleaner
from ecabinet.retention.wiping import Wipe, wipe
from tests.fixtures import Office

TONIGHT = datetime(2030, 3, 4, 2, 30, tzinfo=OFFICE_ZONE)
DAYS = {rule.key: 0 for rule in RULES} | {"receipts": 60, "notices": 730}


def fill(store: Store, office: Office) -> None:
    """Receipts of 10, 59, 61 and 400 days; notices of 800 days, read and unread."""
    person = office.people["canbo"]
    with store.engine.begin() as connection:
        for days in (10, 59, 61, 400):
            connection.execute(
                Receipt.__table__.insert().values(  # type: ignore[attr-defined]
                    actor_id=NOBODY, request_id=str(days), command="c", fingerprint="f",
                    result=None, at=TONIGHT - timedelta(days=days),
                )
            )  # fmt: skip
        at = TONIGHT - timedelta(days=800)
        for read_at in (None, at):
            connection.execute(
                NoticeRow.__table__.insert().values(  # type: ignore[attr-defined]
                    id=uuid4(), person_id=person, kind="k", url="/", params={}, at=at,
                    read_at=read_at,
                )
            )  # fmt: skip


def count(store: Store, table: type[Base]) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def at_night(store: Store, moment: datetime = TONIGHT) -> None:
    object.__setattr__(store, "clock", lambda: moment)


def test_the_dry_run_counts_exactly_what_the_night_wipes(store: Store, office: Office) -> None:
    fill(store, office)
    at_night(store)
    with store.reading() as session:
        lines = {line.rule.key: line for line in plan(session, DAYS, TONIGHT)}
    foreseen = {key: line.stale for key, line in lines.items()}
    assert (foreseen["receipts"], foreseen["notices"], foreseen["events"]) == (2, 1, 0)
    assert lines["receipts"].oldest == TONIGHT - timedelta(days=400)
    before = {rule.key: count(store, rule.table) for rule in RULES}
    Cleaner(DAYS).sweep(store)
    gone = {rule.key: before[rule.key] - count(store, rule.table) for rule in RULES}
    assert gone["receipts"] == 2
    assert gone["notices"] == 1
    assert gone["sign_ins"] == gone["mails"] == 0
    with store.reading() as session:
        query = select(AuditEntry).where(AuditEntry.action == "retention.wiped")
        told = {e.subject_id: e.detail["count"] for e in session.scalars(query)}
    assert told == {"receipts": 2, "notices": 1}


def test_by_day_nothing_goes_and_what_is_done_is_looked_at_once_a_night(
    store: Store, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, office)
    cleaner = Cleaner(DAYS)
    asked: list[int] = []
    monkeypatch.setattr(wiping, "BATCH", 1)
    monkeypatch.setattr(tasks, "BATCH", 1)
    real = tasks.wipe_batches

    def counting(*args: Any) -> Any:
        asked.append(1)
        return real(*args)

    monkeypatch.setattr(tasks, "wipe_batches", counting)
    at_night(store, TONIGHT.replace(hour=9))
    cleaner.sweep(store)
    assert (asked, count(store, Receipt)) == ([], 4)
    at_night(store)
    cleaner.sweep(store)
    assert (len(asked), count(store, Receipt)) == (3, 2), "two batches, and one that found nothing"
    cleaner.sweep(store)
    assert len(asked) == 3
    at_night(store, TONIGHT + timedelta(days=1))
    cleaner.sweep(store)
    assert len(asked) == 4


def test_of_each_minute_it_takes_some_seconds(
    store: Store, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left waits for the next minute: others want to write, too."""
    fill(store, office)
    monkeypatch.setattr(wiping, "BATCH", 1)
    monkeypatch.setattr(tasks, "BATCH", 1)
    monkeypatch.setattr(tasks, "SECONDS", 0)
    at_night(store)
    cleaner = Cleaner(DAYS)
    left = []
    for _minute in range(3):
        cleaner.sweep(store)
        left.append(count(store, Receipt))
    assert left == [3, 2, 2]


def test_sqlite_learns_at_night_what_stands_in_its_tables(store: Store, office: Office) -> None:
    at_night(store)
    assert not inspect(store.engine).has_table("sqlite_stat1")
    Cleaner(DAYS).sweep(store)
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            told = connection.exec_driver_sql("SELECT tbl, stat FROM sqlite_stat1").all()
        assert {"person", "unit"} <= {table for table, _stat in told}


class Person(BaseModel):
    """Whom to tell."""

    id: UUID


def tell(uow: UnitOfWork, cmd: Person) -> None:
    uow.notify(Notice(kind="task.returned", to=[cmd.id], url="/"))


def test_every_rule_can_be_carried_out_and_the_streams_go_on(store: Store, office: Office) -> None:
    cmd = Person(id=office.people["canbo"])
    store.execute(SYSTEM, tell, cmd, request_id="1")
    far = TONIGHT + timedelta(days=9_000)
    wiped = {
        rule.key: store.execute(SYSTEM, wipe, Wipe(key=rule.key, before=far)).count
        for rule in RULES
    }
    assert wiped == {
        "events": 1,
        "receipts": 1,
        "mails": 0,
        "notices": 0,
        "webhooks": 0,
        "sign_ins": 0,
    }
    store.execute(SYSTEM, tell, cmd)
    with store.reading() as session:
        assert session.scalars(select(OutboxEntry.seq)).all() == [2]


@pytest.mark.parametrize("given", [{"votes": 30}, {"receipts": 3}, {"notices": 89}])
def test_what_is_no_rule_or_too_short_stops_the_start(given: dict[str, int]) -> None:
    with pytest.raises(SettingsError, match=next(iter(given))):
        chosen_days(given)


def test_for_ever_is_always_taken() -> None:
    assert chosen_days({"receipts": 0, "mails": 90})["receipts"] == 0

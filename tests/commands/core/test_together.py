"""Commands done together: one transaction for many, and each is answered as if it were alone."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel
from sqlalchemy import event, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from ecabinet.accounts.models import Unit
from ecabinet.core import audit, db, outbox, together
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit_check import check
from ecabinet.core.db import open_engine
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid
from ecabinet.core.receipts import Receipt
from ecabinet.core.storage import LocalBlobs
from ecabinet.core.store import Store
from ecabinet.core.together import MOST, done_together
from ecabinet.core.unit_of_work import UnitOfWork
from tests.commands.core.test_unit_of_work import Counted

PEOPLE = [replace(SYSTEM, person_id=UUID(int=n), username=f"p{n}") for n in range(1, 9)]


class Say(BaseModel):
    """A unit with a code of its own; `fail` says how the command ends instead."""

    line: str = "one"
    code: str
    fail: str = ""


class Said(BaseModel):
    """The unit that was made."""

    id: UUID


@done_together(by=lambda cmd: cmd.line)
def say(uow: UnitOfWork, cmd: Say) -> Said:
    """Make a unit, unless there is one of its code."""
    if cmd.fail == "refused":
        raise Invalid("invalid")
    if uow.session.scalar(select(Unit.id).where(Unit.code == cmd.code)):
        raise Conflict("there_already")
    unit = Unit(name=cmd.code, code=cmd.code, kind="office")
    uow.session.add(unit)
    uow.session.flush()
    uow.record(Counted(stream="s", number=1))
    uow.audit("unit.added", "unit", unit.id, code=cmd.code)
    uow.enqueue("later", code=cmd.code)
    if cmd.fail == "late":
        raise Denied("denied")
    if cmd.fail == "broken":
        raise ZeroDivisionError
    return Said(id=unit.id)


class Desk:
    """Lets several ask at once, and sees to it that they stand in line together."""

    def __init__(self, store: Store, patch: pytest.MonkeyPatch) -> None:
        self.store, self._patch, self.commits = store, patch, 0
        event.listen(store.engine, "commit", self._count)

    def _count(self, _connection: Any) -> None:
        self.commits += 1

    def ask(self, *asked: Say, by: list[Actor] | None = None, ids: list[str] | None = None) -> Any:
        """Answers, or the errors raised, in the order of `asked`."""
        gate = threading.Barrier(len(asked))
        self._patch.setattr(together, "sleep", lambda _seconds: gate.wait(20))
        answers: list[Any] = [None] * len(asked)
        people = by or PEOPLE

        def one(number: int) -> None:
            request = ids[number] if ids else str(uuid4())
            who = people[number % len(people)]
            try:
                answers[number] = self.store.execute(who, say, asked[number], request_id=request)
            except (DomainError, ZeroDivisionError) as error:
                answers[number] = error

        threads = [threading.Thread(target=one, args=(n,)) for n in range(len(asked))]
        self.commits = 0
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def made(self) -> list[str]:
        """Codes of the units there are of ours."""
        with self.store.reading() as session:
            units = session.scalars(select(Unit.code).where(Unit.code.like("U%")))
            return sorted(str(code) for code in units)


@pytest.fixture
def desk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk where many ask at once."""
    found = Desk(store, monkeypatch)
    yield found
    event.remove(store.engine, "commit", found._count)


def codes(many: int) -> list[Say]:
    """So many wishes, each for a unit of its own."""
    return [Say(code=f"U{number}") for number in range(many)]


def test_many_at_once_are_one_transaction_and_each_has_an_answer_of_its_own(desk: Desk) -> None:
    """Events, deeds, receipts and jobs of all, each of the person whose they are."""
    jobs: list[Any] = []
    announced: list[list[str]] = []
    desk.store.dispatch, desk.store.announce = jobs.append, announced.append
    answers = desk.ask(*codes(8))
    assert desk.commits == 1
    assert len({answer.id for answer in answers}) == len(desk.made()) == 8
    assert announced == [["s"]]
    assert sorted(job.arguments["code"] for job in jobs) == [f"U{n}" for n in range(8)]
    with desk.store.reading() as session:
        told = outbox.changes(session, "s", 0)
        deeds = session.scalars(
            select(audit.AuditEntry).where(audit.AuditEntry.action == "unit.added")
        ).all()
        receipts = session.scalars(select(Receipt)).all()
    by = {str(answer.id): actor.person_id for answer, actor in zip(answers, PEOPLE, strict=True)}
    assert {deed.subject_id: deed.actor_id for deed in deeds} == by
    assert {entry.actor_id for entry in told} == set(by.values())
    assert {str(kept.result["id"]): kept.actor_id for kept in receipts if kept.result} == by
    assert list(check(desk.store.engine)) == []


@pytest.mark.parametrize("fail", ["refused", "late"])
def test_who_is_refused_hears_it_and_the_others_are_done(desk: Desk, fail: str) -> None:
    """Before anything was written the rest goes on together; after that each by itself."""
    wishes = codes(6)
    wishes[2] = Say(code="U2", fail=fail)
    answers = desk.ask(*wishes)
    assert isinstance(answers.pop(2), DomainError)
    assert all(isinstance(answer, Said) for answer in answers)
    assert desk.made() == ["U0", "U1", "U3", "U4", "U5"]
    assert desk.commits == (1 if fail == "refused" else 5)
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Receipt)) == 5
        assert len(outbox.changes(session, "s", 0)) == 5
    assert list(check(desk.store.engine)) == []


def test_what_breaks_reaches_whose_it_is_and_the_others_are_done(desk: Desk) -> None:
    """Whoever does the work of all does not hear of another's mishap."""
    wishes = codes(5)
    wishes[1] = Say(code="U1", fail="broken")
    answers = desk.ask(*wishes)
    assert isinstance(answers.pop(1), ZeroDivisionError)
    assert all(isinstance(answer, Said) for answer in answers)
    assert desk.made() == ["U0", "U2", "U3", "U4"]


def test_one_request_that_came_twice_is_done_once_and_answered_alike(desk: Desk) -> None:
    """A retry that stands in line with its first try."""
    answers = desk.ask(*[Say(code="U0")] * 4, by=PEOPLE[:1], ids=["same"] * 4)
    assert len({answer.id for answer in answers}) == 1
    assert desk.made() == ["U0"]


def test_of_two_who_want_the_same_one_gets_it(desk: Desk) -> None:
    """The second finds what the first wrote in the same transaction."""
    answers = desk.ask(*[Say(code="U0")] * 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict"] * 3 + ["Said"]


def test_lines_go_each_by_itself_and_none_is_kept(desk: Desk) -> None:
    """Two votes at once are two transactions; nothing stays in memory of either."""
    wishes = [Say(code=f"U{n}", line=("left", "right")[n % 2]) for n in range(6)]
    desk.ask(*wishes)
    assert desk.commits == 2
    assert desk.store._lines._lines == {}


def test_more_than_fit_are_several_transactions(store: Store) -> None:
    """Nobody waits for a fiftieth, and nobody is forgotten."""
    answers: list[Said] = []

    def one(number: int) -> None:
        answers.append(store.execute(SYSTEM, say, Say(code=f"U{number}")))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(MOST + 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer.id for answer in answers}) == MOST + 20
    assert store._lines._lines == {}


def test_who_is_alone_is_done_at_once(desk: Desk) -> None:
    """And hears a refusal in one try."""
    assert isinstance(desk.ask(Say(code="U0"))[0], Said)
    asked: Callable[[], Any] = lambda: desk.ask(Say(code="U1", fail="refused"))[0]  # noqa: E731
    assert isinstance(asked(), Invalid)
    assert desk.made() == ["U0"]


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """A store whose PostgreSQL takes connections and says nothing; patience is short."""
    monkeypatch.setattr(db, "CONNECTION_SECONDS", 2.0)
    monkeypatch.setattr(together, "PATIENCE", 2.0)
    monkeypatch.setitem(db.GIVE_UP, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0), backlog=200) as silent:
        url = f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        store = Store(open_engine(url), LocalBlobs(tmp_path))
        yield store
        store.engine.dispose()


def test_nobody_stands_in_line_for_a_database_that_is_away(mute: Store) -> None:
    """Those who come together hear of it together: not one after the other, nor each twice."""
    waited: list[float] = []
    heard: list[str] = []

    def one(number: int) -> None:
        began = time.monotonic()
        try:
            mute.execute(SYSTEM, say, Say(code=f"U{number}"), request_id=str(uuid4()))
        except SQLAlchemyError as error:
            heard.append(type(error).__name__)
        waited.append(time.monotonic() - began)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(3 * MOST)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 3 * MOST
    assert set(heard) <= {"OperationalError", "TimeoutError"}
    # Two seconds for a connection, and a little; each batch after the other would be six, twice.
    assert max(waited) < 5
    assert mute._lines._lines == {}


def test_who_waits_too_long_for_others_is_told_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when there is no connection left."""
    monkeypatch.setattr(together, "PATIENCE", 0.2)
    store.execute(SYSTEM, say, Say(code="U0"))
    line = store._lines._enter(together.line_of(say, Say(code="U1")), together._Place(Mock()))
    with line.turn, pytest.raises(NoConnectionLeft):
        store.execute(SYSTEM, say, Say(code="U1"))
    assert [place for place in line.waiting if not isinstance(place.what, Mock)] == []

"""The store: opens units of work, and is the one place that commits.

A command changes rows, records events and deeds; they are committed together with the receipt of
the request. Effects (push, jobs) leave only after the commit.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ecabinet.core import receipts
from ecabinet.core.actors import Actor
from ecabinet.core.bookkeeping import write_down
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import DomainError, Stale
from ecabinet.core.perishable import NoKeys, PerishableKeys
from ecabinet.core.retries import is_away, worth_retrying
from ecabinet.core.search import following
from ecabinet.core.storage import Blobs
from ecabinet.core.together import Lines, line_of, look_ahead
from ecabinet.core.unit_of_work import C, Job, R, UnitOfWork, finish, run

log = logging.getLogger(__name__)

ATTEMPTS = 6


@dataclass(eq=False)
class _Asked:
    """A command somebody asked for. `answer` holds once it is `done`: committed, or known.

    `failure`: those who asked with it found the database away.
    """

    actor: Actor
    command: Callable[[UnitOfWork, Any], Any]
    payload: BaseModel
    request_id: str | None
    done: bool = False
    answer: Any = None
    failure: Exception | None = None

    @cached_property
    def name(self) -> str:
        """What a receipt calls the command."""
        return f"{self.command.__module__}.{self.command.__qualname__}"

    @cached_property
    def mark(self) -> str:
        """What a receipt knows the payload by."""
        return receipts.fingerprint(self.payload, self.actor)

    @cached_property
    def key(self) -> receipts.Key | None:
        """What its receipt is found by; None when there is to be none."""
        return receipts.key_of(self.actor, self.request_id) if self.request_id else None

    def was_done(self, answer: Any) -> None:
        """Take down that it was done, and its answer."""
        self.done, self.answer = True, answer


class Store:
    """Opens units of work on one database. Shared by all requests of a process."""

    def __init__(
        self,
        engine: Engine,
        blobs: Blobs,
        *,
        announce: Callable[[list[str]], None] = lambda streams: None,
        dispatch: Callable[[Job], None] = lambda job: None,
        keys: PerishableKeys | None = None,
    ) -> None:
        self.engine = engine
        self.blobs = blobs
        self.keys = keys or NoKeys()
        self.announce = announce
        self.dispatch = dispatch
        self.clock: Callable[[], datetime] = utc_now
        self._writing = engine.execution_options(ecabinet_writing=True)
        # One writer at a time in a process: a second one would make SQLite block the whole
        # event loop for its busy timeout. PostgreSQL has row locks instead.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        )
        self._lines = Lines[_Asked](self._do_some)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session for queries; whatever is changed in it is thrown away."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def execute(
        self,
        actor: Actor,
        command: Callable[[UnitOfWork, C], R],
        payload: C,
        *,
        request_id: str | None = None,
    ) -> R:
        """Run `command` in one transaction and return its result.

        With a `request_id` a replay of the same request returns what was recorded the first time.
        Commands `done_together` may share the transaction with others of their line.

        Raises:
            DomainError: the command refused; nothing was changed.
        """
        asked = _Asked(actor, command, payload, request_id)
        line = line_of(command, payload)
        if line is not None:
            self._lines.join(line, asked)
        if asked.failure is not None:
            raise asked.failure
        if not asked.done:
            self._do(asked)
        return cast(R, asked.answer)

    def rehearse(self, actor: Actor, command: Callable[[UnitOfWork, C], R], payload: C) -> R:
        """Run `command` and throw all of it away: the answer, or the refusal, `execute` would give.

        For forms that say beforehand what will happen. Nothing is kept, announced or queued; an id
        in the answer is nobody's. Meanwhile it holds the same locks as the real work.

        Raises:
            DomainError: the command refused.
        """
        with self._turn, Session(self._writing, expire_on_commit=False) as session:
            try:
                result = run(command, self._open(session, actor), payload)
                finish(session)
            except StaleDataError as error:
                raise Stale("stale") from error
            finally:
                session.rollback()
            return result

    def _open(self, session: Session, actor: Actor) -> UnitOfWork:
        return UnitOfWork(session, actor, self.clock(), self.blobs, self.keys)

    def _do(self, asked: _Asked) -> None:
        """Do it by itself, and again where the database only asks for that."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt([asked])
            except (DomainError, StaleDataError) as error:
                # The first try of the same request may have committed between our look for its
                # receipt and the command's look at the rows: then the receipt answers.
                if attempt == 1 and self._has_receipt(asked):
                    continue
                if isinstance(error, StaleDataError):
                    raise Stale("stale") from error
                raise
            except DBAPIError as error:
                if attempt == ATTEMPTS or not worth_retrying(error):
                    raise
                log.info("retry %d of %s: %s", attempt, asked.name, type(error).__name__)
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    def _do_some(self, asked: Sequence[_Asked]) -> Exception | None:
        """Do one, or as many of several as can be done together; `_do` does the others after it.

        Returns the error where the database is away: nobody tries by himself then.
        """
        try:
            if len(asked) == 1:
                self._do(asked[0])
            else:
                self._attempt(asked)
        except Exception as error:
            if is_away(error):
                for one in asked:
                    one.failure = None if one.done else error
                return error
            if len(asked) == 1:
                raise
            log.info("%d of %s go apart: %s", len(asked), asked[0].name, type(error).__name__)
        return None

    def _has_receipt(self, asked: _Asked) -> bool:
        if asked.key is None:
            return False
        with self.reading() as session:
            return bool(receipts.find(session, [asked.key]))

    def _attempt(self, asked: Sequence[_Asked]) -> None:
        """Do all of them in one transaction. Of several, those that are refused are left out."""
        streams: list[str] = []
        with self._turn, Session(self._writing, expire_on_commit=False) as session:
            following.follow(session)
            works = self._run_all(session, asked)
            for one, uow, result in works:
                if one.key:
                    receipts.keep(session, one.key, one.name, one.mark, result, uow.now)
            if works:
                streams = write_down(session, [uow for _, uow, _ in works])
                session.commit()
        for one, _, result in works:
            one.was_done(result)
        self._after_commit(streams, [job for _, uow, _ in works for job in uow.jobs])

    def _run_all(
        self, session: Session, asked: Sequence[_Asked]
    ) -> list[tuple[_Asked, UnitOfWork, Any]]:
        works = []
        known = receipts.find(session, [one.key for one in asked if one.key])
        look_ahead(session, asked[0].command, [(one.actor, one.payload) for one in asked])
        for one in asked:
            uow, receipt = self._open(session, one.actor), one.key and known.get(one.key)
            try:
                if receipt:
                    one.was_done(receipts.answer_of(receipt, one.command, one.name, one.mark))
                else:
                    works.append((one, uow, run(one.command, uow, one.payload)))
            except DomainError:
                if len(asked) == 1 or uow.events or uow.deeds:
                    raise
        return works

    def _after_commit(self, streams: list[str], jobs: list[Job]) -> None:
        # A lost effect is not a lost fact: the relay polls the outbox, sweeps find the rows.
        try:
            if streams:
                self.announce(streams)
            for job in jobs:
                self.dispatch(job)
        except Exception:
            log.exception("an effect after commit failed; poll and sweep will catch up")

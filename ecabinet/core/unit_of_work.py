"""The unit of work: the one place that commits.

A command runs inside it, changes rows, records events and deeds; they are committed together with
the receipt of the request. Effects (push, jobs) leave only after the commit.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ecabinet.core import audit, deputies, notices, outbox, outward, receipts
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, DomainError, Stale
from ecabinet.core.events import Event
from ecabinet.core.notices import Notice
from ecabinet.core.perishable import NoKeys, PerishableKeys
from ecabinet.core.permissions import wrote_by_right
from ecabinet.core.retries import worth_retrying
from ecabinet.core.search import following
from ecabinet.core.storage import Blobs

log = logging.getLogger(__name__)

C = TypeVar("C", bound=BaseModel)
R = TypeVar("R", bound=BaseModel | None)

ATTEMPTS = 6


@dataclass(frozen=True)
class Job:
    """A nudge for the worker; the row it names is the real job."""

    name: str
    arguments: dict[str, Any]
    at: datetime | None = None
    """Not before this moment; None: as soon as may be."""


@dataclass
class UnitOfWork:
    """What a command may touch: rows, events, the audit log, jobs, blobs, keys."""

    session: Session
    actor: Actor
    now: datetime
    blobs: Blobs
    keys: PerishableKeys
    events: list[Event] = field(default_factory=list)
    deeds: list[audit.Deed] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)

    def record(self, event: Event) -> None:
        """Announce `event` once the work is committed."""
        self.events.append(event)

    def audit(self, action: str, subject_kind: str, subject_id: object, /, **detail: Any) -> None:
        """Write into the audit log that the actor did `action`."""
        self.deeds.append(audit.Deed(action, subject_kind, str(subject_id), detail))

    def audit_by(
        self, person_id: UUID, action: str, subject_kind: str, subject_id: object, /, **detail: Any
    ) -> None:
        """Write it as the deed of `person_id`, who has just proved who they are."""
        deed = audit.Deed(action, subject_kind, str(subject_id), detail, by=person_id)
        self.deeds.append(deed)

    def notify(self, notice: Notice) -> None:
        """Tell people of it: on their list, and by mail as each has chosen. Never the actor."""
        self.told.append(notice)

    def enqueue(self, name: str, **arguments: Any) -> None:
        """Nudge the worker after commit. The row must say by itself that there is work to do."""
        self.jobs.append(Job(name, arguments))

    def enqueue_at(self, at: datetime, name: str, **arguments: Any) -> None:
        """Nudge the worker at a moment to come."""
        self.jobs.append(Job(name, arguments, at))


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

        Raises:
            DomainError: the command refused; nothing was changed.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(actor, command, payload, request_id)
            except (DomainError, StaleDataError) as error:
                # The first try of the same request may have committed between our look for its
                # receipt and the command's look at the rows: then the receipt answers.
                if attempt == 1 and request_id and self._has_receipt(actor, request_id):
                    continue
                if isinstance(error, StaleDataError):
                    raise Stale("stale") from error
                raise
            except DBAPIError as error:
                if attempt == ATTEMPTS or not worth_retrying(error):
                    raise
                log.info("retry %d of %s: %s", attempt, _name(command), type(error).__name__)
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    def rehearse(self, actor: Actor, command: Callable[[UnitOfWork, C], R], payload: C) -> R:
        """Run `command` and throw all of it away: the answer, or the refusal, `execute` would give.

        For forms that say beforehand what will happen. Nothing is kept, announced or queued; an id
        in the answer is nobody's. Meanwhile it holds the same locks as the real work.

        Raises:
            DomainError: the command refused.
        """
        with self._turn, Session(self._writing, expire_on_commit=False) as session:
            try:
                uow = UnitOfWork(session, actor, self.clock(), self.blobs, self.keys)
                result = _run(command, uow, payload)
                session.flush()  # Constraint errors must surface here too.
            except StaleDataError as error:
                raise Stale("stale") from error
            finally:
                session.rollback()
            return result

    def _has_receipt(self, actor: Actor, request_id: str) -> bool:
        with self.reading() as session:
            key = (actor.real_id or receipts.NOBODY, request_id)
            return session.get(receipts.Receipt, key) is not None

    def _attempt(
        self,
        actor: Actor,
        command: Callable[[UnitOfWork, C], R],
        payload: C,
        request_id: str | None,
    ) -> R:
        with self._turn, Session(self._writing, expire_on_commit=False) as session:
            name, mark = _name(command), ""
            if request_id:
                mark = receipts.fingerprint(payload, actor)
                known = receipts.find(session, actor, request_id, name, mark)
                if known:
                    return receipts.revive(command, known.result)
            following.follow(session)
            uow = UnitOfWork(session, actor, self.clock(), self.blobs, self.keys)
            result = _run(command, uow, payload)
            if request_id:
                receipts.keep(session, actor, request_id, name, mark, result, uow.now)
            if uow.told:
                uow.events += notices.append(session, uow.told, actor, uow.now)
                uow.enqueue(notices.DELIVER)
            session.flush()  # Constraint errors must surface before the shared rows are locked.
            if following.ask(session):
                uow.enqueue(following.INDEX)
            streams = outbox.append(session, uow.events, actor, uow.now)
            # After the streams are locked, so that ids are in the order of commits.
            for job in outward.pass_on(session, uow.events, uow.now):
                uow.enqueue(job)
            deputies.append(session, uow.deeds, actor, uow.now)
            audit.append(session, uow.deeds, actor, uow.now)
            session.commit()
        self._after_commit(streams, uow.jobs)
        return result

    def _after_commit(self, streams: list[str], jobs: list[Job]) -> None:
        # A lost effect is not a lost fact: the relay polls the outbox, sweeps find the rows.
        try:
            if streams:
                self.announce(streams)
            for job in jobs:
                self.dispatch(job)
        except Exception:
            log.exception("an effect after commit failed; poll and sweep will catch up")


def _run(command: Callable[[UnitOfWork, C], R], uow: UnitOfWork, payload: C) -> R:
    """Run the command; a deputy's only if it asked for a power that can be given."""
    if uow.actor.deputy is not None:
        uow.actor.deputy.used.clear()
    result = command(uow, payload)
    if not (wrote_by_right(uow.actor) or getattr(command, "open_to_deputies", False)):
        raise Denied("delegation.not_delegable")
    return result


def _name(command: Callable[..., Any]) -> str:
    return f"{command.__module__}.{command.__qualname__}"

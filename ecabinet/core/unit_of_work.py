"""The unit of work: what a command may touch. `core/store.py` opens it, and commits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.core import audit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied
from ecabinet.core.events import Event
from ecabinet.core.notices import Notice
from ecabinet.core.perishable import PerishableKeys
from ecabinet.core.permissions import wrote_by_right
from ecabinet.core.storage import Blobs

C = TypeVar("C", bound=BaseModel)
R = TypeVar("R", bound=BaseModel | None)
_AT_END = "at the end"


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

    def at_end(self, work: Callable[[], None]) -> None:
        """Let `work` be done when all commands of the transaction have run, before it is told."""
        self.session.info.setdefault(_AT_END, []).append(work)

    def enqueue(self, name: str, **arguments: Any) -> None:
        """Nudge the worker after commit. The row must say by itself that there is work to do."""
        self.jobs.append(Job(name, arguments))

    def enqueue_at(self, at: datetime, name: str, **arguments: Any) -> None:
        """Nudge the worker at a moment to come."""
        self.jobs.append(Job(name, arguments, at))


def finish(session: Session) -> None:
    """Do what commands have put off, and let the errors of constraints surface."""
    for work in session.info.pop(_AT_END, ()):
        work()
    session.flush()


def run(command: Callable[[UnitOfWork, C], R], uow: UnitOfWork, payload: C) -> R:
    """Run the command; a deputy's only if it asked for a power that can be given."""
    if uow.actor.deputy is not None:
        uow.actor.deputy.used.clear()
    result = command(uow, payload)
    if not (wrote_by_right(uow.actor) or getattr(command, "open_to_deputies", False)):
        raise Denied("delegation.not_delegable")
    return result

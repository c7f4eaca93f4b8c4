"""What the simulator knows: the office, its things, and what was acknowledged to whom."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit import AuditHead
from ecabinet.core.outbox import Stream
from ecabinet.core.store import Store
from followup.models import Task
from followup.rules import register_rules as register_followup
from followup.states import TaskState
from meetings.commands.plan import create_meeting
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import OpenSession, open_session
from meetings.rules import register_rules
from tests.commands.followup.world import World, build_world
from tests.fixtures import Office
from tests.gatherings import Gathering, draft

Key = tuple[UUID, UUID]


@dataclass
class Ledger:
    """What people were told is done. Nothing else may be in the tables, and all of it must be."""

    states: dict[UUID, TaskState] = field(default_factory=dict)
    children: dict[UUID, UUID] = field(default_factory=dict)
    ballots: dict[Key, str] = field(default_factory=dict)
    votes: dict[UUID, bool] = field(default_factory=dict)
    """Whether it was closed."""
    boxes: dict[UUID, list[tuple[UUID, str, str]]] = field(default_factory=dict)
    """Of secret votes: who, what and the code, as only the simulator knows them together."""
    here: set[UUID] = field(default_factory=set)
    items: set[UUID] = field(default_factory=set)
    marks: set[UUID] = field(default_factory=set)
    conclusions: dict[UUID, bool] = field(default_factory=dict)
    """Whether it was issued."""
    reports: dict[UUID, int] = field(default_factory=dict)
    history: dict[UUID, list[UUID]] = field(default_factory=dict)
    """Entries of each task as they stood at the last look."""


@dataclass
class Scene:
    """A meeting in session with a paper, the people of follow-up, and the ledger."""

    store: Store
    office: Office
    world: World
    meeting: Gathering
    version_id: UUID
    ledger: Ledger = field(default_factory=Ledger)
    counts: dict[str, int] = field(default_factory=dict)
    last_actor: Actor = SYSTEM

    @property
    def everybody(self) -> list[str]:
        """All user names of the office, who has a part and who has none."""
        return sorted(self.office.people)

    def actor(self, username: str) -> Actor:
        """The person with the offices of today."""
        return self.world.actor(username)

    def task(self, task_id: UUID) -> Task:
        """The row as it is now."""
        return self.world.task(task_id)

    def counted(self, what: str) -> None:
        """Note for the report how often something happened."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def marks(self) -> tuple[int, int]:
        """The end of the audit log and of all streams: they move when anything is written."""
        with self.store.reading() as session:
            head = session.get(AuditHead, 1)
            streams: int = session.scalar(select(func.coalesce(func.sum(Stream.seq), 0))) or 0
            return (head.seq if head else 0), streams


def build_scene(store: Store, office: Office) -> Scene:
    """A meeting in session at its second item, on which a paper lies."""
    world = build_world(store, office)
    register_followup()
    register_rules()
    permissions.register(PAPER_POLICIES)

    made: Any = store.execute(world.actor("thuky"), create_meeting, draft(office))
    meeting = Gathering(store, office, world.actor, made.id).called()
    version_id = meeting.paper(1)
    present = ("chutri", "daibieu01", "daibieu02", "daibieu03", "lanhdao")
    ledger = Ledger(here={office.people[name] for name in present}, items=set(meeting.items))
    return Scene(store, office, world, _begin(meeting, present), version_id, ledger)


def _begin(meeting: Gathering, present: tuple[str, ...]) -> Gathering:
    for username in present:
        meeting.run(username, check_in, Presence(meeting_id=meeting.id))
    meeting.run("thuky", open_session, OpenSession(meeting_id=meeting.id, besides=True))
    meeting.push(1)
    return meeting

"""Slips as pages, operations and files show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.register.models import Urgency
from documents.routing.ink import Sheet
from documents.routing.models import PartRole
from documents.routing.states import Act, PartState
from documents.routing.works import Work


@dataclass(frozen=True)
class Opening:
    """Who opened a slip first, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class PartView:
    """A receiver; `acts` is what the reader may do with it now."""

    id: UUID
    slip_id: UUID
    name: str
    is_unit: bool
    role: PartRole
    state: PartState
    changed_at: datetime
    note: str
    overdue: bool
    revision: int
    openings: tuple[Opening, ...] = ()
    acts: frozenset[Act] = frozenset()


@dataclass(frozen=True)
class SlipRow:
    """A slip in a list. `part`: the reader's own, in an inbox; `parts`: all, of what was sent."""

    id: UUID
    entry_id: UUID
    symbol: str
    abstract: str
    secrecy: int
    unit_name: str
    sender: str
    instruction: str
    has_ink: bool
    urgency: Urgency
    due_on: date | None
    sent_at: datetime
    recalled: bool
    overdue: bool
    part: PartView | None = None
    parts: tuple[PartView, ...] = ()


@dataclass(frozen=True)
class Step:
    """A line of the history; `receiver` is whom it concerns."""

    act: Act
    by: str
    receiver: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Branch:
    """A slip in the tree of its chain; `depth` 0 is the first."""

    row: SlipRow
    depth: int
    here: bool


@dataclass(frozen=True)
class SlipDetail:
    """A slip whole, with what the reader may do."""

    row: SlipRow
    issuing_body: str
    issued_on: date
    ink: Sheet | None
    steps: tuple[Step, ...]
    chain: tuple[Branch, ...]
    works: tuple[Work, ...]
    may_recall: bool
    task_url: str | None

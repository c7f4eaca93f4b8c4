"""One proposal as pages and the API show it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from documents.queries.papers import PaperView
from followup.models.enums import Priority
from followup.proposals.models import ProposalDeed
from followup.proposals.states import Opinion, ProposalAction, ProposalState
from followup.queries.names import Named


@dataclass(frozen=True)
class AskedOpinion:
    """An opinion asked of a unit or person; `late`: it came, or is missing, after its day.

    `reminded_at`: when they were last reminded of it.
    """

    id: UUID
    whom: Named
    is_unit: bool
    asked_by: Named
    asked_at: datetime
    question: str
    due_on: date
    opinion: Opinion | None
    text: str
    answered_by: Named | None
    answered_at: datetime | None
    waits: bool
    late: bool
    mine: bool
    reminded_at: datetime | None


@dataclass(frozen=True)
class WayStep:
    """One thing that happened; `text`: the words that went with it, `unit` and `people`: to whom.

    `before`: the words as they stood before a change, or as they were submitted. `removed`: the
    file taken off. A handover is `by` nobody when the worker did it on its day; `people` are who
    held the office before and who holds it now.
    """

    kind: ProposalDeed
    by: Named | None
    at: datetime
    text: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    due_on: date | None
    opinion: Opinion | None
    late: bool
    changed: tuple[str, ...]
    before: dict[str, str]
    what: str
    removed: str = ""


@dataclass(frozen=True)
class Became:
    """What it became; `title` and `url` are empty for who may not see that, or when it is gone."""

    kind: str
    label: Any
    icon: str
    title: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Offered:
    """A way to make something of it."""

    deed: Any
    icon: str
    url: str
    by_button: bool


@dataclass(frozen=True)
class ProposalDetail:
    """A proposal; `sees_all`: every opinion is told, otherwise only those asked of who looks."""

    id: UUID
    code: str
    title: str
    text: str
    wish: str
    urgency: Priority
    desired_on: date | None
    unit: Named
    drafter: Named
    state: ProposalState
    to_unit: Named | None
    decider: Named | None
    submitted_at: datetime | None
    created_at: datetime
    revision: int
    sees_all: bool
    actions: frozenset[ProposalAction]
    consults: tuple[AskedOpinion, ...]
    way: tuple[WayStep, ...]
    files: tuple[PaperView, ...]
    became: tuple[Became, ...]
    offered: tuple[Offered, ...]

    @property
    def mine_to_answer(self) -> tuple[AskedOpinion, ...]:
        """The opinions that who looks is asked for."""
        return tuple(one for one in self.consults if one.mine and one.waits)

    @property
    def standing(self) -> dict[Opinion, int]:
        """How many said what."""
        said = [one.opinion for one in self.consults]
        return {opinion: said.count(opinion) for opinion in Opinion}

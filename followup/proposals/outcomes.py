"""What an approved proposal can become. Followup knows no meeting: features register theirs."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.proposals.models import Proposal

TASK = "task"
DOCUMENT = "document"


@dataclass(frozen=True)
class Shown:
    """A thing that a proposal became, to who may see it."""

    title: str
    url: str


@dataclass(frozen=True)
class Outcome:
    """One kind of thing.

    label: what it is; deed: the words of the button that makes it, with its icon.
    form(session, actor, proposal): the page that makes it; None: the actor may not.
    by_button: one press on that page's address makes it; otherwise it shows a form first.
    shown(session, actor, ids): of these things, those that the actor may see; constant queries.
    """

    kind: str
    label: Any
    deed: Any
    icon: str
    form: Callable[[Session, Actor, Proposal], str | None]
    shown: Callable[[Session, Actor, Collection[UUID]], Mapping[UUID, Shown]]
    by_button: bool = False


_OUTCOMES: dict[str, Outcome] = {}


def register_outcome(outcome: Outcome) -> None:
    """Let proposals become things of a kind. Registering again replaces (a second app)."""
    _OUTCOMES[outcome.kind] = outcome


def outcomes() -> Mapping[str, Outcome]:
    """Return all kinds, in the order of their registration."""
    return dict(_OUTCOMES)

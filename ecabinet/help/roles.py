"""What is told to a role: its quick guide and its first tour, read from data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ecabinet.core.actors import Actor, Role
from ecabinet.core.errors import NotFound

# The first of the roles that somebody holds is the one whose tour is offered.
ROLES = (
    Role.LEADER,
    Role.SECRETARY,
    Role.CLERK,
    Role.TRACKER,
    Role.OFFICIAL,
    Role.ADMINISTRATOR,
    Role.MEMBER,
)
_FOLDER = files("ecabinet.help") / "roles"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide, with an icon of the product."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """What may happen, and what to do then."""

    happens: str
    do: str


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the first tour; `page` is the endpoint it leads to."""

    key: str
    page: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """All that is told to a role in one language."""

    role: str
    title: str
    about: str
    steps: tuple[Step, ...]
    when: tuple[Case, ...]
    tour: tuple[TourStep, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What every guide says."""

    guide: str
    when_heading: str
    ask_heading: str
    ask: str


@cache
def guide(role: str, language: str) -> Guide:
    """Return what is told to a role. Raises NotFound: no such role."""
    if role not in set(ROLES):
        raise NotFound("not_found", kind="guide")
    found = _read(language, role)
    return Guide(
        role=role,
        title=found["title"],
        about=found["about"],
        steps=tuple(Step(**step) for step in found["steps"]),
        when=tuple(Case(**case) for case in found["when"]),
        tour=tuple(TourStep(**step) for step in found["tour"]),
    )


@cache
def words(language: str) -> Words:
    """Return what every guide says."""
    return Words(**_read(language, "every"))


def roles_of(actor: Actor) -> tuple[str, ...]:
    """Return the roles whose tours are for this person; whoever holds no office takes part."""
    held = tuple(str(role) for role in ROLES if actor.has_role(role))
    return held or (str(Role.MEMBER),)


def key_of(role: str, step: str) -> str:
    """Return how a ticked step is kept."""
    return f"{role}.{step}"


def _read(language: str, name: str) -> dict[str, Any]:
    text = (_FOLDER / language / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

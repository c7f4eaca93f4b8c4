"""What the doctor says of one thing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ecabinet.settings import Settings


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was seen and, unless it is well, what to do about it."""

    level: Level
    thing: str
    seen: str
    advice: str = ""


Check = Callable[[Settings], Iterable[Finding]]


def well(thing: str, seen: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(Level.OK, thing, seen)


def warn(thing: str, seen: str, advice: str) -> Finding:
    """Return a finding that works today and should be mended."""
    return Finding(Level.WARN, thing, seen, advice)


def bad(thing: str, seen: str, advice: str) -> Finding:
    """Return a finding that something does not work."""
    return Finding(Level.BAD, thing, seen, advice)

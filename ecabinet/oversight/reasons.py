"""From a finding to what a person reads: only what decided, nothing twice, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from ecabinet.core.rules import Finding


class Join(StrEnum):
    """How the parts of a reason stand to each other."""

    ALL = "all"
    ANY = "any"
    MISSING = "missing"
    NONE = "none"


@dataclass(frozen=True)
class Reason:
    """A rule that holds or does not. `words` is None for a group that has none of its own."""

    words: Any | None
    holds: bool
    join: Join | None = None
    parts: tuple["Reason", ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReasonLine:
    """One reason by itself, `level` steps below the verdict."""

    level: int
    words: Any | None
    holds: bool
    join: Join | None
    offices: tuple[str, ...]


def reason_of(finding: Finding, units: Mapping[UUID, str]) -> Reason:
    """Return why: of alternatives those that hold, of conditions those that fail."""
    held = (f"{office.title}, {units.get(office.unit_id, '')}" for office in finding.offices)
    offices = tuple(dict.fromkeys(held))
    if not finding.parts:
        return Reason(finding.words, finding.holds, offices=offices)
    decided = finding.parts
    if finding.holds != finding.every:
        # One that holds is enough for "any"; one that fails is enough against "all".
        decided = tuple(part for part in finding.parts if part.holds is finding.holds)
    parts = tuple(dict.fromkeys(reason_of(part, units) for part in decided))
    if finding.words is None and len(parts) == 1:
        return parts[0]
    join = _join(finding)
    return Reason(finding.words, finding.holds, join, _flat(parts, join))


def lines(reason: Reason, level: int = 0) -> list[ReasonLine]:
    """Return a reason and all below it, one after another."""
    found = [ReasonLine(level, reason.words, reason.holds, reason.join, reason.offices)]
    for part in reason.parts:
        found += lines(part, level + 1)
    return found


def _join(finding: Finding) -> Join:
    if finding.holds:
        return Join.ALL if finding.every else Join.ANY
    return Join.MISSING if finding.every else Join.NONE


def _flat(parts: tuple[Reason, ...], join: Join) -> tuple[Reason, ...]:
    """Take groups without words of their own into the group around them, when they say the same."""
    found: list[Reason] = []
    for part in parts:
        inner = part.parts if part.words is None and part.join is join else (part,)
        found += [one for one in inner if one not in found]
    return tuple(found)

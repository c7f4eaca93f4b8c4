"""What the audit log calls each deed and the thing it was done to. Features register theirs.

Whoever looks after the system has no part in meetings or tasks, so of their deeds only what tells
nothing of the content is shown: see `PLAIN`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Details that say nothing of what a paper, a meeting or a task is about.
PLAIN = frozenset(
    [
        "address",
        "code",
        "container",
        "count",
        "due_on",
        "final",
        "item_id",
        "layers",
        "marks",
        "number",
        "numbers",
        "page",
        "part",
        "percent",
        "person_id",
        "place",
        "sha256",
        "size",
        "symbol",
        "times",
        "token",
        "unit_id",
        "version_id",
    ]
)


@dataclass(frozen=True)
class Subject:
    """A kind of thing in the log. `open`: administrators may know every detail of its deeds."""

    words: Any
    open: bool = False


_SUBJECTS: dict[str, Subject] = {}
_DEEDS: dict[str, Any] = {}


def register_deeds(subjects: Mapping[str, Subject], deeds: Mapping[str, Any]) -> None:
    """Add a feature's words: kind → Subject, action → sentence (both lazy translations)."""
    _SUBJECTS.update(subjects)
    _DEEDS.update(deeds)


def subjects() -> Mapping[str, Subject]:
    """Return the kinds of things."""
    return dict(_SUBJECTS)


def deeds() -> Mapping[str, Any]:
    """Return action → sentence."""
    return dict(_DEEDS)


def deed_words(action: str) -> Any:
    """Return the sentence of an action; its code when nobody has given it one."""
    return _DEEDS.get(action, action)


def subject_words(kind: str) -> Any:
    """Return what a kind of thing is called; its code when nobody has named it."""
    return _SUBJECTS[kind].words if kind in _SUBJECTS else kind


def told(subject_kind: str, detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of an entry's details that administrators may see."""
    known = _SUBJECTS.get(subject_kind)
    if known is not None and known.open:
        return dict(detail)
    return {name: value for name, value in detail.items() if name in PLAIN}

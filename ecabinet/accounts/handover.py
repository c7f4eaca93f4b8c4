"""What moves from one holder of an office to the next: features say, commands here ask them.

    handover.register("tasks", hand_tasks_over, count_tasks)

`pass_on(uow, old_person_id, new_person_id, office_id)` runs inside the unit of work of the
handover, after the new office was given, and returns how many things it moved; both offices can be
read. `count(session, office_id)` says beforehand how many there are, for the form. What needs
translations calls `name("tasks", words)`, where `words(3)` says "3 nhiệm vụ chưa xong".
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.unit_of_work import UnitOfWork

PassOn = Callable[[UnitOfWork, UUID, UUID, UUID], int]
Count = Callable[[Session, UUID], int]
Words = Callable[[int], str]

_HOOKS: dict[str, tuple[PassOn, Count | None]] = {}
_WORDS: dict[str, Words] = {}


def register(name: str, pass_on: PassOn, count: Count | None = None) -> None:
    """Let a feature move what hangs on an office; the same name again replaces the entry."""
    _HOOKS[name] = (pass_on, count)


def pass_everything_on(
    uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, office_id: UUID
) -> dict[str, int]:
    """Run all hooks and return how many things each moved."""
    return {
        name: pass_on(uow, old_person_id, new_person_id, office_id)
        for name, (pass_on, _count) in _HOOKS.items()
    }


def waiting(session: Session, office_id: UUID) -> dict[str, int]:
    """Return how many things each feature would move now."""
    return {
        name: count(session, office_id)
        for name, (_pass_on, count) in _HOOKS.items()
        if count is not None
    }


def name(name: str, words: Words) -> None:
    """Say how so many things of a feature are called, in the reader's language."""
    _WORDS[name] = words


def in_words(counts: Mapping[str, int]) -> list[str]:
    """Return what `counts` says, without what there is none of."""
    return [
        _WORDS[name](count) if name in _WORDS else f"{count} {name}"
        for name, count in counts.items()
        if count
    ]

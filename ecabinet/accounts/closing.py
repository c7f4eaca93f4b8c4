"""What keeps a unit from being closed. Higher features tell what of theirs still hangs on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

Count = Callable[[Session, UUID], int]
Words = Callable[[int], str]


@dataclass(frozen=True)
class Hanging:
    """`count` things of one sort; `words` says so in the reader's language when it is rendered."""

    name: str
    count: int
    words: Words

    def __str__(self) -> str:
        return self.words(self.count)


class Reasons:
    """A list of what hangs on a unit, as a parameter of the sentence of an error."""

    def __init__(self, found: Sequence[Hanging]) -> None:
        self.found = tuple(found)

    def __str__(self) -> str:
        return "; ".join(str(one) for one in self.found)


_COUNTS: dict[str, tuple[Count, Words]] = {}


def register(name: str, count: Count, words: Words) -> None:
    """Let a feature say how much of its own hangs on a unit.

    `words(number)` is asked while a page is rendered, so it may translate ("3 nhiệm vụ chưa xong").
    Registering again replaces (a second application).
    """
    _COUNTS[name] = count, words


def hanging(session: Session, unit_id: UUID) -> list[Hanging]:
    """Return what features say hangs on the unit; as many queries as features asked."""
    counted = ((name, count(session, unit_id), words) for name, (count, words) in _COUNTS.items())
    return [Hanging(name, number, words) for name, number, words in counted if number]


_OWN: dict[str, Words] = {}


def name_own(name: str, words: Words) -> None:
    """Give words to what accounts count themselves: "units", "people"."""
    _OWN[name] = words


def own(name: str, count: int) -> Hanging:
    """Return so much of what accounts count themselves."""
    return Hanging(name, count, _OWN.get(name, lambda number: f"{number} {name}"))

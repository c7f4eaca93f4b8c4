"""Notes with what was answered to them. Pure; the tablets' twin is static/js/paper/threads.js."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from documents.marks import Mark

Settled = Literal["", "open", "resolved"]
SPEAKING = frozenset({"note", "text", "stamp"})


@dataclass(frozen=True)
class Thread:
    """A mark and its replies in the order they were made."""

    mark: Mark
    replies: tuple[Mark, ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether the last word on it is that it is settled."""
        said = [reply.state for reply in self.replies if reply.state]
        return bool(said) and said[-1] == "resolved"

    @property
    def author_ids(self) -> set[UUID]:
        """Who wrote in it."""
        return {mark.author.id for mark in (self.mark, *self.replies)}

    @property
    def says_something(self) -> bool:
        """Whether there are words in it: its own, the passage it marks, or replies."""
        mark = self.mark
        return bool(mark.kind in SPEAKING or mark.text or mark.quote or self.replies)


def threads(marks: Iterable[Mark]) -> list[Thread]:
    """Return the marks with their replies, page by page and from the top of each page down."""
    standing: list[Mark] = []
    answers: dict[object, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind == "reply":
            answers[mark.parent].append(mark)
        else:
            standing.append(mark)
    found = (Thread(mark, tuple(sorted(answers.get(mark.id, ()), key=_when))) for mark in standing)
    return sorted(found, key=lambda each: (each.mark.page, height(each.mark), str(each.mark.id)))


def chosen(
    found: Iterable[Thread], settled: Settled = "", author_id: UUID | None = None
) -> list[Thread]:
    """Return those that are settled, or open, in which this person wrote; by default all."""
    return [
        each
        for each in found
        if (not settled or each.resolved == (settled == "resolved"))
        and (author_id is None or author_id in each.author_ids)
    ]


def height(mark: Mark) -> float:
    """Return how far down its page a mark begins, in points."""
    if mark.point:
        return mark.point[1]
    if mark.box:
        return mark.box[1]
    if mark.ends:
        return mark.ends[0][1]
    if mark.quads:
        return mark.quads[0][1]
    return mark.strokes[0][0][1] if mark.strokes else 0.0


def _when(mark: Mark) -> tuple[object, str]:
    return mark.created_at, str(mark.id)

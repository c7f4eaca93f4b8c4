"""Two people write at once: their texts become one, line by line; and how texts differ. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from meetings.minutes.text import TextLine

Lines = Sequence[TextLine]


@dataclass(frozen=True)
class Clash:
    """Both changed the same lines, each to something else. `()`: took them away."""

    mine: tuple[TextLine, ...]
    theirs: tuple[TextLine, ...]


@dataclass(frozen=True)
class _Edit:
    """Lines `start` to `end` of what both began with become `lines`."""

    start: int
    end: int
    lines: tuple[TextLine, ...]
    mine: bool


def merge(base: Lines, mine: Lines, theirs: Lines) -> list[TextLine | Clash]:
    """Return the text with what both changed since `base`.

    Lines added by both at the same place all stand, theirs first. The same change made by both is
    one change. Where both changed the same lines otherwise, there is a `Clash`.
    """
    edits = [*_edits(base, mine, mine=True), *_edits(base, theirs, mine=False)]
    edits.sort(key=lambda edit: (edit.start, edit.end, edit.mine))
    merged: list[TextLine | Clash] = []
    at = 0
    for region in _regions(edits):
        start, end = region[0].start, max(edit.end for edit in region)
        merged += [*base[at:start], *_settled(base, start, end, region)]
        at = end
    return [*merged, *base[at:]]


def settled(merged: Sequence[TextLine | Clash]) -> tuple[TextLine, ...] | None:
    """Return the text when nothing clashed, else None."""
    lines = tuple(part for part in merged if isinstance(part, TextLine))
    return lines if len(lines) == len(merged) else None


def _edits(base: Lines, text: Lines, *, mine: bool) -> list[_Edit]:
    """Replacing so many lines by as many is so many edits: each line is one's own affair."""
    found: list[_Edit] = []
    for tag, a, b, c, d in SequenceMatcher(None, base, text, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            found += [_Edit(a + i, a + i + 1, (text[c + i],), mine) for i in range(b - a)]
        elif tag != "equal":
            found.append(_Edit(a, b, tuple(text[c:d]), mine))
    return found


def _regions(edits: list[_Edit]) -> list[list[_Edit]]:
    """Edits of the same lines together. Adding lines touches none, so it overlaps with nothing."""
    regions: list[list[_Edit]] = []
    end = -1
    for edit in edits:
        if regions and edit.start < end:
            regions[-1].append(edit)
        else:
            regions.append([edit])
        end = max(end, edit.end)
    return _once(regions)


def _once(regions: list[list[_Edit]]) -> list[list[_Edit]]:
    """Leave out lines that both added alike at the same place."""
    kept: list[list[_Edit]] = []
    for region in regions:
        before = kept[-1] if kept else None
        if before and len(before) == len(region) == 1 and _is_same(before[0], region[0]):
            continue
        kept.append(region)
    return kept


def _is_same(one: _Edit, other: _Edit) -> bool:
    places = (one.start, one.end) == (other.start, other.end)
    return places and one.mine is not other.mine and one.lines == other.lines


def _settled(base: Lines, start: int, end: int, region: list[_Edit]) -> list[TextLine | Clash]:
    sides = {edit.mine for edit in region}
    if len(sides) == 1:
        return list(_applied(base, start, end, region))
    mine = _applied(base, start, end, [edit for edit in region if edit.mine])
    theirs = _applied(base, start, end, [edit for edit in region if not edit.mine])
    return list(mine) if mine == theirs else [Clash(mine, theirs)]


def _applied(base: Lines, start: int, end: int, edits: list[_Edit]) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    at = start
    for edit in edits:
        lines += [*base[at : edit.start], *edit.lines]
        at = edit.end
    return (*lines, *base[at:end])


class LineFate(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


def differences(before: Lines, after: Lines) -> list[tuple[LineFate, TextLine]]:
    """Return the lines of both texts in order, each with what became of it."""
    found: list[tuple[LineFate, TextLine]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(LineFate.SAME, line) for line in before[a:b]]
        else:
            found += [(LineFate.GONE, line) for line in before[a:b]]
            found += [(LineFate.ADDED, line) for line in after[c:d]]
    return found

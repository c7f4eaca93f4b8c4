"""Where the words that hold a mark stand in the newer text. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from documents.carrying.anchors import Anchor
from documents.carrying.words import Text

CONTEXT = 12
"""So many words before and after are compared with those around a place found."""

_WIDER = 6
_COMMON = 200
_TRIED = 8
_SLACK = 4


@dataclass(frozen=True)
class Place:
    """Words `first` to `after` (not itself) of the newer text; `hits` are those to be marked.

    `context` counts the same words before and after; `likeness` is 0 to 100, 100 being exact.
    """

    first: int
    after: int
    hits: tuple[int, ...]
    context: int
    likeness: float = 100.0


def exact_places(anchor: Anchor, old: Text, new: Text) -> list[Place]:
    """Return where the same words stand one after the other, in the order of the text."""
    keys = old.keys[anchor.first : anchor.after]
    found = []
    for first in _beginnings(keys, new):
        if first >= 0 and new.keys[first : first + len(keys)] == keys:
            hits = tuple(hit - anchor.first + first for hit in anchor.hits)
            after = first + len(keys)
            found.append(Place(first, after, hits, _context(anchor, old, new, first, after)))
    return found


def like_places(anchor: Anchor, old: Text, new: Text, least: float) -> list[Place]:
    """Return where words alike stand, the likest first; none below `least`."""
    begin = max(anchor.first - _WIDER, 0)
    wide = old.keys[begin : anchor.after + _WIDER]
    found: dict[tuple[int, int], Place] = {}
    for start in _starts(wide, new):
        place = _aligned(anchor, old, new, begin, wide, start)
        if place is not None and place.likeness >= least:
            found.setdefault((place.first, place.after), place)
    return sorted(found.values(), key=lambda place: (-place.likeness, -place.context, place.first))


def _beginnings(keys: Sequence[str], new: Text) -> list[int]:
    """Return where the stretch may begin, by the rarest two words of it that stand together."""
    if len(keys) == 1:
        return list(new.where(keys[0]))
    rarest = min(range(len(keys) - 1), key=lambda n: (len(_pair(keys, n, new)), n))
    return [at - rarest for at in _pair(keys, rarest, new)]


def _pair(keys: Sequence[str], number: int, new: Text) -> Sequence[int]:
    return new.where_pair((keys[number], keys[number + 1]))


def _context(anchor: Anchor, old: Text, new: Text, first: int, after: int) -> int:
    before = _run(old.keys, new.keys, anchor.first - 1, first - 1, -1)
    return before + _run(old.keys, new.keys, anchor.after, after, 1)


def _run(old: Sequence[str], new: Sequence[str], one: int, other: int, step: int) -> int:
    """Return how many words are the same from there on, in one direction."""
    length = 0
    while length < CONTEXT and 0 <= one < len(old) and 0 <= other < len(new):
        if old[one] != new[other]:
            break
        length, one, other = length + 1, one + step, other + step
    return length


def _starts(wide: Sequence[str], new: Text) -> list[int]:
    """Return where most pairs of words agree that the stretch begins: each has a vote.

    Pairs that stand everywhere have none; without any pair single words are asked.
    """
    votes: Counter[int] = Counter()
    for offset in range(len(wide) - 1):
        known = _pair(wide, offset, new)
        if len(known) <= _COMMON:
            votes.update(at - offset for at in known)
    if not votes:
        for offset, key in enumerate(wide):
            votes.update(at - offset for at in new.where(key)[:_COMMON])
    # A few words more or less shift the votes by as many: near starts are one place.
    starts: list[int] = []
    for start, _count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if all(abs(start - known_start) > _SLACK for known_start in starts):
            starts.append(start)
        if len(starts) == _TRIED:
            break
    return starts


def _aligned(
    anchor: Anchor, old: Text, new: Text, begin: int, wide: Sequence[str], start: int
) -> Place | None:
    low = max(start - 2 * _SLACK, 0)
    window = new.keys[low : start + len(wide) + 2 * _SLACK]
    same: dict[int, int] = {}
    for code in LCSseq.opcodes(wide, window):
        if code.tag == "equal":
            same |= {
                begin + n: low + code.dest_start + n - code.src_start
                for n in range(code.src_start, code.src_end)
            }
    inside = [same[n] for n in range(anchor.first, anchor.after) if n in same]
    if not inside:
        return None
    first = same.get(anchor.first, _after_of(same, anchor.first, inside[0]))
    after = same.get(anchor.after - 1, _before_of(same, anchor.after, inside[-1])) + 1
    likeness = fuzz.ratio(
        " ".join(old.keys[anchor.first : anchor.after]), " ".join(new.keys[first:after])
    )
    context = _context(anchor, old, new, first, after)
    return Place(first, after, _hits(anchor, same, first, after), context, likeness)


def _after_of(same: dict[int, int], first: int, inside: int) -> int:
    """Begin right after the words that stood before, when these are there, else inside."""
    return same[first - 1] + 1 if first - 1 in same else inside


def _before_of(same: dict[int, int], after: int, inside: int) -> int:
    return same[after] - 1 if after in same else inside


def _hits(anchor: Anchor, same: dict[int, int], first: int, after: int) -> tuple[int, ...]:
    if len(anchor.hits) > 1 or anchor.after - anchor.first == 1:
        return tuple(range(first, after))
    hit = anchor.hits[0]
    nearest = min((n for n in same if anchor.first <= n < anchor.after), key=lambda n: abs(n - hit))
    return (same[nearest],)

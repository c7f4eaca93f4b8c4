"""By which words of its page a mark is held. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.carrying.words import Box, Text, distance, is_under

ON_WORDS = frozenset({"highlight", "underline", "strikeout"})
NEAR = 60.0
"""Points: words farther from a stroke than this say nothing about it."""

AROUND = 4
"""So many words on each side of the nearest one are looked for together with it."""


@dataclass(frozen=True)
class Anchor:
    """Words `first` to `after` (not itself) are what is looked for; `hits` are those marked."""

    first: int
    after: int
    hits: tuple[int, ...]


def anchor_of(kind: str, page: int, body: Mapping[str, Any], text: Text) -> Anchor | None:
    """Return the words that hold a mark: those marked, else those nearest; None without any."""
    if kind in ON_WORDS:
        return _marked(page, body.get("quads") or [], text)
    return _nearest(page, bounds(body), text)


def bounds(body: Mapping[str, Any]) -> Box:
    """Return the box round all that is drawn of a mark; an empty box at 0 for a reply."""
    points = list(points_of(body)) or [(0.0, 0.0)]
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across), max(down)


def points_of(body: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Go through the points of a mark's shape."""
    for stroke in body.get("strokes") or []:
        yield from ((point[0], point[1]) for point in stroke)
    for quad in [*(body.get("quads") or []), *([body["box"]] if body.get("box") else [])]:
        yield quad[0], quad[1]
        yield quad[2], quad[3]
    for point in [*(body.get("ends") or []), *([body["point"]] if body.get("point") else [])]:
        yield point[0], point[1]


def _marked(page: int, quads: Sequence[Sequence[float]], text: Text) -> Anchor | None:
    hits = tuple(
        number
        for number in text.on_page(page)
        if any(is_under(text.words[number].box, quad) for quad in quads)
    )
    return Anchor(hits[0], hits[-1] + 1, hits) if hits else None


def _nearest(page: int, box: Box, text: Text) -> Anchor | None:
    here = text.on_page(page)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) * 2
    far = [(distance(text.words[n].box, box), distance(text.words[n].box, middle), n) for n in here]
    if not far or min(far)[0] > NEAR:
        return None
    nearest = min(far)[2]
    first, after = max(nearest - AROUND, here.start), min(nearest + AROUND + 1, here.stop)
    return Anchor(first, after, (nearest,))

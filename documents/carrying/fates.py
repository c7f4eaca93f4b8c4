"""What becomes of a mark when a newer version takes the place of the one it was made on. Pure.

First the words that hold it are looked for exactly, and among several places the one with the same
words around it counts; then words alike; without any words the place on the page. What is not
certain is said to be so: a person settles it (`documents.commands.settle_mark`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from documents.carrying.anchors import ON_WORDS, Anchor, anchor_of
from documents.carrying.finding import Place, exact_places, like_places
from documents.carrying.spots import Size, Spot, fits
from documents.carrying.words import Text, quads_of

ALIKE = 75.0
"""From this likeness on changed words are taken for the same passage, to be looked at."""

MAYBE = 50.0
"""From this likeness on a place is offered to whoever settles a mark that has lost its own."""

SAME = 3.0
"""Points that words may have slipped and still stand at the same place."""

LONG = 5
"""So many words are a passage of their own; fewer count only with the same words around them."""

KNOWN_BY = 3
OFFERED = 5


class Fate(StrEnum):
    """kept: where it was; moved: same words elsewhere; uncertain: to be looked at; orphaned."""

    KEPT = "kept"
    MOVED = "moved"
    UNCERTAIN = "uncertain"
    ORPHANED = "orphaned"


@dataclass(frozen=True)
class Drawing:
    """A mark as it was made: its kind, page and body (`documents.models.Annotation`)."""

    kind: str
    page: int
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What becomes of it: where it goes (None: nowhere yet), where else it might, which words."""

    fate: Fate
    spot: Spot | None
    others: tuple[Spot, ...]
    quote: str


@dataclass(frozen=True)
class Sheets:
    """A version as it is compared: its words with their places, the size of each page."""

    text: Text
    sizes: Sequence[Size]


def judge(mark: Drawing, old: Sheets, new: Sheets) -> Verdict:
    """Return what becomes of a mark of `old` in `new`."""
    anchor = anchor_of(mark.kind, mark.page, mark.body, old.text)
    if anchor is None:
        return _by_place(mark, new)
    quote = old.text.said(
        anchor.hits if mark.kind in ON_WORDS else range(anchor.first, anchor.after)
    )
    exact = exact_places(anchor, old.text, new.text)
    if exact:
        return _by_words(mark, anchor, old, new, exact, quote)
    alike = like_places(anchor, old.text, new.text, MAYBE)
    spots = _spots(mark, anchor, old, new, alike)
    if alike and alike[0].likeness >= ALIKE:
        return Verdict(Fate.UNCERTAIN, spots[0], spots[1:], quote)
    return Verdict(Fate.ORPHANED, None, spots, quote)


def _by_place(mark: Drawing, new: Sheets) -> Verdict:
    said = str(mark.body.get("quote") or "")
    if mark.page > len(new.sizes):
        return Verdict(Fate.ORPHANED, None, (), said)
    return Verdict(Fate.UNCERTAIN, Spot(page=mark.page, quote=said), (), said)


def _by_words(
    mark: Drawing, anchor: Anchor, old: Sheets, new: Sheets, places: list[Place], quote: str
) -> Verdict:
    ranked = sorted(places, key=lambda place: _rank(place, anchor, old.text, new.text))
    best, rivals = ranked[0], [p for p in ranked[1:] if ranked[0].context - p.context < KNOWN_BY]
    stays = _stands_still(best, anchor, old.text, new.text)
    known = best.after - best.first >= LONG or best.context >= KNOWN_BY
    spots = _spots(mark, anchor, old, new, [best, *rivals])
    if stays and (known or not rivals):
        still = spots[0].model_copy(update={"right": 0.0, "down": 0.0, "quads": None})
        return Verdict(Fate.KEPT, still, (), quote)
    whole = _on_one_page(best, new.text) and fits(
        mark.body, spots[0], new.sizes[spots[0].page - 1], SAME
    )
    if known and not rivals and whole:
        return Verdict(Fate.MOVED, spots[0], (), quote)
    return Verdict(Fate.UNCERTAIN, spots[0], spots[1:], quote)


def _rank(place: Place, anchor: Anchor, old: Text, new: Text) -> tuple[int, bool, int, float, int]:
    """Order places: most words around it, then standing still, then near by page and by line."""
    was, now = old.words[anchor.hits[0]], new.words[place.hits[0]]
    still = _stands_still(place, anchor, old, new)
    return (
        -place.context, not still, abs(now.page - was.page), abs(now.box[1] - was.box[1]),
        place.first,
    )  # fmt: skip


def _stands_still(place: Place, anchor: Anchor, old: Text, new: Text) -> bool:
    pairs = [(anchor.hits[n], place.hits[n]) for n in (0, -1)]
    return all(
        old.words[was].page == new.words[now].page
        and all(
            abs(a - b) <= SAME for a, b in zip(old.words[was].box, new.words[now].box, strict=True)
        )
        for was, now in pairs
    )


def _on_one_page(place: Place, new: Text) -> bool:
    return new.words[place.hits[0]].page == new.words[place.hits[-1]].page


def _spots(
    mark: Drawing, anchor: Anchor, old: Sheets, new: Sheets, places: Sequence[Place]
) -> tuple[Spot, ...]:
    return tuple(_spot(mark, anchor, old, new, place) for place in places[: OFFERED + 1])


def _spot(mark: Drawing, anchor: Anchor, old: Sheets, new: Sheets, place: Place) -> Spot:
    was, now = old.text.words[anchor.hits[0]], new.text.words[place.hits[0]]
    here = [new.text.words[n] for n in place.hits if new.text.words[n].page == now.page]
    said = new.text.said(place.hits if mark.kind in ON_WORDS else range(place.first, place.after))
    return Spot(
        page=now.page,
        right=round(now.box[0] - was.box[0], 2),
        down=round(now.box[1] - was.box[1], 2),
        quads=tuple(quads_of(here)) if mark.kind in ON_WORDS else None,
        quote=said[:1000],
        likeness=round(place.likeness, 1),
    )

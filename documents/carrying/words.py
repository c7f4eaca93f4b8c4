"""The words of a version with their places. Pure.

Boxes are [x0, y0, x1, y1] in page space (points, origin top left); pages count from 1.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float, float, float]
Spoken = tuple[str, Box]
Pair = tuple[str, str]

_ROOM = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands on its page; `key` is what makes two words the same."""

    key: str
    text: str
    page: int
    box: Box


class Text:
    """All words of a version in reading order, found by their keys and by their pages."""

    def __init__(self, pages: Sequence[Iterable[Spoken]]) -> None:
        self.words: list[Word] = []
        self.pages: list[range] = []
        self._where: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[Pair, list[int]] = defaultdict(list)
        for number, page in enumerate(pages, start=1):
            first = len(self.words)
            for text, box in page:
                self._add(Word(key_of(text), text, number, box))
            self.pages.append(range(first, len(self.words)))
        self.keys = [word.key for word in self.words]
        for number, pair in enumerate(pairwise(self.keys)):
            self._pairs[pair].append(number)

    def where(self, key: str) -> Sequence[int]:
        """Return the numbers of all words with this key, in order."""
        return self._where.get(key, ())

    def where_pair(self, pair: Pair) -> Sequence[int]:
        """Return the numbers of all words after which the pair's other word stands, in order."""
        return self._pairs.get(pair, ())

    def on_page(self, page: int) -> range:
        """Return the numbers of the words of a page; none when there is no such page."""
        return self.pages[page - 1] if 1 <= page <= len(self.pages) else range(0)

    def said(self, numbers: Iterable[int]) -> str:
        """Return these words as one line."""
        return " ".join(self.words[number].text for number in numbers)

    def _add(self, word: Word) -> None:
        self._where[word.key].append(len(self.words))
        self.words.append(word)


def key_of(text: str) -> str:
    """Return what of a word counts: composed, small letters, without the signs around it."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(sign if sign.isalnum() else " " for sign in plain).strip()
    return plain[plain.index(bare[0]) : plain.rindex(bare[-1]) + 1] if bare else plain


def quads_of(words: Sequence[Word]) -> list[Box]:
    """Return one box for each line that the words, all of one page, stand on."""
    quads: list[Box] = []
    for word in words:
        if quads and _same_line(quads[-1], word.box):
            quads[-1] = _around(quads[-1], word.box)
        else:
            quads.append(word.box)
    return quads


def is_under(box: Box, quad: Sequence[float]) -> bool:
    """Whether the middle of `box` lies in `quad`."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    x0, y0, x1, y1 = quad
    return x0 - _ROOM <= across <= x1 + _ROOM and y0 - _ROOM <= down <= y1 + _ROOM


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how far two boxes are from each other; 0 when they touch."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return float((across**2 + down**2) ** 0.5)


def _same_line(one: Box, other: Box) -> bool:
    together = min(one[3], other[3]) - max(one[1], other[1])
    return together > min(one[3] - one[1], other[3] - other[1]) / 2


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip

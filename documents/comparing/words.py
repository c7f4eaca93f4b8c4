"""What became of the words from one text to the next. Pure.

First by sentences (difflib), because lines of a PDF break anywhere; then, where sentences were
replaced, by words (rapidfuzz, which is fast and exact on short lists).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import LCSseq

Kind = Literal["same", "changed", "added", "removed"]
Sign = Literal["same", "added", "removed"]
# A sentence ends at its mark, or where a numbered or lettered paragraph begins.
_SENTENCES = re.compile(
    r".+?(?:[.;:!?…](?=\s|$)|\n\s*\n|(?=\n\s*(?:\d+[.)]|[a-zđ]\)|[-+–•]))|$)", re.S
)
_WORDS_AT_MOST = 4000


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words, and the page (1-based) it begins on."""

    words: tuple[str, ...]
    page: int


@dataclass(frozen=True)
class Run:
    """Words that share a fate."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Block:
    """A stretch of both texts: the page in each (None where it has none), and the runs in each."""

    kind: Kind
    page_before: int | None
    page_after: int | None
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def sentences(pages: Sequence[str]) -> list[Sentence]:
    """Return the sentences of a text given page by page; white space means nothing."""
    found = []
    for number, page in enumerate(pages, start=1):
        for part in _SENTENCES.findall(page):
            words = tuple(part.split())
            if words:
                found.append(Sentence(words, number))
    return found


def compare(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """Return the blocks in the order of the text; together they hold every word of both."""
    old, new = sentences(before), sentences(after)
    matcher = SequenceMatcher(None, [s.words for s in old], [s.words for s in new], autojunk=False)
    return [
        _block(old[old_from:old_to], new[new_from:new_to])
        for _tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
    ]


def one_after_the_other(block: Block) -> list[Run]:
    """Return the runs of a changed block as one text: at each place what went, then what came."""
    flow: list[Run] = []
    after = list(block.after)
    for run in block.before:
        if run.sign == "removed":
            flow.append(run)
            continue
        while after and after[0].sign == "added":
            flow.append(after.pop(0))
        flow.append(run)
        after = after[1:]
    return flow + after


def _block(old: Sequence[Sentence], new: Sequence[Sentence]) -> Block:
    pages = (old[0].page if old else None, new[0].page if new else None)
    first, second = _words(old), _words(new)
    if first == second:
        return Block("same", *pages, *((Run("same", " ".join(first)),),) * 2)
    if not first or not second:
        kind: Kind = "added" if second else "removed"
        return Block(kind, *pages, _whole("removed", first), _whole("added", second))
    runs_before, runs_after = _runs(first, second)
    return Block("changed", *pages, runs_before, runs_after)


def _words(found: Sequence[Sentence]) -> list[str]:
    return [word for sentence in found for word in sentence.words]


def _whole(sign: Sign, words: Sequence[str]) -> tuple[Run, ...]:
    return (Run(sign, " ".join(words)),) if words else ()


def _runs(old: list[str], new: list[str]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    if len(old) * len(new) > _WORDS_AT_MOST**2:
        return _whole("removed", old), _whole("added", new)
    before: list[Run] = []
    after: list[Run] = []
    for code in LCSseq.opcodes(old, new):
        was, now = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        same = code.tag == "equal"
        before += _whole("same" if same else "removed", was)
        after += _whole("same" if same else "added", now)
    return tuple(before), tuple(after)

"""Words of a query and of a text: folded or as typed, phrases, and the piece of text to show.

Source of the folding: search ignores diacritics and case, đ is d ("nghi quyet" finds "Nghị quyết");
what is typed with diacritics comes first where it stands exactly so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ecabinet.core.text import fold, nfc

LONGEST_QUERY = 200
MOST_WORDS = 12
BEFORE, SHOWN = 60, 220
NEAR = 30

# Words of texts come again and again; folding one costs more than looking it up.
fold_word = lru_cache(50_000)(fold)

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, as typed (lower case); the last may be only begun."""

    words: tuple[str, ...]
    begun: bool = False

    @property
    def folded(self) -> "Phrase":
        """The same without diacritics."""
        return Phrase(tuple(fold_word(word) for word in self.words), self.begun)


@dataclass(frozen=True)
class Query:
    """Phrases that must all stand in one text. Empty: nothing was asked."""

    phrases: tuple[Phrase, ...]

    @property
    def has_diacritics(self) -> bool:
        """Whether exact hits differ from folded ones."""
        return self.phrases != self.folded.phrases

    @property
    def folded(self) -> "Query":
        """The same without diacritics."""
        return Query(tuple(phrase.folded for phrase in self.phrases))

    @property
    def as_one(self) -> "Query":
        """All words as one phrase: syllables of one Vietnamese word belong together."""
        words = tuple(word for phrase in self.phrases for word in phrase.words)
        return Query((Phrase(words, self.phrases[-1].begun),) if words else ())


@dataclass(frozen=True)
class Piece:
    """A run of shown text; `hit` when it was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    exact: str
    folded: str


def words_of(text: str) -> list[str]:
    """Return the words of `text`, composed and in lower case."""
    return _WORD.findall(nfc(text).lower())


def read_query(typed: str) -> Query:
    """Return what somebody typed: "words in quotes" belong together, the last may be begun."""
    typed = nfc(typed)[:LONGEST_QUERY]
    found: list[Phrase] = []
    for quoted, bare in _PART.findall(typed):
        words = words_of(quoted or bare)
        if quoted and words:
            found.append(Phrase(tuple(words)))
        else:
            found += [Phrase((word,)) for word in words]
    found = found[:MOST_WORDS]
    if found and typed[-1].isalnum() and not typed.count('"') % 2:
        found[-1] = Phrase(found[-1].words, begun=True)
    return Query(tuple(found))


def show(text: str, query: Query, *, whole: bool = False) -> tuple[Piece, ...]:
    """Return `text`, or the part of it where the query stands best, with the hits apart.

    Exact places are marked when there are any, otherwise those without regard to diacritics.
    """
    text = nfc(" ".join(text.split()))
    tokens = [
        _Token(m.start(), m.end(), m[0].lower(), fold_word(m[0].lower()))
        for m in _WORD.finditer(text)
    ]
    spans = _spans(tokens, query)
    if whole:
        return tuple(_cut(text, spans, 0, len(text)))
    start, end = _window(text, tokens, spans)
    pieces = list(_cut(text, spans, start, end))
    if start:
        pieces.insert(0, Piece("…"))
    if end < len(text):
        pieces.append(Piece("…"))
    return tuple(pieces)


def _spans(tokens: Sequence[_Token], query: Query) -> list[tuple[int, int]]:
    """Where the query stands, as (first token, last token): as one phrase, else each phrase."""
    written, folded = [t.exact for t in tokens], [t.folded for t in tokens]
    for wanted in (query.as_one, query):
        for exact in (True, False) if query.has_diacritics else (False,):
            words = written if exact else folded
            phrases = (wanted if exact else wanted.folded).phrases
            found = [_places(words, phrase) for phrase in phrases]
            if found and all(found):
                return sorted({span for spans in found for span in spans})
    return []


def _places(words: Sequence[str], phrase: Phrase) -> list[tuple[int, int]]:
    wanted, last = phrase.words, len(phrase.words) - 1
    first = wanted[0]
    starts = (
        [at for at, word in enumerate(words) if word.startswith(first)]
        if phrase.begun and last == 0
        else [at for at, word in enumerate(words[: len(words) - last]) if word == first]
    )
    return [
        (at, at + last)
        for at in starts
        if all(
            words[at + i].startswith(word) if phrase.begun and i == last else words[at + i] == word
            for i, word in enumerate(wanted[1:], start=1)
        )
    ]


def _window(
    text: str, tokens: Sequence[_Token], spans: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The stretch of characters to show: where most hits stand near each other."""
    if not spans:
        return 0, _word_end(tokens, SHOWN, len(text))
    best = max(spans, key=lambda span: sum(0 <= s[0] - span[0] < NEAR for s in spans))
    first = tokens[best[0]].start
    start = next((t.start for t in tokens if t.start >= first - BEFORE), first)
    if start <= BEFORE // 2:
        start = 0
    return start, _word_end(tokens, start + SHOWN, len(text))


def _word_end(tokens: Sequence[_Token], limit: int, length: int) -> int:
    if length <= limit:
        return length
    return max((t.end for t in tokens if t.end <= limit), default=limit)


def _cut(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    at = start
    for first, last in spans:
        begins, ends = max(tokens[first][0], at), min(tokens[last][1], end)
        if begins >= ends:
            continue
        if begins > at:
            yield Piece(text[at:begins])
        yield Piece(text[begins:ends], hit=True)
        at = ends
    if at < end:
        yield Piece(text[at:end])

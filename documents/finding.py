"""Finding words in the text of a paper as people type them: with few marks, or none.

A letter typed plainly stands for itself with any marks ("nghi quyet" finds "Nghị quyết"); one typed
with marks is found with these and perhaps more ("quyêt" finds "quyết", not "quyét").
"""

import functools
import re
import unicodedata
from collections import defaultdict

from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc

SHORTEST = 2
# Where Unicode keeps the composed letters of Vietnamese and its neighbours.
_COMPOSED = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00))


def words_pattern(typed: str) -> str:
    """Return the regular expression, for texts in NFC and without regard to case.

    Words may be parted by any blanks or an end of line. Raises Invalid when there is too little.
    """
    words = nfc(typed).split()
    if sum(map(len, words)) < SHORTEST:
        raise Invalid("search.too_short", field="text")
    return r"\s+".join("".join(_letter(c) for c in word.lower()) for word in words)


def compiled(typed: str) -> re.Pattern[str]:
    """Return `words_pattern` ready for use."""
    return re.compile(words_pattern(typed), re.IGNORECASE)


def _letter(typed: str) -> str:
    base, marks = _taken_apart(typed)
    fit = "".join(c for c, has in _family()[base] if marks <= has)
    return f"[{re.escape(typed)}{fit}]" if fit else re.escape(typed)


def _taken_apart(letter: str) -> tuple[str, frozenset[str]]:
    if letter == "đ":
        return "d", frozenset("đ")
    apart = unicodedata.normalize("NFD", letter)
    return apart[0], frozenset(apart[1:])


@functools.cache
def _family() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The small letters with marks, by the letter under the marks."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for code in (code for block in _COMPOSED for code in block):
        letter = chr(code)
        base, marks = _taken_apart(letter)
        if marks and letter.islower():
            found[base].append((letter, marks))
    return found

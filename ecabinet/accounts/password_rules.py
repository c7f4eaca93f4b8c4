"""Which passwords are taken: long ones that nobody guesses. No rules of composition (NIST 800-63B).

Length counts characters. What is guessable is estimated by zxcvbn, with Vietnamese words, rows of
keys and everything an acquaintance knows: name, user name, units, the office's name.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zxcvbn import matching, scoring

from ecabinet.accounts.keystrokes import typed_forms
from ecabinet.core.errors import Invalid
from ecabinet.core.text import fold

LONGEST = 256
LOOKED_AT = 72
"""Letters that are looked at: the estimate takes time that grows with the square of the length."""

GUESSES = (1e4, 1e6, 1e9, 1e12)
"""From how many guesses on a password is a step stronger; the third step is needed."""

NEEDED = 3
OURS = ("ecabinet", "e-cabinet", "cabinet")
SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Strength:
    """0 (guessed at once) to 4; `names` tells that it leans on what others know of the person."""

    score: int
    names: bool


def check_password(password: str, context: Sequence[str], shortest: int) -> None:
    """Take the password or say what is wrong with it.

    Raises:
        Invalid: too short, too long, or easily guessed.
    """
    letters = len(unicodedata.normalize("NFC", password))
    if letters < shortest:
        raise Invalid("person.weak_password", length=shortest, field="password")
    if letters > LONGEST:
        raise Invalid("person.long_password", length=LONGEST, field="password")
    found = strength(password, context)
    if found.score < NEEDED:
        code = "person.password_names_you" if found.names else "person.guessable_password"
        raise Invalid(code, field="password")


def strength(password: str, context: Sequence[str]) -> Strength:
    """Return how hard the password is to guess for somebody who knows `context`."""
    folded = fold(password)
    looks = {password, folded, SEPARATORS.sub("", folded)}
    return min((_estimate(look, context) for look in looks), key=lambda found: found.score)


def _estimate(look: str, context: Sequence[str]) -> Strength:
    dictionaries = {
        **matching.RANKED_DICTIONARIES,
        "vietnamese": _vietnamese(),
        "context": matching.build_ranked_dict(_known_words((*context, *OURS))),
    }
    short = look[:LOOKED_AT]
    found = scoring.most_guessable_match_sequence(short, matching.omnimatch(short, dictionaries))
    score = sum(found["guesses"] >= step for step in GUESSES)
    names = any(m.get("dictionary_name") == "context" for m in found["sequence"])
    return Strength(score, names)


def _known_words(texts: Iterable[str]) -> list[str]:
    """Every way to write each text: its words, run together, initials, the keys pressed for it."""
    found: dict[str, None] = {}
    for text in texts:
        words = [w for w in SEPARATORS.split(fold(text)) if w]
        ways = [words, list(reversed(words)), *typed_forms(text)]
        found |= dict.fromkeys((text.casefold(), "".join(w[0] for w in words)))
        found |= dict.fromkeys("".join(way) for way in ways)
        found |= dict.fromkeys(word for way in ways for word in way)
    return [form for form in found if len(form) > 1]


@functools.cache
def _vietnamese() -> dict[str, int]:
    file = Path(__file__).with_name("password_words.txt")
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    texts = [line for line in lines if line and not line.startswith("#")]
    ranked: dict[str, int] = matching.build_ranked_dict(_known_words(texts))
    return ranked

"""Vietnamese words as the keys that are pressed for them in Telex and VNI.

Somebody who types "mật khẩu" into a password box where no accents come out leaves "maatj khaaru"
or "mat65 khau63": for a guesser that is the same common word.
"""

import unicodedata
from dataclasses import dataclass
from itertools import product

CIRCUMFLEX = "\u0302"


@dataclass(frozen=True)
class Typing:
    """A way to type: keys for shapes (ă, ơ; â is its vowel again in Telex), tones, and đ."""

    shapes: dict[str, str]
    tones: dict[str, str]
    stroke: str


TELEX = Typing(
    {CIRCUMFLEX: "", "\u0306": "w", "\u031b": "w"},
    {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"},
    "d",
)
VNI = Typing(
    {CIRCUMFLEX: "6", "\u0306": "8", "\u031b": "7"},
    {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"},
    "9",
)


def typed_forms(text: str) -> list[list[str]]:
    """Return the words of `text` in each way to type them: marks at once, or after the word."""
    words = unicodedata.normalize("NFD", text.casefold()).split()
    return [
        [_typed(word, typing, late_shape, late_tone) for word in words]
        for typing, late_shape, late_tone in product((TELEX, VNI), (False, True), (False, True))
    ]


def _typed(word: str, typing: Typing, late_shape: bool, late_tone: bool) -> str:
    keys, shapes, tones, vowel = "", "", "", ""
    for letter in word:
        if letter in typing.tones:
            tone = typing.tones[letter]
            keys, tones = (keys, tones + tone) if late_tone else (keys + tone, tones)
        elif letter in typing.shapes:
            shape = typing.shapes[letter] or vowel
            keys, shapes = (keys, shapes + shape) if late_shape else (keys + shape, shapes)
        else:
            keys += "d" + typing.stroke if letter == "đ" else letter
            vowel = letter
    return keys + shapes + tones

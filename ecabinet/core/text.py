"""Vietnamese text: normal form, folding for search, and the order of names in lists."""

import unicodedata

_ALPHABET = "aăâbcdđeêghijklmnoôơpqrstuưvwxyzf"
_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """Return `text` in the composed form in which everything is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` without case and diacritics, đ as d: "nghi quyet" finds "Nghị quyết"."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def _letter_key(letter: str) -> tuple[int, int]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[c] for c in decomposed if c in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    # Spaces and signs come before all letters, so that "An Bình" stands before "Ánh".
    return (0x100 + _RANK[base] if base in _RANK else min(ord(base[0]), 0xFF)), tone


def collation_key(text: str) -> str:
    """Return a key that sorts as the Vietnamese alphabet does: letters first, then tones."""
    keys = [_letter_key(c) for c in nfc(text).casefold()]
    letters = "".join(chr(rank) for rank, _ in keys)
    return letters + " " + "".join(str(tone) for _, tone in keys)


def name_sort_key(name: str) -> str:
    """Return the key of a person's name, family-first, sorted by given name in people lists."""
    parts = nfc(name).split()
    return collation_key(" ".join([*parts[-1:], *parts[:-1]]))

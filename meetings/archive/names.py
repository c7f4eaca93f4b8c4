"""Names in an archive that unpack anywhere. Pure.

Whatever somebody called a file or an item: no path parts, no signs that Windows or a shell takes
for something else, NFC, short enough for a folder deep on a Windows disk, and each name once even
where capitals do not count.
"""

import re

from ecabinet.core.text import nfc

LONGEST, LONGEST_BYTES = 80, 180
"""Of a name without its ending. Windows counts 260 letters with all folders, Linux 255 bytes."""
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+'
)
# Windows takes these for machines, whatever the ending.
_MACHINES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class Names:
    """Gives out names; `take` never gives the same twice."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def take(self, folder: str, name: str, ending: str) -> str:
        """Return a free path `folder/name.ending`; `folder` is ours, `name` is anybody's."""
        stem, number = clean(name), 1
        while True:
            more = f" ({number})" if number > 1 else ""
            path = f"{folder}/{stem}{more}.{ending}".lstrip("/")
            if path.casefold() not in self._taken:
                self._taken.add(path.casefold())
                return path
            number += 1


def clean(name: str) -> str:
    """Return `name` as a file may be called, without an ending."""
    flat = " ".join(_UNSAFE.sub("-", nfc(name)).split()).strip(". -")
    short = flat[:LONGEST].encode()[:LONGEST_BYTES].decode(errors="ignore").rstrip(". -")
    if _MACHINES.match(short):
        short = f"_{short}"
    return short or "tep"


def stem_of(filename: str) -> str:
    """Return a file's name without its ending."""
    stem, dot, ending = filename.rpartition(".")
    return stem if dot and 0 < len(ending) <= 5 else filename

"""Finds the mark of secrecy that the law puts on top of a secret document. Pure.

By Nghị định 26/2020/NĐ-CP the mark (MẬT, TỐI MẬT, TUYỆT MẬT) stands alone in capitals, framed,
below the symbol. Such documents do not go on ordinary networks.
"""

import re
from collections.abc import Sequence

from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc

# The longer marks first: "TỐI MẬT" holds "MẬT".
LEVELS = {"TUYỆT MẬT": 3, "TỐI MẬT": 2, "MẬT": 1}
# The mark stands in the head of the first page, not in its text.
HEAD_LINES = 25


def secrecy_of(first_page: str) -> int:
    """Return 0 (none), 1 (mật), 2 (tối mật) or 3 (tuyệt mật) as marked on the first page."""
    lines = [line for line in nfc(first_page).splitlines() if line.strip()][:HEAD_LINES]
    found = [LEVELS[mark] for line in lines for mark in LEVELS if _stands_alone(mark, line)]
    return max(found, default=0)


# What the head of a letter has in its other column, on the same height as the mark: extracted, both
# are one line. Place and day, the heads of Party and State letters, the symbol.
_NEIGHBOURS = re.compile(
    r"""\s* (?: [^,]{2,40}, \s* ngày \b .{0,40}
    | ĐẢNG \s CỘNG \s SẢN \s VIỆT \s NAM
    | CỘNG \s HÒA \s XÃ \s HỘI \s CHỦ \s NGHĨA \s VIỆT \s NAM
    | Độc \s lập \s* [-–] \s* Tự \s do \s* [-–] \s* Hạnh \s phúc
    | Số \s* :? \s* [\d.…]* \s* [-/] \s* [\w-]+ (?: / [\w-]+ )? ) \s*""",
    re.VERBOSE,
)


def _stands_alone(mark: str, line: str) -> bool:
    """Whether `line` is the mark and nothing else but what stands beside it in the head."""
    words = line.split()
    cuts = range(1, min(len(words), 12))
    beside = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    return _is_mark(mark, line) or any(
        (_is_mark(mark, first) and _NEIGHBOURS.fullmatch(second))
        or (_is_mark(mark, second) and _NEIGHBOURS.fullmatch(first))
        for first, second in beside
    )


def _is_mark(mark: str, text: str) -> bool:
    """Whether `text` is the mark; letters may be spaced, the frame drawn."""
    letters = re.sub(r"[\s|_\-–—\[\]().:*]+", "", text)
    return letters == mark.replace(" ", "")


class SecretPaper(Invalid):
    """The paper carries a mark of secrecy; such papers are not taken here."""


def refuse_secret(pages: Sequence[str], *, allowed: bool) -> None:
    """Raise SecretPaper when the first of `pages` carries a mark and the office takes none."""
    if not allowed and pages and secrecy_of(pages[0]):
        raise SecretPaper("paper.secret_mark")

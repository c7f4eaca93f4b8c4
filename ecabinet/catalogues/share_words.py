"""Shares of a whole in words, and back: "trên 1/2", "từ 2/3", "tất cả"."""

import re

from flask_babel import gettext as _

from ecabinet.catalogues.values import Share
from ecabinet.core.text import fold

WRITTEN = re.compile(r"(?P<how>\D*?)\s*(?P<numerator>\d{1,3})\s*/\s*(?P<denominator>\d{1,3})\s*\D*")
MORE = (">", "tren", "qua", "hon", "more", "over")
LEAST = (">=", "≥", "tu", "it nhat", "at least")
ALL = ("tat ca", "toan the", "all")


def share_words(share: Share) -> str:
    """Return a share in the reader's language."""
    if share.numerator == share.denominator:
        return _("tất cả")
    fraction = f"{share.numerator}/{share.denominator}"
    if share.strict:
        return _("trên %(fraction)s", fraction=fraction)
    return _("từ %(fraction)s", fraction=fraction)


def read_share(text: str) -> dict[str, int | bool]:
    """Return what `text` means, for `Share` to check. Raises ValueError when it is no share."""
    plain = fold(text).strip()
    if plain in ALL:
        return {"numerator": 1, "denominator": 1, "strict": False}
    found = WRITTEN.fullmatch(plain)
    how = found["how"].strip() if found else ""
    strict, least = how.startswith(MORE) and not how.startswith(">="), how.startswith(LEAST)
    if found is None or not (strict or least):
        raise ValueError("catalogue.bad_share")
    return {
        "numerator": int(found["numerator"]),
        "denominator": int(found["denominator"]),
        "strict": strict,
    }

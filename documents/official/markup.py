"""User text as reportlab paragraph markup: composed, cleaned and escaped."""

import re
import unicodedata
from typing import NewType
from xml.sax.saxutils import escape

Markup = NewType("Markup", str)

# As 27-QĐ/TW, 84-CTr/TU, 42/2014/QĐ-TTg: what a reader would misread when broken over two lines.
_SYMBOL = re.compile(r"(?<!\S)([Ss]ố:?) (?=\d+\S*[-/]\S)")
NO_BREAK = "\u00a0"


def clean(text: str) -> str:
    """Return `text` in NFC, with single spaces for all that cannot be printed."""
    composed = unicodedata.normalize("NFC", text)
    kept = (c if c == NO_BREAK or c.isprintable() else " " for c in composed)
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def whole(text: str) -> str:
    """Return `text`, as a person's name, such that it never breaks over two lines."""
    return clean(text).replace(" ", NO_BREAK)


def plain(text: str) -> Markup:
    """Return `text` as markup that shows it letter by letter."""
    return Markup(escape(clean(text)))


def bound(text: str) -> Markup:
    """Return `text` as markup; the word "số" stays on the line of its symbol."""
    return Markup(escape(_SYMBOL.sub(rf"\1{NO_BREAK}", clean(text))))


def strong(text: str) -> Markup:
    """Return `text` as bold markup."""
    return Markup(f"<b>{plain(text)}</b>")


def emphasised(text: str) -> Markup:
    """Return `text` as italic markup."""
    return Markup(f"<i>{plain(text)}</i>")


def joined(*parts: Markup | str) -> Markup:
    """Return parts put together; strings that are no markup must be our own words."""
    return Markup("".join(parts))


def upper_first(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` to continue a sentence, unless its first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]

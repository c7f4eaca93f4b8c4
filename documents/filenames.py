"""Names of files, safe to store and to put into a header. Pure."""

import re
from urllib.parse import quote

from documents.media_types import EXTENSIONS
from ecabinet.core.text import fold, nfc

NAME_LIMIT = 150
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def safe_name(given: str, media_type: str) -> str:
    """Return a name without path or control characters, its ending true to the content."""
    last = re.split(r"[/\\]", nfc(given))[-1]
    clean = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    ending = EXTENSIONS[media_type]
    stem, dot, given_ending = clean.rpartition(".")
    if dot and given_ending.casefold() in {*EXTENSIONS.values(), "jpeg", "tif"}:
        clean = stem.strip(". ")
    return f"{clean[:NAME_LIMIT].rstrip() or 'tep'}.{ending}"


def content_disposition(name: str, *, attachment: bool) -> str:
    """Return the header value (RFC 6266): an ASCII name for old readers, and the real one."""
    kind = "attachment" if attachment else "inline"
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", fold_keeping_case(name))
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def fold_keeping_case(text: str) -> str:
    """Return `text` without diacritics, capitals kept: "Tờ trình" → "To trinh"."""
    folded = (fold(letter) for letter in nfc(text))
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(nfc(text), folded, strict=True)
    )

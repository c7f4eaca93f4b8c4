"""What is known of units, as commands take it: trimmed, composed, on one line."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from ecabinet.core.text import nfc

# Control letters and marks of direction: two names that look alike must be alike.
UNSEEN = ("Cc", "Cf")


def tidy(text: str) -> str:
    """Return `text` composed, on one line, without double spaces and letters nobody sees."""
    seen = (c for c in " ".join(nfc(text).split()) if unicodedata.category(c) not in UNSEEN)
    return "".join(seen).strip()


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("missing")
    return text


_NAME = StringConstraints(strip_whitespace=True, min_length=1, max_length=200)
_CODE = StringConstraints(strip_whitespace=True, pattern=r"^[\w.&-]{1,30}$")
_WHY = StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
_NEEDED = AfterValidator(_not_empty)
Name = Annotated[str, _NAME, AfterValidator(tidy), _NEEDED]
Code = Annotated[str, _CODE, AfterValidator(tidy), _NEEDED]
Reason = Annotated[str, StringConstraints(max_length=500), AfterValidator(tidy)]
Why = Annotated[str, _WHY, AfterValidator(tidy), _NEEDED]

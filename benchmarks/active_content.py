"""What acts in a PDF file that was served: looked for in another way than the product does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ACTIVE = (
    b"JavaScript",
    b"Launch",
    b"OpenAction",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"XFA",
    b"SubmitForm",
)
ACTING = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition")
_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.S)
_ACTIVE_NAMES = re.compile(rb"/(?:" + b"|".join(ACTIVE) + rb")(?![A-Za-z0-9])")


def active_in(served: Path) -> set[str]:
    """Return what acts in a file: names in its bytes outside of streams, and keys read by pypdf."""
    content = served.read_bytes()
    found = {name.decode() for name in _ACTIVE_NAMES.findall(_STREAMS.sub(b"", content))}
    reader = pypdf.PdfReader(served)
    for holder in _dictionaries(reader.trailer):
        found |= {key for key in holder if key[1:].encode() in ACTIVE}
        if holder.get("/S") in ACTING:
            found.add(str(holder.get("/S")))
    return found


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached; on purpose not the product's own walk."""
    waiting: list[object] = [root]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            yield value
            waiting += value.values()
        elif isinstance(value, ArrayObject):
            waiting += value

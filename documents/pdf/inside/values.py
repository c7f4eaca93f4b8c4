"""Values out of a stranger's dictionaries: what they are by kind, size and range, else None."""

import re
import unicodedata
from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from documents.pdf.inside.active import resolve
from documents.pdf.inside.geometry import PageFrame

_HUGE = 1e9
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")
Box = tuple[float, float, float, float]


def number(value: object) -> float | None:
    """Return a finite number."""
    found = resolve(value)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    # A file may write a whole number of a thousand digits, which no float can hold.
    return float(found) if abs(found) < _HUGE else None


def numbers(value: object, at_most: int) -> list[float] | None:
    """Return an array of at most so many finite numbers; None for anything else in it."""
    found = resolve(value)
    if not isinstance(found, ArrayObject) or len(found) > at_most:
        return None
    read = [number(each) for each in found]
    return None if None in read else [each for each in read if each is not None]


def points(values: Sequence[float], frame: PageFrame) -> list[list[float]]:
    """Return pairs of user space as points of page space."""
    pairs = zip(values[::2], values[1::2], strict=False)
    return [[round(part, 2) for part in frame.to_page(pair)] for pair in pairs]


def box(value: object, frame: PageFrame) -> Box | None:
    """Return a rectangle, or the four corners of a quadrilateral, as a box of page space."""
    read = value if isinstance(value, list) else numbers(value, 4)
    if read is None or len(read) not in (4, 8):
        return None
    across, down = zip(*points(read, frame), strict=True)
    return min(across), min(down), max(across), max(down)


def within(found: Box, frame: PageFrame) -> list[float] | None:
    """Return the part of a box that lies on the page."""
    width, height = frame.size
    x0, y0 = max(found[0], 0.0), max(found[1], 0.0)
    x1, y1 = min(found[2], width), min(found[3], height)
    return [round(part, 2) for part in (x0, y0, x1, y1)] if x1 >= x0 and y1 >= y0 else None


def words(value: object, at_most: int) -> str:
    """Return a text in NFC without control characters; what is too long is cut and says so."""
    found = resolve(value)
    if not isinstance(found, str | bytes):
        return ""
    text = _decoded(found) if isinstance(found, bytes) else str(found)
    text = text[: 4 * at_most].replace("\r\n", "\n").replace("\r", "\n")
    # Half a surrogate can neither be stored nor sent.
    text = text.encode("utf-8", "ignore").decode()
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = unicodedata.normalize("NFC", kept).strip()
    return kept if len(kept) <= at_most else kept[: at_most - 1] + "…"


def _decoded(found: bytes) -> str:
    if found.startswith(BOM_UTF16_BE):
        return found[2:].decode("utf-16-be", "ignore")
    return found.decode("latin-1")


def colour(parts: Sequence[float] | None) -> str | None:
    """Return a colour of the file (grey, RGB or CMYK, each part from 0 to 1) as #rrggbb."""
    if not parts or len(parts) not in (1, 3, 4):
        return None
    light = [min(max(part, 0.0), 1.0) for part in parts]
    if len(light) == 4:
        cyan, magenta, yellow, black = light
        light = [(1 - part) * (1 - black) for part in (cyan, magenta, yellow)]
    red, green, blue = light * 3 if len(light) == 1 else light
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def moment(value: object) -> str | None:
    """Return a date of the file (7.9.4) in ISO format; one without a zone counts as UTC."""
    read = _DATE.match(words(value, 40))
    if read is None:
        return None
    year, month, day, hour, minute, second = (
        int(part or low) for part, low in zip(read.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
    )
    away = timedelta(hours=int(read[8] or 0), minutes=int(read[9] or 0))
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return (at - away if read[7] == "+" else at + away).isoformat()
    except (ValueError, OverflowError):
        return None


def child(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return a dictionary within another, an empty one when there is none."""
    found = resolve(holder.get(key))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def flags(holder: DictionaryObject) -> int:
    """Return the flags of an annotation."""
    found: Any = number(holder.get("/F"))
    return int(found) if found is not None and 0 <= found < 1 << 16 else 0

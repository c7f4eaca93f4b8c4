"""Marks on a page as they come over the wire (see `documents.marks`), ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

Kind = Literal[
    "ink", "highlight", "underline", "strikeout", "note", "reply",
    "line", "arrow", "rectangle", "ellipse", "text", "stamp",
]  # fmt: skip
WORDED = ("text", "stamp")
"""Kinds that are words drawn on the page."""

STAMP_WORDS = {
    "seen": "ĐÃ XEM",
    "agreed": "ĐỒNG Ý",
    "disagreed": "KHÔNG ĐỒNG Ý",
    "review": "XEM LẠI",
    "revise": "CẦN SỬA",
    "done": "ĐÃ XỬ LÝ",
}
BROUGHT = " (nhập từ tệp)"
"""What is added to the name of an author whom only a file names; taken off when read again."""
Colour = tuple[float, float, float]
PairOfFloats = tuple[float, float]


def _colour(value: str) -> Colour:
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return round(red, 4), round(green, 4), round(blue, 4)


def _moment(value: str) -> str:
    """Return the moment as PDF writes it, in UTC."""
    return datetime.fromisoformat(value).astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


@dataclass(frozen=True, slots=True)
class PageMark:
    """One mark; lengths in points of page space, `colour` and `opacity` from 0 to 1."""

    id: str
    kind: Kind
    layer: str
    page: int
    author: str
    created: str
    modified: str
    text: str
    colour: Colour
    opacity: float
    width: float
    strokes: tuple[tuple[PairOfFloats, ...], ...]
    quads: tuple[tuple[float, ...], ...]
    point: PairOfFloats | None
    ends: tuple[PairOfFloats, ...]
    box: tuple[float, float, float, float] | None
    size: float
    stamp: str
    parent: str
    state: str

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "PageMark":
        """Read a mark; what its kind does not use may be absent."""
        point = wire.get("point")
        return cls(
            id=str(wire["id"]),
            kind=wire["kind"],
            layer=wire["layer"],
            page=wire["page"],
            author=_signed(wire["author"]),
            created=_moment(wire["created_at"]),
            modified=_moment(wire.get("modified_at") or wire["created_at"]),
            text=wire.get("text") or wire.get("quote") or "",
            ends=tuple((x, y) for x, y in wire.get("ends") or ()),
            box=tuple(wire["box"]) if wire.get("box") else None,
            size=float(wire.get("size") or 12.0),
            stamp=wire.get("stamp") or "",
            parent=str(wire.get("parent") or ""),
            state=wire.get("state") or "",
            colour=_colour(wire.get("color") or "#1d4f91"),
            opacity=float(wire.get("opacity") or 1.0),
            width=float(wire.get("width") or 2.0),
            strokes=tuple(tuple((x, y) for x, y in s) for s in wire.get("strokes") or ()),
            quads=tuple(tuple(quad) for quad in wire.get("quads") or ()),
            point=(point[0], point[1]) if point else None,
        )


def _signed(author: dict[str, Any]) -> str:
    """Return who is named as the author: whoever acted, and on whose behalf."""
    deputy = author.get("deputy")
    if author.get("brought_by"):
        return f"{author['name']}{BROUGHT}"
    return f"{deputy} (làm thay {author['name']})" if deputy else str(author["name"])

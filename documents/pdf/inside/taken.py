"""An annotation of a stranger's file as one of our marks (ISO 32000-1, 12.5).

The shapes are those of `annotation.py`, read backwards. What a mark cannot say (a filled frame, a
stamp with a picture of its own, a call-out) is None: it stays in the file, and is drawn with it.
"""

import re
from collections.abc import Callable
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from documents.marks import POINTS_LIMIT, TEXT_LIMIT
from documents.pdf.inside.active import resolve
from documents.pdf.inside.annotation import STAMPS
from documents.pdf.inside.geometry import PageFrame
from documents.pdf.inside.marks import BROUGHT
from documents.pdf.inside.values import (
    Box,
    box,
    child,
    colour,
    flags,
    moment,
    number,
    numbers,
    points,
    within,
    words,
)

NAME_LIMIT = 120
_QUADS, _STROKES = 500, 500
_UNSEEN = 2 | 32  # Hidden, NoView.
_STAMP_NAMES = {name: stamp for stamp, name in STAMPS.items()}
_SETTLED = {
    "Completed": "resolved", "Accepted": "resolved", "Rejected": "resolved",
    "Cancelled": "resolved", "None": "reopened",
}  # fmt: skip
_ARROWS = ("/OpenArrow", "/ClosedArrow", "/ROpenArrow", "/RClosedArrow")
_FONT_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf\b")
_FILL = re.compile(r"((?:[\d.]+\s+){1,4})(?:g|rg|k)\b")

Found = dict[str, Any]
Shape = Callable[[DictionaryObject, PageFrame], Found | None]


def mark_of(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    """Return what is drawn, with its words, author and dates; None when it stays in the file."""
    subtype = str(resolve(entry.get("/Subtype")))
    if subtype not in _SHAPES or flags(entry) & _UNSEEN:
        return None
    shape = _SHAPES[subtype](entry, frame)
    if shape is None:
        return None
    opacity = number(entry.get("/CA"))
    looks = {
        "color": colour(numbers(entry.get("/C"), 4)) or "#000000",
        "opacity": min(max(1.0 if opacity is None else opacity, 0.05), 1.0),
    }
    return {**_said(entry), **looks, **shape}


def reply_of(entry: DictionaryObject) -> Found | None:
    """Return a note in reply to another annotation: its words, or that the matter is settled."""
    if resolve(entry.get("/Subtype")) != "/Text" or resolve(entry.get("/RT")) == "/Group":
        return None
    said = {"kind": "reply", **_said(entry)}
    if "/State" in entry or "/StateModel" in entry:
        settled = _SETTLED.get(words(entry.get("/State"), 40))
        if words(entry.get("/StateModel"), 40) != "Review" or settled is None:
            return None
        said["state"] = settled
    return said if said["text"] or said.get("state") else None


def _said(entry: DictionaryObject) -> Found:
    name = words(entry.get("/T"), NAME_LIMIT)
    changed = moment(entry.get("/M"))
    return {
        "text": words(entry.get("/Contents"), TEXT_LIMIT),
        "author": " ".join(name.removesuffix(BROUGHT).split()),
        "created": moment(entry.get("/CreationDate")) or changed,
        "modified": changed,
    }


def _width(entry: DictionaryObject) -> float | None:
    """The width of its line in points; None when it has none that could be drawn."""
    width = number(child(entry, "/BS").get("/W"))
    if width is None:
        border = numbers(entry.get("/Border"), 4)
        width = border[2] if border and len(border) > 2 else 1.0
    return min(max(width, 0.1), 60.0) if width > 0 else None


def _ink(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    lists, width = resolve(entry.get("/InkList")), _width(entry)
    if not isinstance(lists, ArrayObject) or width is None or len(lists) > _STROKES:
        return None
    strokes, left = [], POINTS_LIMIT
    for each in lists:
        values = numbers(each, 2 * left)
        if values is None or len(values) < 2:
            return None
        strokes.append(points(values, frame))
        left -= len(values) // 2
    return {"kind": "ink", "strokes": strokes, "width": width} if strokes else None


def _marker(kind: str) -> Shape:
    def read(entry: DictionaryObject, frame: PageFrame) -> Found | None:
        values = numbers(entry.get("/QuadPoints"), 8 * _QUADS)
        if values is None:
            values = None if "/QuadPoints" in entry else numbers(entry.get("/Rect"), 4)
        step = 4 if values and len(values) == 4 else 8
        if not values or len(values) % step:
            return None
        fields = [values[at : at + step] for at in range(0, len(values), step)]
        quads = [within(found, frame) for field in fields if (found := box(field, frame))]
        if not quads or None in quads:
            return None
        return {"kind": kind, "quads": quads, "fields": fields}

    return read


def _note(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    at = box(entry.get("/Rect"), frame)
    return {"kind": "note", "point": [at[0], at[1]]} if at else None


def _free_text(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    at = box(entry.get("/Rect"), frame)
    inside = within(at, frame) if at else None
    said = words(entry.get("/Contents"), TEXT_LIMIT)
    if inside is None or not said or resolve(entry.get("/IT")) == "/FreeTextCallout":
        return None
    usual = words(entry.get("/DA"), 400)
    size, fill = _FONT_SIZE.search(usual), _FILL.search(usual)
    parts = [float(part) for part in fill[1].split() if part.count(".") < 2] if fill else None
    letters = float(size[1]) if size else 0.0
    return {
        "kind": "text",
        "box": inside,
        "size": min(max(letters or 12.0, 6.0), 72.0),
        "color": colour(parts) or "#000000",
    }


def _frame_shape(kind: str) -> Shape:
    def read(entry: DictionaryObject, frame: PageFrame) -> Found | None:
        outer, width = box(entry.get("/Rect"), frame), _width(entry)
        if outer is None or width is None or numbers(entry.get("/IC"), 4):
            return None
        inside = within(_inset(outer, entry, width), frame)
        return {"kind": kind, "box": inside, "width": width} if inside else None

    return read


def _inset(outer: Box, entry: DictionaryObject, width: float) -> Box:
    """The middle of the line: what surrounds it belongs to the line, or is said by /RD."""
    around = numbers(entry.get("/RD"), 4)
    by = max(around) if around and len(around) == 4 else width / 2
    by = min(max(by, 0.0), (outer[2] - outer[0]) / 2, (outer[3] - outer[1]) / 2)
    return outer[0] + by, outer[1] + by, outer[2] - by, outer[3] - by


def _line(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    values, width = numbers(entry.get("/L"), 4), _width(entry)
    if values is None or len(values) != 4 or width is None:
        return None
    ends = points(values, frame)
    heads = resolve(entry.get("/LE"))
    styles = [resolve(each) for each in heads[:2]] if isinstance(heads, ArrayObject) else []
    pointed = [style in _ARROWS for style in styles]
    if pointed == [True, False]:
        ends.reverse()
    return {"kind": "arrow" if any(pointed) else "line", "ends": ends, "width": width}


def _stamp(entry: DictionaryObject, frame: PageFrame) -> Found | None:
    at = box(entry.get("/Rect"), frame)
    inside = within(at, frame) if at else None
    stamp = _STAMP_NAMES.get(str(resolve(entry.get("/Name"))))
    # Its words are the stamp's own.
    return (
        {"kind": "stamp", "box": inside, "stamp": stamp, "text": ""} if inside and stamp else None
    )


_SHAPES: dict[str, Shape] = {
    "/Ink": _ink,
    "/Highlight": _marker("highlight"),
    "/Underline": _marker("underline"),
    "/StrikeOut": _marker("strikeout"),
    "/Text": _note,
    "/FreeText": _free_text,
    "/Square": _frame_shape("rectangle"),
    "/Circle": _frame_shape("ellipse"),
    "/Line": _line,
    "/Stamp": _stamp,
}

"""Marks for tests, as tablets send them."""

from typing import Any
from uuid import uuid4

from documents.marks import NewMark


def ink(**fields: Any) -> dict[str, Any]:
    """A stroke on page 1."""
    made = {
        "id": str(uuid4()), "layer": "meeting", "kind": "ink", "page": 1, "color": "#b3261e",
        "strokes": [[[72, 100], [120.123, 130.456], [180, 101]]], "width": 2.5,
    }  # fmt: skip
    return made | fields


def highlight(**fields: Any) -> dict[str, Any]:
    """A highlighted line on page 1."""
    made = {
        "id": str(uuid4()), "layer": "meeting", "kind": "highlight", "page": 1,
        "color": "#ffd54f", "opacity": 0.5, "quads": [[72, 110, 300, 124]], "quote": "Đồng chí",
    }  # fmt: skip
    return made | fields


def note(**fields: Any) -> dict[str, Any]:
    """A personal note on page 2."""
    made = {
        "id": str(uuid4()), "layer": "personal", "kind": "note", "page": 2,
        "point": [200, 300], "text": "Hỏi lại đơn vị chủ trì",
    }  # fmt: skip
    return made | fields


def new(wire: dict[str, Any]) -> NewMark:
    """The mark as commands take it."""
    return NewMark.model_validate(wire)

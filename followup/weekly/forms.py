"""What was typed into a weekly sheet's form, and the small deeds of its buttons."""

from itertools import zip_longest
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from ecabinet.core.errors import Invalid

FIELDS = (
    "line_id", "text", "first", "last", "task_id", "expected", "outcome", "result", "reason",
)  # fmt: skip
Typed = dict[str, Any]


def typed_lines(form: MultiDict[str, str]) -> list[Typed]:
    """Return the lines in their order, as the command takes them; rows without a word are none."""
    columns = [form.getlist(name) for name in FIELDS]
    rows = [
        {("id" if name == "line_id" else name): value or None
         for name, value in zip(FIELDS, values, strict=True)}
        for values in zip_longest(*columns, fillvalue="")
    ]  # fmt: skip
    for row in rows:
        row |= {name: row[name] or "" for name in ("text", "expected", "result", "reason")}
    return [row for row in rows if any(row[name] for name in ("text", "expected", "result"))]


def moved(lines: list[Typed], deed: str) -> list[Typed]:
    """Return the lines after `up:2`, `down:2` or `drop:2` of the form's buttons; others change
    nothing."""
    what, _, place = deed.partition(":")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    if not 0 <= at < len(lines):
        return lines
    if what == "drop":
        return lines[:at] + lines[at + 1 :]
    to = {"up": at - 1, "down": at + 1}.get(what, -1)
    if 0 <= to < len(lines):
        lines = [*lines]
        lines[at], lines[to] = lines[to], lines[at]
    return lines


def taken(deed: str) -> tuple[str, UUID] | None:
    """Return which thing `take:task:<id>` or `take:event:<id>` of the form's buttons means."""
    parts = deed.split(":")
    try:
        return (parts[1], UUID(parts[2])) if parts[0] == "take" else None
    except (IndexError, ValueError):
        return None


def chosen_lines(form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """Return the boxes that were ticked (`<sheet>.<line>`) by sheet, as the command takes them.

    Raises:
        Invalid: one is none.
    """
    found: dict[str, list[str]] = {}
    for box in form.getlist("chosen"):
        sheet, _, line = box.partition(".")
        try:
            found.setdefault(str(UUID(sheet)), []).append(str(UUID(line)))
        except ValueError:
            raise Invalid("weekly_sheet.line_gone", field="chosen") from None
    return [{"sheet_id": sheet, "line_ids": lines} for sheet, lines in found.items()]

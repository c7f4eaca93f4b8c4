"""What was typed into the forms of calendars, as commands take it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from ecabinet.web.typed import typed_day, typed_time

PLAIN = ("half", "kind", "content", "participants", "place", "preparing", "note")


def day_of(text: str, default: date) -> date:
    """Return the day typed, or `default` when it is none."""
    try:
        return date.fromisoformat(typed_day(text))
    except ValueError:
        return default


def key_of(text: str) -> UUID | None:
    """Return the id, None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def typed_line(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return what was typed, as the form shows it again."""
    typed: dict[str, Any] = {name: form.get(name, "") for name in PLAIN}
    typed |= {name: form.get(name, "") for name in ("day", "starts", "ends", "body_id", "unit_id")}
    chair, others = form.get("chair", ""), form.getlist("others")
    typed |= {"chair": chair, "others": others, "restricted": "restricted" in form}
    return typed | {"revision": form.get("revision", "")}


def wish_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line as commands take it; what cannot be read they refuse."""
    people = [p for p in (typed["chair"], *typed["others"]) if p]
    return {
        **{name: typed[name] for name in PLAIN if typed[name] or name == "content"},
        "day": typed_day(typed["day"]),
        "starts": typed_time(typed["starts"]) or None,
        "ends": typed_time(typed["ends"]) or None,
        "person_ids": list(dict.fromkeys(people)),
        "restricted": typed["restricted"],
    }

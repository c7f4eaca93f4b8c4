"""What is typed and chosen in the form of a draft, and how it is read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import request

from ecabinet.core.clock import OFFICE_ZONE, office_time
from ecabinet.web.attempts import Mistyped
from ecabinet.web.typed import typed_day, typed_time
from meetings.circulation.queries.shapes import CirculationOut

PLAIN = (
    "title", "question", "form", "share_of", "tracker_id", "rule_set", "revision", "unit_id",
    "least", "most", "seats",
)  # fmt: skip
ONE = (*PLAIN, "options", "share", "due_on", "due_time")
# The shares offered by the page: words are in the template. Others go through the API.
SHARES = {"1/2+": (1, 2, True), "2/3": (2, 3, False), "3/4": (3, 4, False), "1/1": (1, 1, False)}


def typed_form() -> dict[str, Any]:
    """Return what was typed and chosen, as the form shows it again."""
    form = request.form
    found: dict[str, Any] = {name: form.get(name, "") for name in ONE}
    chosen = {name: form.getlist(name) for name in ("people", "offices")}
    return found | chosen | {"early_close": bool(form.get("early_close"))}


def typed_of(found: CirculationOut | None) -> dict[str, Any]:
    """Return what the form shows before anything is typed."""
    if found is None:
        return {"due_time": "17:00", "early_close": True, "share": "1/2+"}
    until = office_time(found.due_at)
    share = (found.numerator, found.denominator, found.strict)
    wish = found.wish
    return {
        **{name: str(getattr(found, name)) for name in ("title", "question", "tracker_id")},
        **{name: str(getattr(found, name)) for name in ("rule_set", "revision", "unit_id")},
        "form": found.form.value, "share_of": found.share_of.value,
        "options": "\n".join(option.words for option in found.options),
        **{name: str(getattr(found, name) or "") for name in ("least", "most", "seats")},
        "share": next((key for key, value in SHARES.items() if value == share), "1/2+"),
        "due_on": until.date().isoformat(), "due_time": f"{until:%H:%M}",
        "people": [str(key) for key in wish.people] if wish else [],
        "offices": [f"{o.unit_id}:{o.role or ''}" for o in wish.offices] if wish else [],
        "early_close": found.early_close,
    }  # fmt: skip


def content_of(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what is typed as the commands take it. Raises Mistyped: no such day, time or unit."""
    given: dict[str, Any] = {name: typed[name] for name in PLAIN if typed[name]}
    share = SHARES.get(typed["share"], SHARES["1/2+"])
    given |= dict(zip(("numerator", "denominator", "strict"), share, strict=True))
    given["options"] = [line for line in typed["options"].splitlines() if line.strip()]
    given["due_at"] = typed_moment(typed["due_on"], typed["due_time"])
    people = [key for key in typed["people"] if key]
    offices = [_office(value) for value in typed["offices"] if value]
    return given | {
        "asked": {"people": people, "offices": offices}, "early_close": typed["early_close"]
    }  # fmt: skip


def typed_moment(day: str, time: str) -> datetime:
    """Return the moment in the office's zone. Raises Mistyped."""
    try:
        moment = datetime.fromisoformat(f"{typed_day(day)}T{typed_time(time)}")
    except ValueError as error:
        raise Mistyped({"due_on": "invalid"}) from error
    return moment.replace(tzinfo=OFFICE_ZONE)


def _office(value: str) -> dict[str, Any]:
    unit, _sign, role = value.partition(":")
    try:
        return {"unit_id": UUID(unit), "role": role or None}
    except ValueError as error:
        raise Mistyped({"offices": "invalid"}) from error

"""Forms of pages: what was typed, as commands take it, and what was wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from ecabinet.catalogues.queries import Entry
from ecabinet.core.clock import OFFICE_ZONE, office_time, utc_now
from ecabinet.core.errors import Conflict, DomainError, Invalid, Stale
from ecabinet.web.errors import MESSAGES, STATUS, field_errors, sentence
from ecabinet.web.typed import typed_day, typed_time
from meetings.catalogue import RuleSet
from meetings.kinds import MeetingKind
from meetings.queries.shapes import MeetingOut

T = TypeVar("T")

NIGHT = timedelta(hours=12)
"""An end before the beginning is of the next day when the meeting is shorter; else a slip."""


@dataclass(frozen=True)
class Refusal:
    """Why a form was not accepted: sentences by field, or one for the whole."""

    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    status: int = 422


def attempt(work: Callable[[], T]) -> tuple[T | None, Refusal]:
    """Return what `work` returns, or why it was refused for what the person can mend.

    Raises:
        DomainError: Denied and NotFound, which no typing mends.
    """
    try:
        return work(), Refusal()
    except ValidationError as error:
        # A form's date is two fields; a wrong one is said at the date.
        return None, Refusal(field_errors(error), str(MESSAGES["invalid"]))
    except (Invalid, Conflict, Stale) as error:
        return None, refusal_of(error)


def refusal_of(error: DomainError) -> Refusal:
    """Return the refusal in words, at its field when it has one."""
    text, name = sentence(error), error.params.get("field")
    return Refusal({str(name): text} if name else {}, text, STATUS[type(error)])


def read_plan(typed: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a plan; days and times are local ones of the office."""
    names = ("title", "unit_id", "kind", "place", "rule_set", "room", "room_reason")
    plan = {name: typed[name] for name in names if name in typed}
    day = typed_day(typed.get("day", ""))
    plan["starts_at"] = _moment(day, typed_time(typed.get("starts", "")))
    ends_day, ends = typed_day(typed.get("ends_day", "")), typed_time(typed.get("ends", ""))
    plan["ends_at"] = _moment(ends_day or day, ends)
    if not ends_day:
        plan["ends_at"] = _past_midnight(plan["starts_at"], plan["ends_at"])
    return plan


def _past_midnight(starts: Any, ends: Any) -> Any:
    """Return the end, on the next day when the meeting goes on into the night."""
    if not isinstance(starts, datetime) or not isinstance(ends, datetime) or ends > starts:
        return ends
    return ends + timedelta(days=1) if ends + timedelta(days=1) - starts < NIGHT else ends


def _moment(day: str, clock: str) -> Any:
    """Return the moment, or for pydantic to refuse what was typed."""
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        return f"{day} {clock}".strip()


def typed_deadline(form: Mapping[str, str]) -> Any:
    """Return the last moment for answers as typed, None when both fields are empty."""
    day = typed_day(form.get("answer_day", ""))
    clock = typed_time(form.get("answer_time", ""))
    return _moment(day, clock or "17:00") if day or clock else None


def defaults(bodies: list[tuple[UUID, str]], kind: Entry[MeetingKind] | None) -> dict[str, Any]:
    """Return what a new form proposes: tomorrow at eight, as long as the kind usually takes."""
    day = office_time(utc_now() + timedelta(days=1)).date()
    its = kind.data if kind else MeetingKind()
    begin = datetime.combine(day, time(8), OFFICE_ZONE)
    end = begin + timedelta(minutes=its.minutes)
    return {
        "unit_id": bodies[0][0] if bodies else "",
        "kind": kind.code if kind else "",
        "rule_set": its.rule_set or RuleSet.PARTY,
        "with_agenda": "1" if its.agenda else "",
        **_times(begin, end),
    }


def from_meeting(meeting: MeetingOut, after: timedelta = timedelta()) -> dict[str, Any]:
    """Return the fields of the form for a meeting that exists, or one like it so much later."""
    return {
        "title": meeting.title,
        "unit_id": meeting.unit.id,
        "kind": meeting.kind,
        "place": meeting.place,
        "room": meeting.room or "",
        "rule_set": meeting.rule_set,
        **_times(meeting.starts_at + after, meeting.ends_at + after),
        "revision": meeting.revision,
    }


def _times(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    starts, ends = office_time(starts_at), office_time(ends_at)
    return {
        "day": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "ends_day": ends.date().isoformat() if ends.date() > starts.date() else "",
    }

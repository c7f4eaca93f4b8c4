"""Events applied to the state of a room, as a tablet does."""

from collections.abc import Callable
from typing import Any


def apply(meeting: dict[str, Any], kind: str, payload: dict[str, Any]) -> None:
    """Apply one event; applying it again changes nothing."""
    APPLIERS.get(kind, lambda _meeting, _payload: None)(meeting, payload)


def session_changed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """The session's state and the clock it stopped or started."""
    meeting["state"] = payload["state"]
    clock(meeting, payload["clock"])


def agenda_moved(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """The current item and its clocks."""
    meeting["current_item_id"] = payload["item_id"]
    page_turned(meeting, payload)
    for one in payload["clocks"]:
        clock(meeting, one)


def page_turned(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """The current page."""
    meeting["current_version_id"] = payload["version_id"]
    meeting["current_page"] = payload["page"]
    meeting["current_view"] = payload.get("view")


def attendance_changed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """One person and the figures."""
    meeting["attendance"] = payload["attendance"]
    for seat in meeting["participants"]:
        if seat["id"] == payload["participant_id"]:
            seat["present"] = payload["here"]
            seat["online"] = payload["here"] and payload["online"]


def quorum_changed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """The figures."""
    meeting["attendance"] = payload["attendance"]


def recusal_changed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """Who stands back from an item, and the figures."""
    meeting["attendance"] = payload["attendance"]
    one = {name: payload[name] for name in ("item_id", "participant_id")}
    others = [known for known in meeting["recusals"] if known != one]
    meeting["recusals"] = [*others, one] if payload["recused"] else others


def lead_handed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """Who leads pages besides secretary and chair."""
    meeting["presenter_id"] = payload["presenter_id"]


def speaking_changed(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """Both queues and the floor."""
    meeting["speaking"] = payload["speaking"]


def vote_shown(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """A vote as it is now."""
    others = [v for v in meeting["votes"] if v["id"] != payload["vote"]["id"]]
    meeting["votes"] = [*others, payload["vote"]]


def turnout(meeting: dict[str, Any], payload: dict[str, Any]) -> None:
    """How many have cast."""
    for vote in meeting["votes"]:
        if vote["id"] == payload["vote_id"]:
            vote["cast"] = payload["cast"]


APPLIERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "session.changed": session_changed,
    "agenda.moved": agenda_moved,
    "page.turned": page_turned,
    "attendance.changed": attendance_changed,
    "lead.handed": lead_handed,
    "speaking.changed": speaking_changed,
    "quorum.changed": quorum_changed,
    "recusal.changed": recusal_changed,
    "vote.opened": vote_shown,
    "vote.closed": vote_shown,
    "vote.turnout": turnout,
}


def clock(meeting: dict[str, Any], reading: dict[str, Any] | None) -> None:
    """Set the clock of one item."""
    for item in meeting["agenda"]:
        if reading and item["id"] == reading["item_id"]:
            for name in ("state", "started_at", "spent_seconds"):
                item[name] = reading[name]

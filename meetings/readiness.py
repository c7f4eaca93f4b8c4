"""Is a meeting ready to be called? Facts in, a line for each question out. Pure.

Only what is missing keeps a meeting from being called (`commands/call.py` says the same); a
warning is for a person to weigh.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """What a line says: in order, to be weighed, or to be mended before the call."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


class Spot(StrEnum):
    """Where a line is mended: a part of the meeting's page, or a page of its own."""

    AGENDA = "agenda"
    PEOPLE = "people"
    PLAN = "plan"
    REQUESTS = "requests"
    SEATS = "clashes"


@dataclass(frozen=True)
class ItemFacts:
    """What is asked of an item. `holds_others`: it only gathers the items that lie in it."""

    number: str
    has_presenter: bool
    papers: int
    holds_others: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a meeting.

    `entitled` members count for the quorum, `able` of them are not firmly elsewhere at that time;
    `needed` is the quorum. `uncleared` are names of members who may not know of some item.
    """

    items: Sequence[ItemFacts] = ()
    minutes_over: int = 0
    has_chair: bool = False
    entitled: int = 0
    able: int = 0
    needed: int = 0
    has_place: bool = False
    room_taken: bool = False
    room_shared: bool = False
    elsewhere: Sequence[str] = ()
    uncleared: Sequence[str] = ()
    requests_missing: int = 0
    requests_waiting: int = 0
    requests_to_decide: int = 0
    requests: int = 0
    signer_named: bool = False
    in_the_past: bool = False


@dataclass(frozen=True)
class Check:
    """One line: what was asked, how it stands, where it is mended, and what the words need."""

    code: str
    level: Level
    spot: Spot
    count: int = 0
    names: tuple[str, ...] = field(default=())


def checks(facts: Facts) -> list[Check]:
    """Return all lines, in the order in which a meeting is prepared."""
    return [
        *_agenda(facts),
        *_people(facts),
        *_time_and_place(facts),
        *_requests(facts),
        _line("signer", facts.signer_named, Spot.PEOPLE),
    ]


def is_open(lines: Sequence[Check]) -> list[Check]:
    """Return the lines that are not in order."""
    return [line for line in lines if line.level is not Level.OK]


def _line(
    code: str,
    fine: bool,
    spot: Spot,
    names: Sequence[str] = (),
    count: int = 0,
    otherwise: Level = Level.WARNING,
) -> Check:
    level = Level.OK if fine else otherwise
    return Check(code, level, spot, count or len(names), tuple(names))


def _agenda(facts: Facts) -> list[Check]:
    lines = [_line("items", bool(facts.items), Spot.AGENDA, otherwise=Level.MISSING)]
    if not facts.items:
        return lines
    work = [item for item in facts.items if not item.holds_others]
    mute = [item.number for item in work if not item.has_presenter]
    bare = [item.number for item in work if not item.papers]
    over = facts.minutes_over
    return [
        *lines,
        _line("presenters", not mute, Spot.AGENDA, mute),
        _line("papers", not bare, Spot.AGENDA, bare),
        _line("durations", not over, Spot.AGENDA, count=over),
    ]


def _people(facts: Facts) -> list[Check]:
    lines = [
        _line("chair", facts.has_chair, Spot.PEOPLE, otherwise=Level.MISSING),
        _line("members", facts.entitled > 0, Spot.PEOPLE, otherwise=Level.MISSING),
    ]
    if facts.entitled:
        enough = facts.able >= facts.needed
        lines.append(_line("quorum", enough, Spot.PEOPLE, count=facts.needed))
        lines.append(_line("clearance", not facts.uncleared, Spot.PEOPLE, facts.uncleared))
        lines.append(_line("elsewhere", not facts.elsewhere, Spot.SEATS, facts.elsewhere))
    return lines


def _time_and_place(facts: Facts) -> list[Check]:
    lines = [
        _line("time", not facts.in_the_past, Spot.PLAN),
        _line("place", facts.has_place, Spot.PLAN),
    ]
    if facts.room_taken:
        shared = Level.WARNING if facts.room_shared else Level.MISSING
        lines.append(_line("room", False, Spot.PLAN, otherwise=shared))
    elif facts.has_place:
        lines.append(_line("room", True, Spot.PLAN))
    return lines


def _requests(facts: Facts) -> list[Check]:
    if not facts.requests:
        return []
    open_ones = (
        ("requests_missing", facts.requests_missing),
        ("requests_to_decide", facts.requests_to_decide),
        ("requests_waiting", facts.requests_waiting),
    )
    told = [_line(code, False, Spot.REQUESTS, count=count) for code, count in open_ones if count]
    return told or [_line("requests", True, Spot.REQUESTS)]

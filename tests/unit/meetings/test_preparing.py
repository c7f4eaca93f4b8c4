"""Papers asked of units, and the checklist before the call: tables and pure rules."""

from datetime import date, timedelta
from itertools import product

import pytest

from ecabinet.core.errors import Conflict
from meetings import states
from meetings.preparing import (
    NEXT,
    SOON,
    RequestAct,
    RequestStanding,
    RequestState,
    standing,
    to_remind,
    wrong_day,
)
from meetings.readiness import Facts, ItemFacts, Level, checks, is_open

DAY = date(2026, 11, 20)
DOES = (
    RequestAct.SUBMIT,
    RequestAct.ACCEPT,
    RequestAct.RETURN,
    RequestAct.CHANGE,
    RequestAct.WITHDRAW,
)
READY = Facts(
    items=(ItemFacts("1", has_presenter=True, papers=1),),
    has_chair=True,
    entitled=5,
    able=5,
    needed=3,
    has_place=True,
    signer_named=True,
)


@pytest.mark.parametrize(("state", "act"), list(product(RequestState, DOES)))
def test_every_deed_in_every_state(state: RequestState, act: RequestAct) -> None:
    allowed = {
        RequestState.ASKED: {RequestAct.SUBMIT, RequestAct.CHANGE, RequestAct.WITHDRAW},
        RequestState.SUBMITTED: {
            RequestAct.ACCEPT,
            RequestAct.RETURN,
            RequestAct.CHANGE,
            RequestAct.WITHDRAW,
        },
        RequestState.RETURNED: {RequestAct.SUBMIT, RequestAct.CHANGE, RequestAct.WITHDRAW},
        RequestState.ACCEPTED: {RequestAct.RETURN},
        RequestState.WITHDRAWN: set[RequestAct](),
    }
    if act in allowed[state]:
        assert states.after(NEXT, act, state, "x") in RequestState
    else:
        with pytest.raises(Conflict):
            states.after(NEXT, act, state, "x")


@pytest.mark.parametrize(
    ("state", "days", "late", "says"),
    [
        ("asked", -3, False, RequestStanding.WAITING),
        ("asked", -2, False, RequestStanding.DUE_SOON),
        ("asked", 0, False, RequestStanding.DUE_SOON),
        ("asked", 1, False, RequestStanding.MISSING),
        ("returned", -9, False, RequestStanding.RETURNED),
        ("returned", 1, True, RequestStanding.MISSING),
        ("submitted", 5, False, RequestStanding.SUBMITTED),
        ("submitted", 5, True, RequestStanding.SUBMITTED_LATE),
        ("accepted", 5, True, RequestStanding.ACCEPTED),
        ("withdrawn", 5, False, RequestStanding.WITHDRAWN),
    ],
)
def test_how_it_stands(state: str, days: int, late: bool, says: RequestStanding) -> None:
    assert standing(state, DAY, DAY + timedelta(days=days), was_late=late) is says


@pytest.mark.parametrize("state", list(RequestState))
def test_when_to_remind(state: RequestState) -> None:
    said = [to_remind(state, DAY, DAY + timedelta(days=days)) for days in (-3, -2, 0, 1)]
    waits = state in (RequestState.ASKED, RequestState.RETURNED)
    assert said == (
        [None, RequestAct.REMIND, RequestAct.REMIND, RequestAct.LATE] if waits else [None] * 4
    )
    assert timedelta(days=2) == SOON


def test_which_day() -> None:
    assert wrong_day(DAY, DAY, DAY) is None
    assert wrong_day(DAY - timedelta(days=1), DAY, DAY) == "paper_request.day_past"
    assert wrong_day(DAY + timedelta(days=1), DAY, DAY) == "paper_request.day_after_meeting"


def test_a_ready_meeting_has_no_open_line() -> None:
    assert is_open(checks(READY)) == []


@pytest.mark.parametrize(
    ("change", "code", "level"),
    [
        ({"items": ()}, "items", Level.MISSING),
        ({"has_chair": False}, "chair", Level.MISSING),
        ({"entitled": 0}, "members", Level.MISSING),
        ({"able": 2}, "quorum", Level.WARNING),
        ({"uncleared": ("An",)}, "clearance", Level.WARNING),
        ({"elsewhere": ("An",)}, "elsewhere", Level.WARNING),
        ({"minutes_over": 5}, "durations", Level.WARNING),
        ({"in_the_past": True}, "time", Level.WARNING),
        ({"has_place": False}, "place", Level.WARNING),
        ({"room_taken": True}, "room", Level.MISSING),
        ({"room_taken": True, "room_shared": True}, "room", Level.WARNING),
        ({"signer_named": False}, "signer", Level.WARNING),
        ({"requests": 1, "requests_missing": 1}, "requests_missing", Level.WARNING),
        ({"requests": 1, "requests_waiting": 1}, "requests_waiting", Level.WARNING),
        ({"requests": 1, "requests_to_decide": 1}, "requests_to_decide", Level.WARNING),
    ],
)
def test_each_open_point(change: dict[str, object], code: str, level: Level) -> None:
    lines = is_open(checks(Facts(**{**READY.__dict__, **change})))  # type: ignore[arg-type]
    assert [(line.code, line.level) for line in lines] == [(code, level)]


def test_items_are_named_and_those_that_hold_others_need_nothing() -> None:
    items = (
        ItemFacts("1", has_presenter=False, papers=0, holds_others=True),
        ItemFacts("1.1", has_presenter=False, papers=1),
        ItemFacts("2", has_presenter=True, papers=0),
    )
    lines = is_open(checks(Facts(**{**READY.__dict__, "items": items})))
    named = [(line.code, line.names, line.count) for line in lines]
    assert named == [("presenters", ("1.1",), 1), ("papers", ("2",), 1)]
    taken = checks(Facts(**{**READY.__dict__, "requests": 2}))
    assert ("requests", Level.OK) in [(line.code, line.level) for line in taken]

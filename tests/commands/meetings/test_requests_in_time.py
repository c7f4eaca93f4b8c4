"""Papers asked of units: moved, withdrawn, reminded of, late."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.notices import NoticeRow
from meetings.commands.agenda import RemoveAgendaItem, remove_agenda_item
from meetings.commands.ask_papers import (
    ChangeRequest,
    WithdrawRequest,
    change_request,
    withdraw_request,
)
from meetings.commands.plan import CancelMeeting, cancel_meeting
from meetings.models import PaperRequest
from meetings.preparing import RequestAct, RequestState
from meetings.tasks import remind
from tests.commands.meetings.preparing import Preparing
from tests.days import today


def test_moved_and_withdrawn(preparing: Preparing) -> None:
    key = preparing.ask(days=3)
    day = today(6)
    preparing.run("thuky", change_request, ChangeRequest(request_id=key, due_on=day))
    assert preparing.told("moved") == {"vanthu", "canbo"}
    assert preparing.seen(key).request.due_on == day
    late = ChangeRequest(request_id=key, due_on=today(9))
    with pytest.raises(Invalid, match="day_after_meeting"):
        preparing.run("thuky", change_request, late)
    with pytest.raises(Denied):
        preparing.run("canbo", withdraw_request, WithdrawRequest(request_id=key))
    preparing.run("thuky", withdraw_request, WithdrawRequest(request_id=key, reason="Đã có"))
    assert preparing.told("withdrawn") == {"vanthu", "canbo"}
    with pytest.raises(Conflict, match="not_waiting"):
        preparing.submit(key)
    again = preparing.ask()
    assert again != key


@pytest.mark.parametrize("how", ["cancelled", "removed"])
def test_what_is_not_discussed_is_not_prepared(preparing: Preparing, how: str) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    preparing.submit(key)
    if how == "cancelled":
        preparing.run("thuky", cancel_meeting, CancelMeeting(meeting_id=preparing.gathering.id))
    else:
        gone = RemoveAgendaItem(item_id=preparing.gathering.items[0])
        preparing.run("thuky", remove_agenda_item, gone)
    assert preparing.told("withdrawn") == {"vanthu", "canbo"}
    assert preparing.seen(key).request.state is RequestState.WITHDRAWN
    with pytest.raises(Conflict):
        preparing.accept(key)
    with pytest.raises(Conflict):
        preparing.submit(key)
    with pytest.raises(Denied):
        preparing.file(key)


def test_reminded_once_before_and_once_after(preparing: Preparing) -> None:
    key = preparing.ask(days=4)
    store = preparing.gathering.store
    seen: list[tuple[int, int]] = []
    for days in (0, 1, 2, 3, 4, 5, 6):
        store.clock = lambda days=days: utc_now() + timedelta(days=days)  # type: ignore[misc]
        for _ in range(2):
            remind(store)
        seen.append((_count(preparing, "remind"), _count(preparing, "late")))
    assert seen == [(0, 0), (0, 0), (2, 0), (2, 0), (2, 0), (2, 2), (2, 2)]
    assert preparing.told("missing") == {"thuky"}
    acts = [step.act for step in preparing.seen(key).steps]
    assert acts == [RequestAct.ASK, RequestAct.REMIND, RequestAct.LATE]


def test_asking_at_the_last_moment_is_its_own_reminder_and_who_handed_in_is_left_alone(
    preparing: Preparing,
) -> None:
    store = preparing.gathering.store
    soon, done = preparing.ask(days=1), preparing.ask("BTCTU", days=4)
    preparing.ready(preparing.file(done, "cuong"))
    preparing.submit(done, "cuong")
    remind(store)
    assert _count(preparing, "remind") == 0
    store.clock = lambda: utc_now() + timedelta(days=6)
    remind(store)
    assert preparing.told("late") == {"vanthu", "canbo"}
    assert [s.act for s in preparing.seen(soon).steps] == [RequestAct.ASK, RequestAct.LATE]


def test_a_new_day_is_reminded_of_anew(preparing: Preparing) -> None:
    key, store = preparing.ask(days=3), preparing.gathering.store
    store.clock = lambda: utc_now() + timedelta(days=1)
    remind(store)
    moved = ChangeRequest(request_id=key, due_on=today(6))
    preparing.run("thuky", change_request, moved)
    remind(store)
    assert _count(preparing, "remind") == 2
    store.clock = lambda: utc_now() + timedelta(days=4)
    remind(store)
    assert _count(preparing, "remind") == 4


def _count(preparing: Preparing, kind: str) -> int:
    with preparing.gathering.store.reading() as session:
        query = select(NoticeRow.id).where(NoticeRow.kind == f"paper_request.{kind}")
        return len(session.scalars(query).all())


def test_late_is_kept_of_the_first_time(preparing: Preparing) -> None:
    key, store = preparing.ask(days=1), preparing.gathering.store
    receipt = preparing.file(key)
    preparing.ready(receipt)
    store.clock = lambda: utc_now() + timedelta(days=3)
    preparing.submit(key)
    preparing.accept(key)
    with store.reading() as session:
        assert session.get_one(PaperRequest, key).was_late

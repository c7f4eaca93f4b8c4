"""The weekly work calendar: begun, written, proposed to, submitted, published, adjusted."""

from datetime import datetime, time, timedelta

import pytest

from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.errors import Conflict, Invalid, NotFound
from meetings.calendar.commands.lines import (
    ChangeLine,
    OnLine,
    change_line,
    refresh_line,
    remove_line,
)
from meetings.calendar.commands.weeks import (
    ReturnWeek,
    WeekStep,
    publish_week,
    return_week,
    submit_week,
)
from meetings.calendar.rows import Deed
from meetings.calendar.states import Half, WeekState
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from tests.commands.meetings.work_weeks import MONDAY, add, begun, published, seen, told
from tests.gatherings import Gathering


def moment(day: int, hour: int) -> datetime:
    """An hour of the office on a day of the week."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), OFFICE_ZONE)


def called_then(g: Gathering, day: int = 1, hour: int = 8) -> None:
    """The gathering, called for a day of that week."""
    g.planned()
    when = {"starts_at": moment(day, hour), "ends_at": moment(day, hour + 2)}
    g.run("thuky", update_meeting, UpdateMeeting(meeting_id=g.id, **when))
    g.run("thuky", call_meeting, CallMeeting(meeting_id=g.id))


def test_called_meetings_stand_in_the_week_by_themselves(gathering: Gathering) -> None:
    """Those called before it was begun and after; twice begun is once."""
    called_then(gathering)
    week = begun(gathering)
    line = seen(gathering, week).lines[0]
    assert (line.meeting_id, line.content) == (gathering.id, "Phiên họp Ban Thường vụ")
    assert (line.day, line.starts, line.ends) == (MONDAY + timedelta(days=1), time(8), time(10))
    assert line.leaders[0].name == gathering.as_actor("chutri").name
    assert begun(gathering) == week
    assert len(seen(gathering, week).lines) == 1


def test_a_meeting_called_later_comes_in(gathering: Gathering) -> None:
    week = begun(gathering)
    assert seen(gathering, week).lines == []
    called_then(gathering)
    assert [line.meeting_id for line in seen(gathering, week).lines] == [gathering.id]


def test_a_change_of_the_meeting_is_shown_and_taken_over(gathering: Gathering) -> None:
    """Moved, then cancelled: the desk is told, and decides."""
    week = begun(gathering)
    called_then(gathering)
    later = UpdateMeeting(
        meeting_id=gathering.id, starts_at=moment(2, 14), ends_at=moment(2, 16), place="Hội trường"
    )
    gathering.run("thuky", update_meeting, later)
    line = seen(gathering, week).lines[0]
    assert line.drift == ("day", "starts", "ends", "place")
    gathering.run("thuky", refresh_line, OnLine(line_id=line.id, revision=line.revision))
    line = seen(gathering, week).lines[0]
    assert (line.drift, line.half, line.place) == ((), Half.AFTERNOON, "Hội trường")
    gathering.run("thuky", cancel_meeting, CancelMeeting(meeting_id=gathering.id))
    line = seen(gathering, week).lines[0]
    assert line.drift == ("cancelled",)
    gathering.run("thuky", refresh_line, OnLine(line_id=line.id))
    assert seen(gathering, week).lines == []
    by_hand = add(gathering, week)
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", refresh_line, OnLine(line_id=by_hand))
    assert refused.value.code == "work_week.no_meeting"


def test_people_read_what_was_published_until_the_next_edition(gathering: Gathering) -> None:
    """A change after publication waits, then is announced from what to what, by whom."""
    week = begun(gathering)
    person = gathering.office.people["chutri"]
    line = add(gathering, week, person_ids=(person,), place="Phòng tiếp dân")
    with pytest.raises(NotFound):
        seen(gathering, week, "cuong")
    published(gathering, week)
    assert told(gathering, "work_week.published") == ["chutri", "thuky"]
    text = {"day": MONDAY, "starts": time(9), "content": "Tiếp dân", "person_ids": (person,)}
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    added = add(gathering, week, "Đi cơ sở", day=MONDAY + timedelta(days=3))
    desk, outside = seen(gathering, week), seen(gathering, week, "cuong")
    assert (desk.state, outside.state) == (WeekState.COMPILING, WeekState.PUBLISHED)
    assert [change.deed for change in desk.pending] == [Deed.CHANGED, Deed.ADDED]
    assert [(x.starts, x.place) for x in outside.lines] == [(time(8), "Phòng tiếp dân")]
    assert (outside.pending, outside.draft, outside.changes) == ([], False, [])
    published(gathering, week)
    outside = seen(gathering, week, "cuong")
    assert [x.id for x in outside.lines] == [line, added]
    changed = outside.changes[0]
    assert changed.fields == ["starts", "place"]
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.place, changed.after.place) == ("Phòng tiếp dân", "")
    assert changed.by == gathering.as_actor("thuky").name
    assert told(gathering, "work_week.adjusted") == ["chutri", "thuky"]


def test_a_line_taken_out_is_announced(gathering: Gathering) -> None:
    week = begun(gathering)
    line, _kept = add(gathering, week), add(gathering, week, "Giao ban")
    published(gathering, week)
    gathering.run("thuky", remove_line, OnLine(line_id=line))
    published(gathering, week)
    changes = seen(gathering, week, "cuong").changes
    assert [(c.deed, c.row.content) for c in changes] == [(Deed.REMOVED, "Tiếp dân")]
    assert changes[0].by == gathering.as_actor("thuky").name
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", remove_line, OnLine(line_id=line))
    assert refused.value.code == "work_week.line_gone"


def test_the_approver_returns_with_a_reason(gathering: Gathering) -> None:
    week = begun(gathering)
    add(gathering, week)
    gathering.run("thuky", submit_week, WeekStep(week_id=week))
    assert told(gathering, "work_week.submitted") == ["chutri", "lanhdao"]
    with pytest.raises(Conflict) as fixed:
        add(gathering, week, "Thêm nữa")
    assert fixed.value.code == "work_week.submitted"
    with pytest.raises(Invalid):
        gathering.run("lanhdao", return_week, ReturnWeek(week_id=week, remark=" "))
    back = ReturnWeek(week_id=week, remark="Dời sang chiều")
    gathering.run("lanhdao", return_week, back)
    assert seen(gathering, week).remark == "Dời sang chiều"
    with pytest.raises(Conflict):
        gathering.run("lanhdao", publish_week, WeekStep(week_id=week))
    add(gathering, week, "Thêm nữa")


def test_nothing_and_nothing_new_are_not_submitted(gathering: Gathering) -> None:
    week = begun(gathering)
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", submit_week, WeekStep(week_id=week))
    assert refused.value.code == "work_week.empty"
    line = add(gathering, week)
    published(gathering, week)
    text = {"day": MONDAY, "starts": time(8), "content": "Tiếp dân"}
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", submit_week, WeekStep(week_id=week))
    assert refused.value.code == "work_week.nothing_new"


def test_a_meeting_called_while_the_approver_looks_waits_for_the_adjustment(
    gathering: Gathering,
) -> None:
    """It changes nothing under the approver's eyes, and is not lost."""
    week = begun(gathering)
    add(gathering, week)
    gathering.run("thuky", submit_week, WeekStep(week_id=week))
    called_then(gathering)
    gathering.run("lanhdao", publish_week, WeekStep(week_id=week))
    assert len(seen(gathering, week, "cuong").lines) == 1
    desk = seen(gathering, week)
    assert desk.state == WeekState.COMPILING
    assert [change.row.meeting_id for change in desk.pending] == [gathering.id]

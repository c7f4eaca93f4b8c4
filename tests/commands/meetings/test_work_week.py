"""The weekly work calendar: begun, written, proposed to, submitted, published, adjusted."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.commands.lines import (
    AddLine,
    ChangeLine,
    OnLine,
    add_line,
    change_line,
    refresh_line,
    remove_line,
)
from meetings.calendar.commands.proposals import (
    DecideLine,
    OnProposal,
    ProposeLine,
    decide_line,
    propose_line,
    withdraw_line,
)
from meetings.calendar.commands.weeks import (
    OpenWeek,
    ReturnWeek,
    WeekStep,
    open_week,
    publish_week,
    return_week,
    submit_week,
)
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week import proposals, week_out
from meetings.calendar.rows import Deed, monday_of
from meetings.calendar.states import Half, LineState, WeekState
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from tests.gatherings import Gathering

# The week after next, so that nothing depends on the weekday on which the tests run.
MONDAY = monday_of(office_day(utc_now())) + timedelta(days=14)


def moment(day: int, hour: int) -> datetime:
    """An hour of the office on a day of the week."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), OFFICE_ZONE)


def begun(g: Gathering) -> UUID:
    """The week of the committee, begun by its secretary."""
    made: UUID = g.run("thuky", open_week, OpenWeek(unit_id=g.office.units["TU"], day=MONDAY)).id
    return made


def called_then(g: Gathering, day: int = 1, hour: int = 8) -> None:
    """The gathering, called for a day of that week."""
    g.planned()
    when = {"starts_at": moment(day, hour), "ends_at": moment(day, hour + 2)}
    g.run("thuky", update_meeting, UpdateMeeting(meeting_id=g.id, **when))
    g.run("thuky", call_meeting, CallMeeting(meeting_id=g.id))


def add(g: Gathering, week: UUID, content: str = "Tiếp dân", **fields: Any) -> UUID:
    """A line by hand, on Monday morning at eight unless said."""
    wish = {"day": MONDAY, "starts": time(8), "content": content} | fields
    made: UUID = g.run("thuky", add_line, AddLine(week_id=week, **wish)).id
    return made


def seen(g: Gathering, week: UUID, username: str = "thuky") -> WeekOut:
    """The week as somebody sees it."""
    with g.store.reading() as session:
        return week_out(session, g.as_actor(username), week)


def published(g: Gathering, week: UUID) -> None:
    """Submitted and approved."""
    g.run("thuky", submit_week, WeekStep(week_id=week))
    g.run("lanhdao", publish_week, WeekStep(week_id=week))


def told(g: Gathering, kind: str) -> list[str]:
    """Who was told of this kind."""
    names = {key: name for name, key in g.office.people.items()}
    with g.store.reading() as session:
        rows = session.scalars(select(NoticeRow.person_id).where(NoticeRow.kind == kind))
        return sorted(names[row] for row in rows)


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


def test_units_propose_and_the_desk_decides(gathering: Gathering) -> None:
    office = gathering.office
    wish = ProposeLine(
        body_id=office.units["TU"], unit_id=office.units["VPTU"], day=MONDAY, half=Half.AFTERNOON,
        content="Khánh thành nhà văn hóa",
    )  # fmt: skip
    with pytest.raises(Invalid) as none:
        gathering.run("vanthu", propose_line, wish)
    assert none.value.code == "work_week.no_calendar"
    week = begun(gathering)
    add(gathering, week)
    with pytest.raises(Denied):
        gathering.run("cuong", propose_line, wish)
    line = gathering.run("vanthu", propose_line, wish).id
    assert "thuky" in told(gathering, "work_week.proposed")
    with pytest.raises(Conflict) as waits:
        gathering.run("thuky", submit_week, WeekStep(week_id=week))
    assert waits.value.code == "work_week.proposals_wait"
    with pytest.raises(Invalid):
        gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="decline"))
    no = DecideLine(line_id=line, decision="decline", reason="Trùng lịch")
    gathering.run("thuky", decide_line, no)
    with gathering.store.reading() as session:
        mine = proposals(session, gathering.as_actor("vanthu"), MONDAY)
    assert [(p.state, p.reason) for p in mine] == [(LineState.DECLINED, "Trùng lịch")]
    assert "vanthu" in told(gathering, "work_week.declined")
    gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="accept"))
    assert len([x for x in seen(gathering, week).lines if x.state == LineState.ACCEPTED]) == 2
    with pytest.raises(Conflict):
        gathering.run("vanthu", withdraw_line, OnProposal(line_id=line))
    other = gathering.run("vanthu", propose_line, wish).id
    gathering.run("vanthu", withdraw_line, OnProposal(line_id=other))
    with pytest.raises(NotFound):
        gathering.run("cuong", withdraw_line, OnProposal(line_id=other))


def test_a_proposal_leaves_what_was_published_as_it_is(gathering: Gathering) -> None:
    week = begun(gathering)
    add(gathering, week)
    published(gathering, week)
    office = gathering.office
    wish = ProposeLine(
        body_id=office.units["TU"], unit_id=office.units["VPTU"], day=MONDAY, content="Dự hội nghị"
    )
    line = gathering.run("vanthu", propose_line, wish).id
    assert seen(gathering, week).state == WeekState.PUBLISHED
    assert len(seen(gathering, week, "cuong").lines) == 1
    gathering.run("thuky", decide_line, DecideLine(line_id=line, decision="accept"))
    assert seen(gathering, week).state == WeekState.COMPILING


def test_restricted_lines_are_for_those_concerned(gathering: Gathering) -> None:
    """Also in what an edition announces."""
    week = begun(gathering)
    add(gathering, week)
    published(gathering, week)
    person = gathering.office.people["daibieu01"]
    add(gathering, week, "Làm việc riêng", restricted=True, person_ids=(person,))
    published(gathering, week)
    for username, sees in (("cuong", 1), ("daibieu01", 2), ("lanhdao", 2)):
        found = seen(gathering, week, username)
        assert (len(found.lines), len(found.changes)) == (sees, sees - 1), username


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": MONDAY + timedelta(days=7)}, "work_week.other_day"),
        ({"starts": time(9), "ends": time(9)}, "work_week.ends_before_start"),
        ({"starts": None, "ends": time(9)}, "work_week.ends_before_start"),
        ({"person_ids": (uuid4(),)}, "work_week.unknown_person"),
    ],
)
def test_what_does_not_fit_is_refused(
    gathering: Gathering, fields: dict[str, Any], code: str
) -> None:
    week = begun(gathering)
    with pytest.raises(Invalid) as refused:
        add(gathering, week, **fields)
    assert refused.value.code == code
    assert seen(gathering, week).lines == []


def test_who_left_is_not_put_on_a_line_but_stays_where_they_stood(gathering: Gathering) -> None:
    week = begun(gathering)
    person = gathering.office.people["daibieu01"]
    line = add(gathering, week, person_ids=(person,))

    def leave(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.execute(update(Person).where(Person.id == person).values(active=False))

    gathering.store.execute(SYSTEM, leave, None)
    with pytest.raises(Invalid):
        add(gathering, week, person_ids=(person,))
    text = {"day": MONDAY, "content": "Tiếp dân", "person_ids": (person,)}
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    twice = text | {"person_ids": (person, person)}
    with pytest.raises(Invalid):
        gathering.run("thuky", change_line, ChangeLine(line_id=line, **twice))


def test_two_people_at_one_line(gathering: Gathering) -> None:
    week = begun(gathering)
    line = add(gathering, week)
    text = {
        "day": MONDAY,
        "content": "Tiếp dân",
        "revision": seen(gathering, week).lines[0].revision,
    }
    gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))
    with pytest.raises(Stale):
        gathering.run("thuky", change_line, ChangeLine(line_id=line, **text))


def test_the_past_is_left_as_it_is(gathering: Gathering) -> None:
    unit = gathering.office.units["TU"]
    past = MONDAY - timedelta(days=35)
    week = gathering.run("thuky", open_week, OpenWeek(unit_id=unit, day=past)).id
    with pytest.raises(Conflict) as refused:
        add(gathering, week, day=past)
    assert refused.value.code == "work_week.over"


@pytest.mark.parametrize("username", ["chutri", "daibieu01", "cuong"])
def test_only_the_desk_of_the_body_compiles(gathering: Gathering, username: str) -> None:
    with pytest.raises(Denied):
        gathering.run(
            username, open_week, OpenWeek(unit_id=gathering.office.units["TU"], day=MONDAY)
        )
    week = begun(gathering)
    error = Denied if username == "chutri" else NotFound
    with pytest.raises(error):
        gathering.run(username, submit_week, WeekStep(week_id=week))
    line = add(gathering, week)
    with pytest.raises(error):
        gathering.run(username, remove_line, OnLine(line_id=line))

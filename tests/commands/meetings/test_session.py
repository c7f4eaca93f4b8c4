"""The session: its steps, who is there, where everybody is led, and what is concluded."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, Stale
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Task
from meetings.commands.conclusion import (
    ConclusionText,
    EditConclusion,
    RecordConclusion,
    edit_conclusion,
    record_conclusion,
)
from meetings.commands.guide import PushAgendaItem, TurnPage, push_agenda_item, turn_page
from meetings.commands.issue import IssuedTasks, IssueTasks, issue_tasks
from meetings.commands.plan import create_meeting
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import (
    OpenSession,
    SessionStep,
    close_session,
    open_session,
    pause_session,
    resume_session,
)
from meetings.models import Meeting
from tests.fixtures import Office
from tests.gatherings import Gathering, draft


def refusal(gathering: Gathering, *args: Any) -> str:
    """The code with which a command is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(*args)
    return refused.value.code


def test_a_second_device_counts_once(gathering: Gathering) -> None:
    """Checking in twice is checking in; leaving and coming back are two intervals."""
    gathering.called()
    mine = Presence(meeting_id=gathering.id)
    first = gathering.run("daibieu01", check_in, mine)
    assert gathering.run("daibieu01", check_in, mine) == first
    assert (first.present, first.members, first.required, first.reached) == (1, 5, 3, False)
    assert gathering.run("daibieu01", leave, mine).present == 0
    assert gathering.run("daibieu01", leave, mine).present == 0
    assert gathering.run("daibieu01", check_in, mine).present == 1


def test_guests_and_secretaries_do_not_make_a_quorum(gathering: Gathering) -> None:
    """Only entitled seats count."""
    gathering.called()
    for username in ("khach01", "thuky"):
        assert gathering.run(username, check_in, Presence(meeting_id=gathering.id)).present == 0


def test_only_the_secretariat_checks_others_in(gathering: Gathering) -> None:
    """Not even the chair."""
    gathering.called()
    other = Presence(meeting_id=gathering.id, participant_id=gathering.seat("daibieu01"))
    assert gathering.run("thuky", check_in, other).present == 1
    for username in ("daibieu02", "chutri"):
        with pytest.raises(Denied):
            gathering.run(username, leave, other)


def test_nobody_checks_in_before_the_call_or_after_the_close(gathering: Gathering) -> None:
    """Attendance belongs to the session."""
    gathering.planned()
    mine = Presence(meeting_id=gathering.id)
    assert refusal(gathering, "chutri", check_in, mine) == "attendance.not_now"


def test_a_second_session_is_opened_only_when_that_is_meant(
    gathering: Gathering, office: Office
) -> None:
    """Of the same body at once: most likely the first was forgotten; nothing is half done."""
    gathering.running()
    made = gathering.run("thuky", create_meeting, draft(office))
    second = Gathering(gathering.store, office, gathering.as_actor, made.id).called()
    assert refusal(second, "thuky", open_session, OpenSession(meeting_id=second.id)) == (
        "session.another_runs"
    )
    assert second.seen_by("thuky").state == "called"
    second.run("thuky", open_session, OpenSession(meeting_id=second.id, besides=True))
    assert second.seen_by("thuky").state == "in_session"


def test_a_session_waits_for_the_chair_of_another(gathering: Gathering, office: Office) -> None:
    """Also of another body; after its end nothing is asked."""
    gathering.running()
    gathering.store.execute(SYSTEM, _of_another_body, Presence(meeting_id=gathering.id))
    made = gathering.run("thuky", create_meeting, draft(office))
    second = Gathering(gathering.store, office, gathering.as_actor, made.id).called()
    opening = OpenSession(meeting_id=second.id)
    assert refusal(second, "thuky", open_session, opening) == "session.another_runs"
    gathering.run("chutri", leave, Presence(meeting_id=gathering.id))
    second.run("thuky", open_session, opening)


def _of_another_body(uow: UnitOfWork, cmd: Presence) -> None:
    other = select(Unit.id).where(Unit.code == "VPTU").scalar_subquery()
    uow.session.execute(update(Meeting).where(Meeting.id == cmd.meeting_id).values(unit_id=other))


def test_a_closed_session_keeps_who_was_there(gathering: Gathering) -> None:
    """And gives the minutes their number."""
    gathering.closed()
    seen = gathering.seen_by("daibieu01")
    assert seen.attendance.present == 5
    assert seen.minutes_symbol == "1-BB/TU"
    mine = Presence(meeting_id=gathering.id)
    assert refusal(gathering, "daibieu01", check_in, mine) == "attendance.not_now"
    step = OpenSession(meeting_id=gathering.id)
    for command in (open_session, pause_session, resume_session, close_session):
        with pytest.raises(Conflict):
            gathering.run("thuky", command, step)


def test_pushing_an_item_stops_the_clock_of_the_one_before(gathering: Gathering) -> None:
    """One item is current; a pause lets its clock stand."""
    gathering.running()
    gathering.push(2)
    one, two, three = gathering.seen_by("daibieu01").agenda
    assert [one.state, two.state, three.state] == ["pending", "done", "current"]
    assert (two.started_at, three.started_at is None) == (None, False)
    step = SessionStep(meeting_id=gathering.id)
    gathering.run("thuky", pause_session, step)
    assert gathering.seen_by("daibieu01").agenda[2].started_at is None
    push = PushAgendaItem(meeting_id=gathering.id, item_id=gathering.items[0])
    assert refusal(gathering, "thuky", push_agenda_item, push) == "session.not_running"
    gathering.run("thuky", resume_session, step)
    assert gathering.seen_by("daibieu01").agenda[2].started_at is not None


def test_pages_are_those_of_the_current_items_papers(gathering: Gathering) -> None:
    """The first paper comes with its item; a page beyond the last is refused."""
    gathering.running()
    mine, other = gathering.paper(1), gathering.paper(2)
    gathering.push(1)
    seen = gathering.seen_by("daibieu01")
    assert (seen.current_version_id, seen.current_page) == (mine, 1)
    turn = TurnPage(meeting_id=gathering.id, version_id=mine, page=3)
    gathering.run("chutri", turn_page, turn)
    assert gathering.seen_by("daibieu01").current_page == 3
    beyond = turn.model_copy(update={"page": 4})
    assert refusal(gathering, "thuky", turn_page, beyond) == "session.no_such_page"
    foreign = turn.model_copy(update={"version_id": other})
    assert refusal(gathering, "thuky", turn_page, foreign) == "session.other_paper"
    with pytest.raises(Denied):
        gathering.run("daibieu01", turn_page, turn)


def content(gathering: Gathering, **changes: Any) -> ConclusionText:
    """A conclusion filled in rightly."""
    units = gathering.office.units
    fields: dict[str, Any] = {
        "text": "Hoàn thiện quy chế",
        "lead_unit_id": units["VPTU"],
        "coordinating_unit_ids": (units["BTCTU"],),
        "informed_unit_ids": (units["HUTD"],),
        "due_on": office_day(utc_now()) + timedelta(days=30),
    }
    return ConclusionText(**fields | changes)


def record(gathering: Gathering, **changes: Any) -> RecordConclusion:
    """The command to record it for item 2."""
    return RecordConclusion(item_id=gathering.items[1], content=content(gathering, **changes))


def test_a_conclusion_needs_a_date_to_come(gathering: Gathering) -> None:
    """Nothing is recorded."""
    gathering.running()
    past = record(gathering, due_on=date(2020, 1, 1))
    assert refusal(gathering, "thuky", record_conclusion, past) == "conclusion.past_due"
    assert gathering.seen_by("thuky").conclusions == []


def test_a_unit_has_one_part(gathering: Gathering) -> None:
    """The lead cannot coordinate itself."""
    gathering.running()
    units = gathering.office.units
    twice = record(gathering, coordinating_unit_ids=(units["VPTU"],))
    assert refusal(gathering, "thuky", record_conclusion, twice) == "conclusion.unit_twice"


def test_conclusions_are_drafts_of_the_desk_until_issued(
    gathering: Gathering, store: Store
) -> None:
    """Edited, numbered, issued once as a task with the same content."""
    gathering.running()
    first = gathering.run("thuky", record_conclusion, record(gathering)).id
    gathering.run("chutri", record_conclusion, record(gathering, text="Tập huấn"))
    assert gathering.seen_by("daibieu01").conclusions == []
    seen = gathering.seen_by("thuky").conclusions
    assert [c.number for c in seen] == ["2.1", "2.2"]
    assert seen[0].supervisor is not None
    assert seen[0].supervisor.name == "Nguyễn Minh Khôi"
    units = gathering.office.units
    swapped = content(
        gathering,
        coordinating_unit_ids=(units["HUTD"],),
        informed_unit_ids=(units["BTCTU"], units["UBKTTU"]),
    )
    edit = EditConclusion(conclusion_id=first, revision=seen[0].revision, content=swapped)
    gathering.run("thuky", edit_conclusion, edit)
    with pytest.raises(Stale):
        gathering.run("thuky", edit_conclusion, edit)
    issue = IssueTasks(meeting_id=gathering.id)
    issued: IssuedTasks = gathering.run("thuky", issue_tasks, issue)
    assert len(issued.issued) == 2
    with store.reading() as session:
        task = session.get_one(Task, issued.issued[0].task_id)
        assert task.lead_unit_id == units["VPTU"]
        assert task.source_id == first
        assert {unit.unit_id for unit in task.units} == {
            units["HUTD"],
            units["BTCTU"],
            units["UBKTTU"],
        }
    assert [c.task_id is not None for c in gathering.seen_by("daibieu01").conclusions] == [True] * 2
    assert refusal(gathering, "thuky", issue_tasks, issue) == "conclusion.nothing_to_issue"
    late = edit.model_copy(update={"revision": None})
    assert refusal(gathering, "thuky", edit_conclusion, late) == "conclusion.issued"

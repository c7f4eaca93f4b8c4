"""Rooms and people in two meetings at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.plan import UpdateMeeting, create_meeting, update_meeting
from meetings.kinds import ROOMS
from meetings.loading import meeting as whole
from meetings.models import Meeting
from meetings.queries.bookings import Clashes, clashes_of
from meetings.states import MeetingState
from tests.commands.meetings.copies import NEXT, copied, seen
from tests.counting import counted
from tests.gatherings import Gathering, draft


def room_of(gathering: Gathering) -> str:
    """A room of the catalogue."""

    def work(uow: UnitOfWork, _cmd: Any) -> None:
        data = {"place": "", "capacity": 20}
        uow.session.add(
            CatalogueEntry(catalogue=ROOMS.key, code="P1", name="Phòng 1", data=data, rank=1)
        )

    gathering.store.execute(SYSTEM, work, None)
    return "P1"


def test_a_room_with_a_called_meeting_is_refused_without_a_reason(gathering: Gathering) -> None:
    """On planning, on changing and on calling; a reason is recorded. Drafts take no room."""
    room = room_of(gathering)
    run = gathering.run
    run("thuky", update_meeting, UpdateMeeting(meeting_id=gathering.id, room=room))
    early = run("thuky", create_meeting, draft(gathering.office, room=room, title="Họp khác"))
    gathering.called()
    with pytest.raises(Conflict) as refused:
        run("thuky", create_meeting, draft(gathering.office, room=room))
    assert refused.value.code == "meeting.room_taken"
    assert refused.value.params["other"] == "Phiên họp Ban Thường vụ"
    title = UpdateMeeting(meeting_id=early.id, title="Tên khác")
    with pytest.raises(Conflict):
        run("thuky", update_meeting, title)
    shared = UpdateMeeting(meeting_id=early.id, room=room, room_reason="Chia đôi phòng")
    run("thuky", update_meeting, shared)
    assert seen(gathering, early.id).room_reason == "Chia đôi phòng"
    later = UpdateMeeting(
        meeting_id=early.id, starts_at=utc_now() + NEXT, ends_at=utc_now() + NEXT + timedelta(1)
    )
    run("thuky", update_meeting, later)
    assert seen(gathering, early.id).room_reason == ""


def test_of_two_drafts_for_one_room_the_second_call_is_refused(gathering: Gathering) -> None:
    """Nothing half done: it stays a draft."""
    room = room_of(gathering)
    change = UpdateMeeting(meeting_id=gathering.id, room=room)
    gathering.run("thuky", update_meeting, change)
    gathering.planned()
    source = gathering.seen_by("thuky")
    twin = copied(gathering, starts_at=source.starts_at)
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", call_meeting, CallMeeting(meeting_id=twin.id))
    assert refused.value.code == "meeting.room_taken"
    assert seen(gathering, twin.id).state is MeetingState.DRAFT


def test_who_sits_elsewhere_is_told_while_planning(gathering: Gathering) -> None:
    """By name; a meeting one may not know of is told without its title."""
    gathering.called()
    source = gathering.seen_by("thuky")
    twin = copied(gathering, starts_at=source.starts_at + timedelta(minutes=30))
    with gathering.store.reading() as session:
        planned = session.get_one(Meeting, twin.id)
        found = clashes_of(session, gathering.as_actor("thuky"), planned)
        hidden = clashes_of(session, gathering.as_actor("cuong"), planned)
    assert {"Trần Văn An"} <= {one.name for one in found.people}
    assert {one.title for one in found.people} == {"Phiên họp Ban Thường vụ"}
    assert {one.title for one in hidden.people} == {None}
    assert {one.meeting_id for one in hidden.people} == {None}


def test_who_sits_elsewhere_is_gathered_by_meeting(gathering: Gathering) -> None:
    """Seven people of one meeting are one row; another meeting is a row of its own."""
    gathering.called()
    starts_at = gathering.seen_by("thuky").starts_at
    copied(gathering, starts_at=starts_at, title="Bản nháp khác")
    twin = copied(gathering, starts_at=starts_at + timedelta(minutes=30))
    with gathering.store.reading() as session:
        planned = session.get_one(Meeting, twin.id)
        found = clashes_of(session, gathering.as_actor("thuky"), planned)
    rows = {row.title: row for row in found.by_meeting()}
    assert set(rows) == {"Phiên họp Ban Thường vụ", "Bản nháp khác"}
    assert [row.firm for row in rows.values()].count(True) == 1
    assert "Trần Văn An" in rows["Bản nháp khác"].names
    assert len(rows["Bản nháp khác"].names) == len(gathering.seen_by("thuky").participants)


def test_clashes_cost_as_many_queries_however_many_there_are(gathering: Gathering) -> None:
    """One for the room, one for the people, and what the meeting itself takes."""
    room = room_of(gathering)
    gathering.run("thuky", update_meeting, UpdateMeeting(meeting_id=gathering.id, room=room))
    gathering.planned()
    starts_at = gathering.seen_by("thuky").starts_at
    twin = copied(gathering, starts_at=starts_at)
    few, found = queries_of_clashes(gathering, twin.id)
    assert len(found.room) == 1
    for number in range(5):
        copied(gathering, starts_at=starts_at, title=f"Phiên {number}")
    many, found = queries_of_clashes(gathering, twin.id)
    assert len(found.room) == len(found.by_meeting()) == 6
    assert many == few <= 4


def queries_of_clashes(gathering: Gathering, meeting_id: UUID) -> tuple[int, Clashes]:
    """How often the database is asked, and what it said."""
    actor = gathering.as_actor("thuky")
    with gathering.store.reading() as session:
        planned = whole(session, meeting_id)
        assert planned is not None
        with counted(gathering.store.engine) as statements:
            found = clashes_of(session, actor, planned)
    return len(statements), found

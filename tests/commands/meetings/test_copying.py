"""Planning from what is there: copies, series, rooms that are taken, people who sit elsewhere."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.copying import Copied, CopyMeeting, copy_meeting
from meetings.commands.plan import UpdateMeeting, create_meeting, update_meeting
from meetings.commands.series import (
    CancelFollowing,
    ChangeFollowing,
    RepeatMeeting,
    cancel_following,
    change_following,
    repeat_meeting,
)
from meetings.kinds import ROOMS
from meetings.loading import meeting as whole
from meetings.models import Meeting
from meetings.queries import detail
from meetings.queries.bookings import Clashes, clashes_of
from meetings.queries.shapes import MeetingOut
from meetings.recurrence import DaysOff, Rule
from meetings.states import MeetingState
from tests.counting import counted
from tests.gatherings import Gathering, draft

NEXT = timedelta(days=7)


def seen(gathering: Gathering, meeting_id: UUID, username: str = "thuky") -> MeetingOut:
    """Another meeting as somebody sees it."""
    with gathering.store.reading() as session:
        return detail.meeting(session, gathering.as_actor(username), meeting_id)


def copied(gathering: Gathering, username: str = "thuky", **fields: Any) -> Copied:
    """A copy a week later."""
    starts_at = fields.pop("starts_at", utc_now() + NEXT)
    command = CopyMeeting(meeting_id=gathering.id, starts_at=starts_at, **fields)
    made: Copied = gathering.run(username, copy_meeting, command)
    return made


def test_a_copy_has_the_agenda_and_the_people_and_nothing_that_happened(
    gathering: Gathering,
) -> None:
    """The tree, minutes, presenters, functions; no papers, votes or states."""
    gathering.running()
    gathering.paper(1)
    gathering.open_vote()
    child = AddAgendaItem(
        meeting_id=gathering.id, title="Con", parent_id=gathering.items[1], presenter_name="An"
    )
    gathering.run("thuky", add_agenda_item, child)
    made = copied(gathering)
    old, new = gathering.seen_by("thuky"), seen(gathering, made.id)
    names = ("number", "title", "minutes", "presenter_name", "level")
    assert [[getattr(i, n) for n in names] for i in new.agenda] == [
        [getattr(i, n) for n in names] for i in old.agenda
    ]
    assert [(p.name, p.function, p.entitled) for p in new.participants] == [
        (p.name, p.function, p.entitled) for p in old.participants
    ]
    assert new.state is MeetingState.DRAFT
    assert new.votes == []
    assert not any(i.papers or i.started_at for i in new.agenda)
    assert new.ends_at - new.starts_at == old.ends_at - old.starts_at
    guest = next(p for p in new.participants if p.function is Function.GUEST)
    assert guest.item_ids == [new.agenda[1].id]
    assert made.dropped == ()


def test_who_is_deactivated_is_left_out_and_named(gathering: Gathering) -> None:
    """The others come along."""
    gathering.called()
    key = gathering.office.people["daibieu02"]

    def leave(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.get_one(Person, key).active = False

    gathering.store.execute(SYSTEM, leave, None)
    made = copied(gathering)
    assert len(made.dropped) == 1
    people = {p.person_id for p in seen(gathering, made.id).participants}
    assert key not in people
    assert gathering.office.people["daibieu01"] in people


@pytest.mark.parametrize(("username", "error"), [("cuong", NotFound), ("daibieu01", Denied)])
def test_only_who_plans_copies(gathering: Gathering, username: str, error: type) -> None:
    """Who does not know of it is told nothing."""
    gathering.called()
    with pytest.raises(error):
        copied(gathering, username)


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


def series(gathering: Gathering) -> list[UUID]:
    """Four meetings, a week apart."""
    rule = Rule(times=4, days_off=DaysOff.MOVE)
    command = RepeatMeeting(meeting_id=gathering.id, rule=rule)
    made = gathering.run("thuky", repeat_meeting, command)
    return [gathering.id, *made.meeting_ids]


def test_a_series_is_drafts_with_agenda_and_people(gathering: Gathering) -> None:
    """All of one series; a second time it is refused."""
    gathering.planned()
    ids = series(gathering)
    shown = [seen(gathering, key) for key in ids]
    assert len({m.series_id for m in shown}) == 1
    assert [len(m.agenda) for m in shown] == [3] * 4
    assert [m.state for m in shown] == [MeetingState.DRAFT] * 4
    days = [office_day(m.starts_at) for m in shown]
    assert all(isinstance(day, date) and day > days[0] for day in days[1:])
    assert len({m.starts_at.time() for m in shown}) == 1
    with pytest.raises(Conflict) as refused:
        series(gathering)
    assert refused.value.code == "series.already"


def test_this_and_following_change_together(gathering: Gathering) -> None:
    """Title and hour of the third and fourth; those before stay; a stale form is told."""
    gathering.planned()
    ids = series(gathering)
    before = [seen(gathering, key) for key in ids]
    later = before[2].starts_at + timedelta(hours=1)
    command = ChangeFollowing(
        meeting_id=ids[2],
        title="Tên mới",
        starts_at=later,
        ends_at=before[2].ends_at + timedelta(hours=1),
        revision=before[2].revision,
    )
    gathering.run("thuky", change_following, command)
    after = [seen(gathering, key) for key in ids]
    assert [m.title == "Tên mới" for m in after] == [False, False, True, True]
    moved = [(new.starts_at - old.starts_at) for new, old in zip(after, before, strict=True)]
    hour = timedelta(hours=1)
    assert moved == [timedelta(0), timedelta(0), hour, hour]
    with pytest.raises(Stale):
        gathering.run("thuky", change_following, command)


def test_this_and_following_are_cancelled_together(gathering: Gathering) -> None:
    """What came before stays; a meeting of no series is told so."""
    gathering.planned()
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", cancel_following, CancelFollowing(meeting_id=gathering.id))
    assert refused.value.code == "series.none"
    ids = series(gathering)
    gathering.run("thuky", cancel_following, CancelFollowing(meeting_id=ids[1], reason="Nghỉ"))
    with gathering.store.reading() as session:
        rows = {meeting.id: meeting.state for meeting in session.scalars(select(Meeting))}
    assert [rows[key] for key in ids] == ["draft", "cancelled", "cancelled", "cancelled"]
    with gathering.store.reading() as session:
        assert whole(session, ids[3]) is not None

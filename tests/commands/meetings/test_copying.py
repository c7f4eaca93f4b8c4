"""Planning from what is there: copies, series, rooms that are taken, people who sit elsewhere."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, NotFound, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.series import (
    CancelFollowing,
    ChangeFollowing,
    RepeatMeeting,
    cancel_following,
    change_following,
    repeat_meeting,
)
from meetings.loading import meeting as whole
from meetings.models import Meeting
from meetings.recurrence import DaysOff, Rule
from meetings.states import MeetingState
from tests.commands.meetings.copies import copied, seen
from tests.gatherings import Gathering


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

"""Secret and closed items in the tree: who knows of them and of what lies in them."""

from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core import outbox
from ecabinet.core.access import STREAM
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.audience import of_item
from meetings.commands.agenda_order import (
    MoveAgendaItem,
    ReorderAgenda,
    move_agenda_item,
    reorder_agenda,
)
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import OpenSession, open_session
from meetings.commands.vote import CloseVote, close_vote
from meetings.policies import ItemPermission, MeetingPermission
from meetings.queries.minutes import minutes_facts
from meetings.queries.room import room, screen
from meetings.tree import ItemDirection
from tests.commands.meetings.agendas import add, agenda, change
from tests.gatherings import VOTERS, Gathering
from tests.searching import finder, register_all, titles


def clear(gathering: Gathering, level: int, *usernames: str) -> None:
    """Clear these people for things as secret as `level`."""

    def work(uow: UnitOfWork, _cmd: Any) -> None:
        ids = [gathering.office.people[username] for username in usernames]
        for person in uow.session.scalars(select(Person).where(Person.id.in_(ids))):
            person.clearance = level

    gathering.store.execute(SYSTEM, work, None)


def test_what_lies_in_a_closed_item_is_closed(gathering: Gathering) -> None:
    """And a guest of a sub-item keeps the item above from being closed."""
    gathering.planned()
    child = add(gathering, "Con", parent_id=gathering.items[0])
    change(gathering, gathering.items[0], members_only=True)
    seen = {i.id: i for i in gathering.seen_by("thuky").agenda}
    assert seen[child].members_only
    inside = MoveAgendaItem(item_id=gathering.items[1], direction=ItemDirection.IN)
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", move_agenda_item, inside)
    assert refused.value.code == "agenda.has_guests"


def test_nobody_makes_an_item_more_secret_than_they_may_know(gathering: Gathering) -> None:
    """It would vanish under their hands."""
    gathering.planned()
    with pytest.raises(Invalid) as refused:
        change(gathering, gathering.items[0], secrecy=1)
    assert refused.value.code == "agenda.above_own_clearance"


def test_who_is_not_cleared_does_not_know_of_a_secret_item(gathering: Gathering) -> None:
    """Agenda, papers, votes, conclusions, room, screen, streams: for daibieu01 it is not there."""
    gathering.called()
    clear(gathering, 1, "thuky", "chutri", "daibieu02")
    child = add(gathering, "Con mật", parent_id=gathering.items[0])
    change(gathering, gathering.items[0], secrecy=1, title="Vụ việc X")
    paper = gathering.paper(0)
    assert agenda(gathering)[:2] == [("1", "Vụ việc X"), ("1.1", "Con mật")]
    assert [n for n, _ in agenda(gathering, "daibieu01")] == ["2", "3"]
    assert [n for n, _ in agenda(gathering, "daibieu02")] == ["1", "1.1", "2", "3"]
    for item_id in (gathering.items[0], child):
        actor = gathering.as_actor("daibieu01")
        with gathering.store.reading() as session, pytest.raises(NotFound):
            access.agenda_item(session, actor, item_id, ItemPermission.READ)
    cleared = ("chutri", "daibieu02")
    _run_secretly(gathering, *cleared)
    with gathering.store.reading() as session:
        outsider = gathering.as_actor("daibieu01")
        state = room(session, outsider, gathering.id, utc_now())
        told = [
            f"{entry.payload}"
            for stream in state.streams
            for entry in outbox.changes(session, stream, 0)
        ]
        wall = screen(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    text = state.model_dump_json() + wall.model_dump_json() + "".join(told)
    assert "Vụ việc X" not in text
    assert "Hỏi kín" not in text
    assert "Kết luận kín" not in text
    assert state.meeting.current_version_id is None
    assert wall.current_version_id is None
    assert str(paper) not in state.model_dump_json()
    assert [v.question for v in gathering.seen_by("daibieu02").votes] == ["Hỏi kín"]
    assert gathering.seen_by("daibieu01").votes == []


def _run_secretly(gathering: Gathering, *voters: str) -> None:
    """Discuss, vote on and conclude the secret item, with everybody else out of the room."""
    from meetings.commands.presence import check_in
    from meetings.commands.session import OpenSession, open_session

    for username in VOTERS:
        gathering.run(username, check_in, Presence(meeting_id=gathering.id))
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id))
    gathering.push(0)
    with pytest.raises(Conflict) as refused:
        gathering.open_vote("Hỏi kín")
    assert refused.value.code == "vote.uncleared_present"
    assert "Trần Văn An" in str(refused.value.params["names"])
    for username in set(VOTERS) - set(voters):
        gathering.run(username, leave, Presence(meeting_id=gathering.id))
    vote_id = gathering.open_vote("Hỏi kín", override_reason="kín")
    with gathering.store.reading() as session, pytest.raises(NotFound):
        access.ballot(session, gathering.as_actor("daibieu01"), vote_id)
    actor = gathering.as_actor("daibieu01")
    with gathering.store.reading() as session, pytest.raises(NotFound):
        access.vote(session, actor, vote_id, MeetingPermission.READ_VOTES)
    gathering.cast("daibieu02", vote_id)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    content = ConclusionText(text="Kết luận kín", lead_unit_id=gathering.office.units["TU"])
    concluded = RecordConclusion(item_id=gathering.items[0], content=content)
    gathering.run("thuky", record_conclusion, concluded)


def test_an_uncleared_planner_moves_around_what_they_do_not_see(gathering: Gathering) -> None:
    """The secret item stays behind the item before it."""
    gathering.planned()
    clear(gathering, 1, "thuky")
    secret = add(gathering, "Kín", secrecy=1)
    last = add(gathering, "Cuối")
    clear(gathering, 0, "thuky")
    order = ReorderAgenda(meeting_id=gathering.id, item_ids=(last, *gathering.items))
    gathering.run("thuky", reorder_agenda, order)
    clear(gathering, 1, "thuky")
    assert agenda(gathering)[0][1] == "Cuối"
    assert [i.id for i in gathering.seen_by("thuky").agenda][-1] == secret


def test_a_guest_of_an_item_reads_what_lies_in_it(gathering: Gathering) -> None:
    """Two levels down, but nothing for members only; moved out of it, it is closed again."""
    gathering.planned()
    child = add(gathering, "Con", parent_id=gathering.items[1])
    grandchild = add(gathering, "Cháu", parent_id=child)
    closed = add(gathering, "Riêng", parent_id=gathering.items[1], members_only=True)
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    gathering.items.append(child)
    version_id = gathering.paper(len(gathering.items) - 1)
    seen = [item.id for item in gathering.seen_by("khach01").agenda]
    assert seen == [gathering.items[1], child, grandchild]
    with gathering.store.reading() as session:
        told = of_item(session, grandchild, 0)
        kept = of_item(session, closed, 0)
    guest = gathering.office.people["khach01"]
    assert told is not None
    assert kept is not None
    assert guest in told.people
    assert guest not in kept.people
    step = MoveAgendaItem(item_id=child, direction=ItemDirection.OUT)
    gathering.run("thuky", move_agenda_item, step)
    assert [item.id for item in gathering.seen_by("khach01").agenda] == [gathering.items[1]]
    with gathering.store.reading() as session:
        told_off = [entry.payload for entry in outbox.changes(session, STREAM, 0)]
    assert [(one["person_id"], one["ended"]) for one in told_off] == [
        (str(guest), f"paper:{version_id}:meeting")
    ]


def test_a_secret_item_is_in_no_list_of_hits_and_in_no_minutes_of_who_is_not_cleared(
    gathering: Gathering,
) -> None:
    """Search and minutes ask the same gate as the agenda."""
    register_all()
    gathering.planned()
    clear(gathering, 1, "thuky", "daibieu02")
    change(gathering, gathering.items[0], secrecy=1, title="Chuyện riêng của đồng chí Z")
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    for username in VOTERS:
        gathering.run(username, check_in, Presence(meeting_id=gathering.id))
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id))
    find = finder(gathering.store, gathering.as_actor)
    for username, knows in (("thuky", True), ("daibieu02", True), ("daibieu01", False)):
        hits = titles(find(username, "chuyện riêng"))
        assert bool(hits) is knows, (username, hits)
        with gathering.store.reading() as session:
            actor = gathering.as_actor(username)
            facts, _final = minutes_facts(session, actor, gathering.id, utc_now())
        assert ("Chuyện riêng" in str(facts)) is knows, username

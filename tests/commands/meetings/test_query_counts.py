"""What a hall does all at once asks the database as often for 200 people as for five."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from documents.live import may_listen as may_listen_to_paper
from ecabinet.accounts.commands.people import CreatePerson, OfficeToHold, create_person
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.guide import TurnPage, turn_page
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.vote import CloseVote, close_vote
from meetings.live import may_listen
from meetings.queries import room
from meetings.queries.seating import seat_map
from tests.counting import counted
from tests.fixtures import cheap_hash
from tests.gatherings import Gathering

MANY, ITEMS = 200, 50


@pytest.fixture
def hall(gathering: Gathering) -> Gathering:
    """In session at item 2 with a paper, after one vote."""
    gathering.running()
    gathering.paper(1)
    gathering.push(1)
    voted(gathering, "daibieu01")
    return gathering


def voted(hall: Gathering, username: str) -> None:
    """One vote, with one ballot."""
    vote_id = hall.open_vote()
    hall.cast(username, vote_id)
    hall.run("thuky", close_vote, CloseVote(vote_id=vote_id))


def crowd(hall: Gathering) -> None:
    """MANY more members, half of them in the room, and ITEMS items."""
    unit_id = hall.office.units["TU"]
    held = OfficeToHold(
        unit_id=unit_id, role=Role.MEMBER, title="Ủy viên", from_on=date(2020, 1, 1)
    )

    def come(uow: UnitOfWork, _cmd: Presence) -> None:
        for number in range(MANY):
            name = f"nguoi{number}"
            person = CreatePerson(
                username=name, name=name, password_hash=cheap_hash(), offices=[held]
            )
            seats.append(Invitation(person_id=create_person(uow, person).id))

    seats: list[Invitation] = []
    mine = Presence(meeting_id=hall.id)
    hall.store.execute(SYSTEM, come, mine)
    invited = InviteParticipants(meeting_id=hall.id, participants=tuple(seats))
    hall.run("thuky", invite_participants, invited)
    for number in range(0, MANY, 2):
        hall.run(f"nguoi{number}", check_in, mine)

    def plan(uow: UnitOfWork, _cmd: Presence) -> None:
        for number in range(len(hall.items), ITEMS):
            add_agenda_item(uow, AddAgendaItem(meeting_id=hall.id, title=f"Việc {number}"))

    hall.run("thuky", plan, mine)


def deeds(hall: Gathering) -> dict[str, Callable[[], Any]]:
    """What many do, or what everybody waits for."""
    version_id = hall.seen_by("chutri").current_version_id
    assert version_id is not None
    mine = Presence(meeting_id=hall.id)
    page = TurnPage(meeting_id=hall.id, version_id=version_id, page=2)
    member, guest = hall.as_actor("daibieu01"), hall.as_actor("khach01")

    def listening(actor: Any, stream: str) -> Callable[[], bool]:
        def ask() -> bool:
            with hall.store.reading() as session:
                return may_listen(session, actor, stream)

        return ask

    def paper() -> bool:
        with hall.store.reading() as session:
            return may_listen_to_paper(session, guest, f"paper:{version_id}:meeting")

    def live(view: Callable[..., Any], username: str) -> Callable[[], Any]:
        def load() -> Any:
            with hall.store.reading() as session:
                return view(session, hall.as_actor(username), hall.id, utc_now())

        return load

    return {
        "leave": lambda: hall.run("daibieu01", leave, mine),
        "check_in": lambda: hall.run("daibieu01", check_in, mine),
        "check_in again": lambda: hall.run("daibieu01", check_in, mine),
        "turn_page": lambda: hall.run("chutri", turn_page, page),
        "push_agenda_item": lambda: hall.push(1),
        "may_listen": listening(member, events.members(hall.id)),
        "may_listen guest": listening(guest, events.everybody(hall.id)),
        "may_listen paper": paper,
        "getRoom member": live(room.room, "daibieu01"),
        "getRoom guest": live(room.room, "khach01"),
        "getDesk": live(room.desk, "thuky"),
        "getScreen": live(room.screen, "chutri"),
        "getSeatMap": live(seat_map, "daibieu01"),
    }


def statements_of(hall: Gathering) -> dict[str, int]:
    """How many statements each deed takes."""
    counts = {}
    for name, deed in deeds(hall).items():
        with counted(hall.store.engine) as noted:
            assert deed() is not False
        counts[name] = len(noted)
    return counts


def test_a_full_hall_asks_no_more_than_a_small_one(hall: Gathering) -> None:
    """The same with 5 voters, 3 items and one vote, then with 200 more, 50 and two."""
    few = statements_of(hall)
    crowd(hall)
    voted(hall, "nguoi0")
    assert statements_of(hall) == few
    begin = hall.store.engine.dialect.name == "sqlite"  # BEGIN is a statement of ours there.
    assert few["may_listen"] == few["may_listen guest"] == 1 + begin

"""A meeting of any size, ready for real clients: people, bearer tokens, papers, all checked in."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel

from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.accounts.commands import sessions
from ecabinet.accounts.commands.people import (
    CreatePerson,
    OfficeToHold,
    create_person,
)
from ecabinet.accounts.commands.sessions import Arrival, hash_secret
from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.plan import CreateMeeting, create_meeting
from meetings.commands.session import OpenSession, open_session
from meetings.models import Attendance, Participant
from meetings.rules import register_rules
from tests.fixtures import Office, cheap_hash
from tests.gatherings import Gathering

SECRETARY, GUEST, STRANGER = "thuky", "khach01", "cuong"
ROLES = {SECRETARY: Role.SECRETARY, GUEST: Role.OFFICIAL, STRANGER: Role.OFFICIAL}
ITEMS = 3


@dataclass(frozen=True)
class Hall:
    """A meeting in session with everybody present. Tokens, ids and seats by user name.

    SECRETARY leads it by office, the first voter chairs, GUEST is invited for the second item,
    STRANGER has nothing.
    """

    store: Store
    unit_id: UUID
    meeting_id: UUID
    items: list[UUID]
    version_id: UUID
    voters: list[str]
    tokens: dict[str, str]
    people: dict[str, UUID]
    seats: dict[str, UUID]

    def actor(self, username: str) -> Actor:
        """The actor with this user name."""
        with self.store.reading() as session:
            found = actor_by_username(session, username, utc_now())
        assert found is not None, username
        return found


class Roll(BaseModel):
    """Who works in the unit; guest and stranger work in another."""

    unit_id: UUID
    other_unit_id: UUID
    usernames: list[str]


class People(BaseModel):
    """Ids by user name."""

    ids: dict[str, UUID]


def furnish(store: Store, voters: int, pages: int = 12) -> Hall:
    """Make the meeting on an empty, migrated database; every person gets a bearer token."""
    register_rules()
    permissions.register(PAPER_POLICIES)
    unit = store.execute(SYSTEM, create_unit, CreateUnit(name="Tỉnh ủy Vĩnh Phúc", code="TU"))
    aside = store.execute(SYSTEM, create_unit, CreateUnit(name="Ban Tổ chức Tỉnh ủy", code="BTC"))
    names = [f"daibieu{number:04}" for number in range(voters)]
    roll = Roll(
        unit_id=unit.id, other_unit_id=aside.id, usernames=[SECRETARY, GUEST, STRANGER, *names]
    )
    people = store.execute(SYSTEM, _enrol, roll).ids

    def as_actor(username: str) -> Actor:
        with store.reading() as session:
            found = actor_by_username(session, username, utc_now())
        assert found is not None
        return found

    secretary = as_actor(SECRETARY)
    now = utc_now()
    plan = CreateMeeting(
        title="Phiên họp Ban Thường vụ", unit_id=unit.id, starts_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=3), place="Phòng họp số 1",
    )  # fmt: skip
    meeting_id = store.execute(secretary, create_meeting, plan).id
    items = [
        store.execute(
            secretary, add_agenda_item, AddAgendaItem(meeting_id=meeting_id, title=f"Việc {n}")
        ).id
        for n in range(1, ITEMS + 1)
    ]
    functions = [Function.CHAIR, *[Function.MEMBER] * (voters - 1)]
    seats = [
        Invitation(person_id=people[name], function=function)
        for name, function in zip(names, functions, strict=True)
    ]
    guest = Invitation(person_id=people[GUEST], function=Function.GUEST, item_ids=(items[1],))
    invited = InviteParticipants(meeting_id=meeting_id, participants=(*seats, guest))
    store.execute(secretary, invite_participants, invited)
    gathering = Gathering(store, Office({"TU": unit.id}, people), as_actor, meeting_id, items)
    version_id = gathering.paper(0, pages)
    store.execute(secretary, call_meeting, CallMeeting(meeting_id=meeting_id))
    seated = store.execute(SYSTEM, _seat_all, Meeting(id=meeting_id)).ids
    store.execute(secretary, open_session, OpenSession(meeting_id=meeting_id))
    gathering.push(0)
    by_person = {person_id: name for name, person_id in people.items()}
    return Hall(
        store,
        unit.id,
        meeting_id,
        items,
        version_id,
        names,
        tokens={name: token(name) for name in people},
        people=people,
        seats={by_person[UUID(person)]: seat for person, seat in seated.items()},
    )


def token(username: str) -> str:
    """The bearer token that `furnish` gave to somebody."""
    return f"bearer-of-{username}-" + "x" * 24


def _enrol(uow: UnitOfWork, cmd: Roll) -> People:
    ids = {}
    for name in cmd.usernames:
        role = ROLES.get(name, Role.MEMBER)
        unit_id = cmd.other_unit_id if role is Role.OFFICIAL else cmd.unit_id
        office = OfficeToHold(unit_id=unit_id, role=role, title=name, from_on=date(2020, 1, 1))
        person = create_person(
            uow,
            CreatePerson(username=name, name=name, offices=[office], password_hash=cheap_hash()),
        )
        ids[name] = person.id
        arrival = Arrival(
            how="password", kind="api", device="test", address="127.0.0.1", strong=True
        )
        sessions.begin(uow, person.id, arrival, hash_secret(token(name)), hours=12)
    return People(ids=ids)


class Meeting(BaseModel):
    """Which meeting."""

    id: UUID


def _seat_all(uow: UnitOfWork, cmd: Meeting) -> People:
    """Check everybody in at once; one by one would load a thousand seats a thousand times."""
    seats = uow.session.query(Participant).filter_by(meeting_id=cmd.id).all()
    for seat in seats:
        uow.session.add(
            Attendance(
                meeting_id=cmd.id, participant_id=seat.id, arrived_at=uow.now,
                checked_in_by=seat.person_id,
            )
        )  # fmt: skip
    return People(ids={str(seat.person_id): seat.id for seat in seats})

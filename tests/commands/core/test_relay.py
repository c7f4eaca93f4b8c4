"""The relay emits what was committed, in order, and ends rights that ended."""

from uuid import uuid4

from ecabinet.accounts.commands.people import Created
from ecabinet.accounts.commands.units import CreateUnit
from ecabinet.core.access import AccessEnded
from ecabinet.core.actors import SYSTEM
from ecabinet.core.nudge import Nudge
from ecabinet.web.relay import Relay
from tests.commands.core.test_unit_of_work import Add, add


class FakeRooms:
    def __init__(self, *rooms):
        self.names, self.sent, self.ended = set(rooms), [], []

    def rooms(self):
        return self.names

    def broadcast(self, room, event_name, payload):
        self.sent.append((room, payload["seq"]))

    def drop_person(self, person_id, sign_in_id=None):
        self.ended.append((person_id, sign_in_id))

    def leave_room(self, person_id, room):
        self.ended.append((person_id, room))


def test_only_followed_streams_are_sent_in_order(store):
    rooms = FakeRooms("a")
    relay = Relay(store, rooms, Nudge())
    relay.follow("a", 0)
    for code in "xyz":
        store.execute(SYSTEM, add, Add(code=code, streams=("a", "b")))
    relay.pump()
    relay.pump()
    assert rooms.sent == [("a", 1), ("a", 2), ("a", 3)]


def test_a_room_that_everybody_left_is_forgotten_and_begins_anew(store):
    rooms = FakeRooms("a")
    relay = Relay(store, rooms, Nudge())
    relay.follow("a", 0)
    rooms.names = set()
    relay.pump()
    store.execute(SYSTEM, add, Add(code="x", streams=("a",)))
    rooms.names = {"a"}
    relay.follow("a", 1)
    relay.pump()
    assert rooms.sent == []


def test_more_than_one_page_of_events_is_sent_whole(store):
    rooms = FakeRooms("a")
    relay = Relay(store, rooms, Nudge())
    relay.follow("a", 0)
    store.execute(SYSTEM, add, Add(code="x", streams=("a",) * 1203))
    relay.pump()
    assert [seq for _, seq in rooms.sent] == list(range(1, 1204))


def test_ended_rights_close_sockets(store):
    def end(uow, cmd: CreateUnit) -> Created:
        uow.record(AccessEnded(person_id=person, ended="a"))
        uow.record(AccessEnded(person_id=person))
        uow.record(AccessEnded(person_id=person, sign_in_id=sign_in))
        return Created(id=person)

    person, sign_in = uuid4(), uuid4()
    rooms = FakeRooms()
    relay = Relay(store, rooms, Nudge())
    relay.pump()
    store.execute(SYSTEM, end, CreateUnit(name="x", code="x"))
    relay.pump()
    assert rooms.ended == [(person, "a"), (person, None), (person, sign_in)]

"""The live connection over real sockets, in both modes. The server runs in a process of its own."""

import urllib.request
from uuid import uuid4

import pytest

from ecabinet.web.live_doors import SOCKETS_PER_PERSON
from tests.live.small_server import AN, BINH, Server, wait_for
from tests.live.wire import Closed, Tablet


def test_join_is_acknowledged_with_the_last_number(server: Server) -> None:
    tablet = server.tablet(AN)
    assert tablet.ask("join", {"stream": "open:ack"}) == {"ok": True, "last": 7}
    server.post("/broadcast", room="open:ack", count=1)
    assert tablet.event() == ["event", {"seq": 1, "filling": ""}]


def test_what_may_not_be_seen_is_refused(server: Server) -> None:
    tablet = server.tablet(AN)
    refused = {"ok": False, "code": "live.refused"}
    assert tablet.ask("join", {"stream": "secret:1"}) == refused
    for broken in (None, {}, {"stream": 3}, {"stream": ""}, {"stream": "x" * 500}, ["open:1"]):
        assert tablet.ask("join", broken) == refused
    server.post("/broadcast", room="secret:1", count=1)
    assert tablet.silent()


def test_nobody_comes_in_without_signing_in(server: Server) -> None:
    assert Tablet(server.port, None).connect() is False


def test_who_does_not_sign_in_cannot_stay(own_server: Server) -> None:
    # One was refused, the other never even asks to come in.
    refused, waiting = Tablet(own_server.port, None), Tablet(own_server.port, AN)
    assert refused.connect() is False
    assert waiting.text()[0] == "0"
    seated = own_server.tablet(AN)
    for unseated in (refused, waiting):
        with pytest.raises(Closed) as closed:
            unseated.event()
        assert closed.value.reason == "not signed in"
    assert seated.ask("join", {"stream": "open:1"})["ok"]


def test_a_person_has_so_many_sockets_and_no_more(server: Server) -> None:
    person = str(uuid4())
    for _ in range(SOCKETS_PER_PERSON):
        server.tablet(person)
    assert Tablet(server.port, person).connect() is False


def test_foreign_pages_are_refused(server: Server) -> None:
    assert Tablet(server.port, AN, origin="http://evil.test").status == "400"


def test_polling_is_refused(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        server.get(f"/socket.io/?EIO=4&transport=polling&person={AN}")


def test_compression_is_not_negotiated(server: Server) -> None:
    tablet = Tablet(server.port, AN, extensions="permessage-deflate; client_max_window_bits")
    assert tablet.status == "101"
    assert "permessage-deflate" not in tablet.headers


def test_an_event_between_reading_and_joining_is_not_lost(server: Server) -> None:
    # The first answer of `may_join` says 7, then event 8 is told to a room without this socket.
    stream = f"slow:{uuid4()}"
    assert server.tablet(AN).ask("join", {"stream": stream}) == {"ok": True, "last": 8}


def test_leaving_ends_delivery(server: Server) -> None:
    tablet = server.tablet(AN, "open:leave")
    assert tablet.ask("leave", {"stream": "open:leave"}) == {"ok": True}
    server.post("/broadcast", room="open:leave", count=1)
    assert tablet.silent()
    assert "open:leave" not in server.get("/state")["rooms"]


def test_a_pointer_reaches_the_others_and_names_its_sender(server: Server) -> None:
    an, binh = server.tablet(AN, "open:point"), server.tablet(BINH, "open:point")
    told = {"stream": "open:point", "x": 0.5, "actor": BINH}
    assert an.ask("pointer", told) == {"ok": True}
    assert binh.event() == ["pointer", {**told, "actor": AN, "name": AN}]
    assert an.silent()


def test_ephemeral_messages_are_checked(server: Server) -> None:
    an, binh = server.tablet(AN, "open:check"), server.tablet(BINH, "open:check")
    refused = {"ok": False, "code": "live.refused"}
    assert an.ask("stroke", {"stream": "open:check"}) == refused  # the rule says no
    assert an.ask("pointer", {"stream": "open:other"}) == refused  # not in the room
    assert an.ask("pointer", {"stream": "open:check", "x": "y" * 4096}) == refused  # too large
    an.tell("vote.cast", {"stream": "open:check"})  # nothing durable over sockets
    assert binh.silent()


def test_a_flood_is_cut(server: Server) -> None:
    an, binh = server.tablet(AN, "open:flood"), server.tablet(BINH, "open:flood")
    answers = [an.ask("pointer", {"stream": "open:flood", "n": n})["ok"] for n in range(400)]
    assert 40 <= sum(answers) < 200
    binh.close()


def test_a_message_that_is_too_large_ends_the_connection(server: Server) -> None:
    tablet = server.tablet(AN)
    with pytest.raises((Closed, BrokenPipeError)):
        tablet.ask("pointer", {"stream": "open:1", "x": "y" * 40_000})


def test_a_dropped_person_is_out_of_all_rooms_at_once(server: Server) -> None:
    person = str(uuid4())
    tablets = [server.tablet(person, "open:drop"), server.tablet(person, "open:drop2")]
    witness = server.tablet(BINH, "open:drop")
    rooms = server.post(f"/drop/{person}")
    assert "open:drop" in rooms
    assert "open:drop2" not in rooms
    server.post("/broadcast", room="open:drop", count=1)
    assert witness.event()[1]["seq"] == 1
    for tablet in tablets:
        assert tablet.event()[0] == "disconnect"
        with pytest.raises(Closed):
            tablet.event()
    assert Tablet(server.port, person).connect() is False


def test_who_is_taken_out_of_one_room_stays_in_the_others(server: Server) -> None:
    person = str(uuid4())
    tablet = server.tablet(person, "open:a", "open:b")
    assert "open:a" not in server.post(f"/remove/{person}/open:a")
    server.post("/broadcast", room="open:a", count=1)
    server.post("/broadcast", room="open:b", count=1)
    assert tablet.event() == ["left", {"stream": "open:a"}]
    assert tablet.event() == ["event", {"seq": 1, "filling": ""}]
    assert tablet.silent()


def test_hanging_up_empties_the_room(server: Server) -> None:
    person = str(uuid4())
    server.tablet(person, "open:gone").close()
    state = wait_for(server, f"/state?person={person}", sockets=[0])
    assert "open:gone" not in state["rooms"]

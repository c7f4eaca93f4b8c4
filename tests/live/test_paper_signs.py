"""Signs on a paper that may be lost: who may send them, who sees them, how fast, whose name."""

import json
import time
from contextlib import suppress
from datetime import date

import pytest

from documents.events import layer_stream, readers_stream
from ecabinet.accounts.commands.offices import EndOffice, end_office
from ecabinet.accounts.models import Office
from ecabinet.core.actors import SYSTEM
from meetings.catalogue import Function
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from tests.live.hall import GUEST, SECRETARY, STRANGER
from tests.live.house import House
from tests.live.wire import Closed
from tests.marks import ink

CHAIR, MEMBERS = "daibieu0000", ("daibieu0001", "daibieu0002", "daibieu0003")
SOON = 2.0
REFUSED = {"ok": False, "code": "live.refused"}
TOO_FAST = {"ok": False, "code": "live.too_fast"}


@pytest.fixture(scope="module")
def outsider(scene: House) -> str:
    """Somebody of another unit who takes part, and so reads the paper."""
    hall = scene.hall
    seat = Invitation(person_id=hall.people[STRANGER], function=Function.MEMBER)
    command = InviteParticipants(meeting_id=hall.meeting_id, participants=(seat,))
    hall.store.execute(hall.actor(SECRETARY), invite_participants, command)
    return STRANGER


def meeting(scene: House) -> str:
    return layer_stream(scene.hall.version_id)


def unit(scene: House) -> str:
    return layer_stream(scene.hall.version_id, scene.hall.unit_id)


def readers(scene: House) -> str:
    return readers_stream(scene.hall.version_id)


@pytest.mark.parametrize(
    ("username", "heard"),
    [
        (SECRETARY, {"meeting", "unit", "readers"}),
        (CHAIR, {"meeting", "unit", "readers"}),
        (MEMBERS[0], {"meeting", "unit", "readers"}),
        (GUEST, set()),  # of another item
        (STRANGER, set()),
    ],
)
def test_who_hears_which_stream_of_a_paper(scene: House, username: str, heard: set[str]) -> None:
    streams = {"meeting": meeting(scene), "unit": unit(scene), "readers": readers(scene)}
    tablet, caller = scene.tablet(username), scene.caller(username)
    joined = {n for n, s in streams.items() if tablet.ask("join", {"stream": s})["ok"]}
    read = {
        n for n, s in streams.items() if caller.send("GET", f"/changes?stream={s}").status == 200
    }
    assert joined == read == heard


def test_a_reader_of_another_unit_hears_neither_marks_nor_strokes_of_this_one(
    scene: House, outsider: str
) -> None:
    tablet, inside = scene.tablet(outsider, meeting(scene)), scene.tablet(CHAIR, unit(scene))
    witness = scene.tablet(MEMBERS[0], unit(scene))
    assert tablet.ask("join", {"stream": unit(scene)}) == REFUSED
    assert tablet.ask("stroke", {"stream": unit(scene), "points": []}) == REFUSED
    caller, path = scene.caller(outsider), f"/papers/{scene.hall.version_id}/annotations"
    assert caller.send("GET", f"/changes?stream={unit(scene)}").status == 404
    mark = ink(layer="unit", text="chuyện trong đơn vị")
    scene.caller(CHAIR).must("POST", path, {"annotations": [mark]})
    assert inside.ask("stroke", {"stream": unit(scene), "points": [[1, 2]]}) == {"ok": True}
    assert witness.event()[0] in ("event", "stroke")
    assert tablet.silent()
    assert "chuyện trong đơn vị" not in json.dumps(caller.get(path))
    own = [layer["stream"] for layer in caller.get(path)["layers"] if layer["layer"] == "unit"]
    assert own
    assert unit(scene) not in own
    assert tablet.ask("join", {"stream": own[0]})["ok"]
    assert scene.tablet(CHAIR).ask("join", {"stream": own[0]}) == REFUSED


def test_the_pointer_of_who_leads_reaches_everybody_with_a_name(scene: House) -> None:
    leader = scene.tablet(CHAIR, meeting(scene))
    others = [scene.tablet(name, meeting(scene)) for name in (SECRETARY, *MEMBERS)]
    sign = {"stream": meeting(scene), "page": 2, "at": [100, 200], "name": "Người khác"}
    assert leader.ask("pointer", sign) == {"ok": True}
    for tablet in others:
        name, told = tablet.event()
        assert (name, told["page"], told["at"]) == ("pointer", 2, [100, 200])
        assert told["name"] == CHAIR, "the server names who points, not the one who points"
        assert told["actor"] == str(scene.hall.people[CHAIR])
    assert leader.silent()


@pytest.mark.parametrize(
    ("username", "may"), [(CHAIR, True), (SECRETARY, True), (MEMBERS[0], False)]
)
def test_only_who_leads_points(scene: House, username: str, may: bool) -> None:
    tablet = scene.tablet(username, meeting(scene))
    answer = tablet.ask("pointer", {"stream": meeting(scene), "page": 1, "at": [1, 1]})
    assert answer == ({"ok": True} if may else REFUSED)


def test_each_sign_has_its_stream(scene: House) -> None:
    tablet = scene.tablet(CHAIR, meeting(scene), unit(scene), readers(scene), scene.stream())
    allowed = {
        (kind, part)
        for kind in ("stroke", "pointer", "presence")
        for part, stream in {
            "meeting": meeting(scene),
            "unit": unit(scene),
            "readers": readers(scene),
            "room": scene.stream(),
        }.items()
        if tablet.ask(kind, {"stream": stream})["ok"]
    }
    assert allowed == {
        ("stroke", "meeting"),
        ("stroke", "unit"),
        ("pointer", "meeting"),
        ("presence", "readers"),
    }


def test_presence_reaches_the_readers_and_is_kept_slow(scene: House) -> None:
    reader = scene.tablet(MEMBERS[0], readers(scene))
    others = [scene.tablet(name, readers(scene)) for name in MEMBERS[1:]]
    answers = [
        reader.ask("presence", {"stream": readers(scene), "page": page}) for page in range(1, 31)
    ]
    passed = answers.count({"ok": True})
    assert 5 <= passed <= 12
    assert answers[-1] == TOO_FAST
    for tablet in others:
        pages = [tablet.event()[1]["page"] for _ in range(passed)]
        assert pages == list(range(1, passed + 1))
        assert tablet.silent()


def test_a_pointer_is_slowed_down_without_stopping_strokes(scene: House) -> None:
    tablet = scene.tablet(SECRETARY, meeting(scene))
    sign = {"stream": meeting(scene), "page": 1, "at": [1, 1]}
    answers = [tablet.ask("pointer", sign) for _ in range(90)]
    assert answers[-1] == TOO_FAST
    assert answers.count({"ok": True}) < 80
    assert tablet.ask("stroke", sign) == {"ok": True}


def test_marks_of_a_unit_are_told_to_its_people_only(scene: House) -> None:
    inside = scene.tablet(MEMBERS[0], meeting(scene), unit(scene))
    mark = ink(layer="unit", text="chuyện trong đơn vị")
    path = f"/papers/{scene.hall.version_id}/annotations"
    scene.caller(CHAIR).must("POST", path, {"annotations": [mark]})
    name, event = inside.event()
    assert (name, event["type"], event["payload"]["id"]) == (
        "event",
        "annotation.added",
        mark["id"],
    )
    assert event["stream"] == unit(scene)
    assert inside.silent(), "nothing of it on the meeting's stream"


def test_who_leaves_the_unit_is_out_of_its_stream_at_once(scene: House) -> None:
    who = "daibieu0004"
    tablet = scene.tablet(who, meeting(scene), unit(scene))
    with scene.hall.store.reading() as session:
        held = session.query(Office).filter_by(person_id=scene.hall.people[who]).one()
    began = time.monotonic()
    command = EndOffice(office_id=held.id, to_on=date(2021, 1, 1), reason="chuyển công tác")
    scene.hall.store.execute(SYSTEM, end_office, command)
    with suppress(Closed):
        while True:
            tablet.event()  # Raises TimeoutError when nothing comes any more.
    assert time.monotonic() - began < SOON
    again = scene.tablet(who)
    assert again.ask("join", {"stream": unit(scene)}) == REFUSED
    assert again.ask("stroke", {"stream": unit(scene)}) == REFUSED
    caller = scene.caller(who)
    assert caller.send("GET", f"/changes?stream={unit(scene)}").status == 404

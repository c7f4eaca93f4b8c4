"""The queues through the API: who may what, what each screen tells, bad input."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from meetings.commands.presence import Presence, check_in
from tests.clients import ApiClient
from tests.gatherings import Gathering

SignIn = Callable[[str], ApiClient]


def made(answer: Any, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    return answer.json


def test_a_turn_from_the_hand_to_the_last_word(gathering: Gathering, sign_in: SignIn) -> None:
    """Ask, see one's place, get the floor, more time, pause, go on, end; the wall has the name."""
    gathering.running()
    at = f"/meetings/{gathering.id}"
    wish = {"item_id": str(gathering.items[1])}
    one, two, desk = sign_in("daibieu01"), sign_in("daibieu02"), sign_in("thuky")
    first = made(one.post(f"{at}/speaking-turns", wish), 201)["id"]
    second = made(two.post(f"{at}/speaking-turns", wish), 201)["id"]
    asked = made(two.post(f"{at}/speaking-turns", {**wish, "kind": "question"}), 201)["id"]
    order = {"kind": "speak", "turn_ids": [second, first]}
    made(desk.put(f"{at}/speaking-order", order))
    queues = made(one.get(f"{at}/speaking"))
    assert [(t["id"], t["position"]) for t in queues["turns"]] == [
        (second, 1),
        (first, 2),
        (asked, 1),
    ]
    made(desk.post(f"/speaking-turns/{second}/floor", {"after": None}))
    screen = made(desk.get(f"{at}/screen"))["speaking"]
    names = {p.name for p in gathering.seen_by("thuky").participants}
    assert screen["speaker"]["name"] in names
    assert (len(screen["following"]), screen["speak"], screen["question"]) == (1, 1, 1)
    made(desk.post(f"/speaking-turns/{second}/more-time", {"minutes": 2}))
    made(desk.post(f"/speaking-turns/{second}/pause"))
    made(desk.send("DELETE", f"/speaking-turns/{second}/pause"))
    made(two.post(f"/speaking-turns/{second}/end"))
    made(two.post(f"/speaking-turns/{asked}/withdrawal"))
    left = made(one.get(f"{at}/room"))["meeting"]["speaking"]
    assert ([t["id"] for t in left["turns"]], left["spoken"]) == ([first], 1)


def test_the_wall_names_nobody_in_an_item_for_members_only(
    gathering: Gathering, sign_in: SignIn
) -> None:
    """Who has the floor there is not for everybody's eyes."""
    gathering.running()
    desk = sign_in("thuky")
    closed = {"members_only": True}
    made(desk.send("PATCH", f"/agenda-items/{gathering.items[2]}", json=closed))
    gathering.push(2)
    wish = {"item_id": str(gathering.items[2])}
    at = f"/meetings/{gathering.id}"
    turn = made(sign_in("daibieu01").post(f"{at}/speaking-turns", wish), 201)["id"]
    made(desk.post(f"/speaking-turns/{turn}/floor", {}))
    made(sign_in("daibieu02").post(f"{at}/speaking-turns", wish), 201)
    speaking = made(desk.get(f"{at}/screen"))["speaking"]
    assert (speaking["speaker"]["name"], speaking["speaker"]["title"]) == ("", "")
    assert (speaking["following"], speaking["speak"]) == ([], 1)


@pytest.mark.parametrize(
    ("path", "status"),
    [("withdrawal", 404), ("floor", 404), ("pause", 404), ("more-time", 404), ("end", 404)],
)
def test_strangers_know_of_no_turn(
    gathering: Gathering, sign_in: SignIn, path: str, status: int
) -> None:
    """A turn that is there and one that is not look alike; a member is refused in words."""
    gathering.running()
    wish = {"item_id": str(gathering.items[1])}
    at = f"/meetings/{gathering.id}/speaking-turns"
    turn = made(sign_in("daibieu01").post(at, wish), 201)["id"]
    stranger = sign_in("cuong")
    answers = [stranger.post(f"/speaking-turns/{one}/{path}", {}) for one in (turn, uuid4())]
    assert [answer.status_code for answer in answers] == [status, status]
    assert answers[0].json["code"] == answers[1].json["code"]
    assert sign_in("daibieu02").post(f"/speaking-turns/{turn}/{path}", {}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"item_id": "x"},
        {"kind": "shout"},
        {"participant_id": "chutri"},
        {"item_id": None},
        [],
    ],
)
def test_bad_wishes_are_refused(gathering: Gathering, sign_in: SignIn, body: Any) -> None:
    """With a sentence, and nobody waits."""
    gathering.running()
    if isinstance(body, dict) and body and "item_id" not in body:
        body = {"item_id": str(gathering.items[1]), **body}
    client = sign_in("daibieu01")
    answer = client.post(f"/meetings/{gathering.id}/speaking-turns", body)
    assert answer.status_code in (400, 422), answer.text
    assert made(client.get(f"/meetings/{gathering.id}/speaking"))["turns"] == []


def test_a_request_sent_again_asks_once(gathering: Gathering, sign_in: SignIn) -> None:
    """The same request id answers the same turn; a guest sees the queue of the own item only."""
    gathering.running()
    gathering.run("khach01", check_in, Presence(meeting_id=gathering.id))
    guest = sign_in("khach01")
    at = f"/meetings/{gathering.id}"
    wish = {"item_id": str(gathering.items[1]), "kind": "question"}
    first = made(guest.post(f"{at}/speaking-turns", wish), 201)
    assert made(guest.post(f"{at}/speaking-turns", wish), 201) == first
    gathering.push(0)
    assert made(guest.get(f"{at}/speaking")) == {"item_id": None, "turns": [], "spoken": 0}

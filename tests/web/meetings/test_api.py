"""The main line through the API, and each bad input the issue names."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from ecabinet.core.clock import utc_now
from tests.clients import ApiClient
from tests.fixtures import Office
from tests.gatherings import VOTERS, Gathering

SignIn = Callable[[str], ApiClient]


def made(answer: Any, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    return answer.json


def refused(answer: Any, status: int, code: str) -> str:
    """The sentence of a refusal that must have this status and code."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["code"] == code, answer.text
    sentence: str = answer.json["detail"]
    assert sentence
    return sentence


def test_the_line_from_plan_to_minutes(
    gathering: Gathering, sign_in: SignIn, office: Office
) -> None:
    """Plan, call, check in, push, vote, conclude, issue, close, read the minutes."""
    secretary, chair = sign_in("thuky"), sign_in("chutri")
    starts = utc_now() + timedelta(hours=1)
    body = {
        "title": "Phiên họp Ban Thường vụ lần thứ 32",
        "unit_id": str(office.units["TU"]),
        "kind": "BTV",
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=3)).isoformat(),
        "place": "Phòng họp số 1",
    }
    meeting = made(secretary.post("/meetings", body), 201)["id"]
    item = made(secretary.post(f"/meetings/{meeting}/agenda-items", {"title": "Một"}), 201)["id"]
    people = [
        {"person_id": str(office.people["chutri"]), "function": "chair"},
        *({"person_id": str(office.people[u]), "function": "member"} for u in VOTERS[1:]),
        {"person_id": str(office.people["khach01"]), "function": "guest", "item_ids": [item]},
    ]
    made(secretary.post(f"/meetings/{meeting}/participants", {"participants": people}))
    assert made(secretary.post(f"/meetings/{meeting}/call"))["state"] == "called"
    for username in VOTERS[:4]:
        made(sign_in(username).post(f"/meetings/{meeting}/attendance"))
    made(chair.post(f"/meetings/{meeting}/session"))
    made(secretary.put(f"/meetings/{meeting}/current-item", {"item_id": item}))
    vote = made(
        secretary.post(
            f"/meetings/{meeting}/vote-openings", {"question": "Thông qua?", "notice_seconds": 0}
        ),
        201,
    )
    for username in VOTERS[:3]:
        receipt = sign_in(username).post(f"/votes/{vote['id']}/ballots", {"choice": "yes"})
        assert made(receipt, 201)["choice"] == "yes"
    closed = made(secretary.post(f"/votes/{vote['id']}/closure"))
    assert closed["outcome"]["carried"] is True
    conclusion = {
        "text": "Hoàn thiện quy chế phòng họp không giấy.",
        "lead_unit_id": str(office.units["VPTU"]),
        "coordinating_unit_ids": [str(office.units["BTCTU"])],
        "informed_unit_ids": [str(office.units["HUTD"])],
        "supervisor_id": str(office.people["lanhdao"]),
        "due_on": (date.today() + timedelta(days=30)).isoformat(),  # noqa: DTZ011
    }
    recorded = made(secretary.post(f"/agenda-items/{item}/conclusions", conclusion), 201)
    assert recorded["number"] == "1.1"
    issued = made(secretary.post(f"/meetings/{meeting}/tasks"), 201)["issued"]
    task = made(sign_in("vanthu").get(f"/tasks/{issued[0]['task_id']}"))
    assert task["lead_unit"]["id"] == conclusion["lead_unit_id"]
    assert task["source"]["kind"] == "conclusion"
    made(secretary.post(f"/meetings/{meeting}/closure"))
    minutes = sign_in("daibieu01").get(f"/meetings/{meeting}/minutes.pdf")
    assert minutes.status_code == 200
    pages = PdfReader(BytesIO(minutes.data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "1-BB/TU" in text.replace("\u2011", "-").replace("\u2060", "")
    assert "3 trên 5 thành viên tán thành" in text
    assert "Hoàn thiện quy chế" in text or "hoàn thiện quy chế" in text
    refused(sign_in("khach01").get(f"/meetings/{meeting}/minutes.pdf"), 403, "denied")


def test_bad_input_is_answered_in_the_readers_language(
    gathering: Gathering, sign_in: SignIn
) -> None:
    """Each case of the issue, in Vietnamese; nothing is half done."""
    gathering.running()
    secretary = sign_in("thuky")
    here = f"/meetings/{gathering.id}"
    now = utc_now()
    backwards = {
        "title": "x",
        "unit_id": str(gathering.office.units["TU"]),
        "kind": "unit",
        "starts_at": now.isoformat(),
        "ends_at": (now - timedelta(hours=1)).isoformat(),
    }
    refused(secretary.post("/meetings", backwards), 422, "meeting.ends_before_start")
    opened = made(
        secretary.post(f"{here}/vote-openings", {"question": "Thông qua?", "notice_seconds": 0}),
        201,
    )
    vote = f"/votes/{opened['id']}"
    again = {"vote_id": opened["id"]}
    refused(secretary.post(f"{here}/vote-openings", again), 409, "vote.already_open")
    refused(
        secretary.post(f"{here}/vote-openings", {"question": "Khác?"}), 409, "vote.another_open"
    )
    refused(secretary.post(f"{here}/closure"), 409, "session.vote_open")
    member = sign_in("daibieu01")
    made(member.post(f"{vote}/ballots", {"choice": "yes"}), 201)
    refused(member.post(f"{vote}/ballots", {"choice": "no"}), 409, "vote.already_cast")
    refused(member.post(f"{vote}/ballots", {"choice": "perhaps"}), 422, "invalid")
    refused(member.post(f"{vote}/closure"), 403, "denied")
    made(secretary.post(f"{vote}/closure"))
    made(secretary.post(f"{vote}/closure"))
    late = sign_in("daibieu02").post(f"{vote}/ballots", {"choice": "yes"})
    assert refused(late, 409, "vote.closed").startswith("Biểu quyết đã kết thúc")
    item = gathering.items[1]
    conclusions = f"/agenda-items/{item}/conclusions"
    past = {
        "text": "Làm việc này",
        "lead_unit_id": str(gathering.office.units["VPTU"]),
        "due_on": "2020-01-01",
    }
    refused(secretary.post(conclusions, past), 422, "conclusion.past_due")
    refused(secretary.post(f"{here}/tasks"), 409, "conclusion.nothing_to_issue")
    # Typed while the chair speaks: who leads may be found out later, but before it becomes a task.
    made(secretary.post(conclusions, {"text": "Làm việc này"}), 201)
    refused(secretary.post(f"{here}/tasks"), 422, "conclusion.no_lead")


@pytest.mark.parametrize("username", ["cuong", "quantri"])
def test_who_may_not_know_gets_the_answer_of_nothing(
    gathering: Gathering, sign_in: SignIn, username: str
) -> None:
    """Forbidden and missing look alike."""
    gathering.running()
    stranger = sign_in(username)
    for path in ("", "/room", "/desk", "/screen", "/minutes.pdf"):
        forbidden = stranger.get(f"/meetings/{gathering.id}{path}")
        missing = stranger.get(f"/meetings/{uuid4()}{path}")
        assert refused(forbidden, 404, "not_found") == refused(missing, 404, "not_found")


def test_a_replayed_ballot_is_answered_as_the_first_time(
    gathering: Gathering, sign_in: SignIn
) -> None:
    """Idempotency-Key, over HTTP."""
    gathering.running()
    vote = gathering.open_vote()
    member = sign_in("daibieu01")
    first = member.post(f"/votes/{vote}/ballots", {"choice": "yes"}, request_id="k")
    again = member.post(f"/votes/{vote}/ballots", {"choice": "yes"}, request_id="k")
    assert made(first, 201) == made(again, 201)


def test_room_desk_and_screen_tell_only_what_each_may(
    gathering: Gathering, sign_in: SignIn
) -> None:
    """Streams, votes and names by part."""
    gathering.running()
    vote = gathering.open_vote()
    gathering.cast("daibieu01", vote)
    key = f"meeting:{gathering.id}"
    here = f"/meetings/{gathering.id}"
    guest = made(sign_in("khach01").get(f"{here}/room"))
    assert set(guest["streams"]) == {key}
    assert guest["meeting"]["votes"] == []
    member = made(sign_in("daibieu02").get(f"{here}/room"))
    assert {key, f"{key}:members", f"{key}:screen"} == set(member["streams"])
    assert member["meeting"]["votes"][0]["may_cast"] is True
    refused(sign_in("daibieu02").get(f"{here}/desk"), 403, "denied")
    desk = made(sign_in("chutri").get(f"{here}/desk"))
    assert len(desk["waiting_for"]) == 4
    screen = made(sign_in("thuky").get(f"{here}/screen"))
    assert screen["vote"]["cast"] == 1
    assert screen["vote"]["ballots"] == []
    assert screen["vote"]["my_ballot"] is None
    refused(sign_in("khach01").get(f"{here}/screen"), 403, "denied")
    for stream, username, status in (
        (key, "khach01", 200),
        (key, "cuong", 404),
        (f"{key}:members", "khach01", 404),
        (f"{key}:desk", "daibieu01", 404),
        (f"{key}:desk", "chutri", 200),
        (f"{key}:other", "thuky", 404),
    ):
        answer = sign_in(username).get("/changes", query_string={"stream": stream, "after": 0})
        assert answer.status_code == status, (stream, username)

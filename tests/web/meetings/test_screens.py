"""A machine of the hall: its code, what it may ask for, and that nothing else answers it."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from ecabinet.core.clock import utc_now
from meetings.commands.session import SessionStep, close_session
from meetings.models import BigScreen
from tests.clients import ApiClient, csrf_of
from tests.gatherings import Gathering
from tests.web.registry.doors import Door, doors

SignIn = Callable[[str], ApiClient]
SECRET = re.compile(r"Kết quả thực hiện|Công tác cán bộ|daibieu|Phiên họp Ban Thường vụ")
OPEN_TO_ALL = re.compile(r"^/api/v1/(openapi.*)?$")


def let_in(app: Any, code: str) -> FlaskClient:
    """A browser of the hall that has typed the code."""
    hall: FlaskClient = app.test_client()
    token = csrf_of(hall.get("/screen").text)
    sent = hall.post("/screen", data={"csrf_token": token, "code": code})
    assert sent.status_code == 303, sent.text
    return hall


@pytest.fixture
def opened(gathering: Gathering, sign_in: SignIn) -> dict[str, Any]:
    """A meeting in session, and a code for one machine."""
    gathering.running()
    gathering.paper(1)
    gathering.push(1)
    answer = sign_in("thuky").post(f"/meetings/{gathering.id}/screens", {"name": "Máy chiếu"})
    assert answer.status_code == 201
    made: dict[str, Any] = answer.json
    return made


def test_a_machine_shows_the_screen_by_its_code_once(
    app: Any, gathering: Gathering, opened: dict[str, Any], sign_in: SignIn
) -> None:
    """Typed in small letters and with a space; afterwards the code opens nothing."""
    assert opened["address"].endswith("/screen#" + opened["code"])
    hall = let_in(app, opened["code"].lower().replace("-", " "))
    page = hall.get("/screen")
    assert "data-by-machine" in page.text
    assert "Phiên họp Ban Thường vụ" in page.text
    state = hall.get(f"/api/v1/meetings/{gathering.id}/screen").json
    assert set(state["streams"]) == {
        f"meeting:{gathering.id}", f"meeting:{gathering.id}:screen",
    }  # fmt: skip
    other = app.test_client()
    again = {"csrf_token": csrf_of(other.get("/screen").text), "code": opened["code"]}
    refused = other.post("/screen", data=again)
    assert refused.status_code == 404
    assert "Mã không đúng" in refused.text
    listed = sign_in("thuky").get(f"/meetings/{gathering.id}/screens").json["screens"]
    assert [(s["name"], s["taken_from"]) for s in listed] == [("Máy chiếu", "127.0.0.1")]


def test_nothing_else_answers_a_machine(
    app: Any, gathering: Gathering, opened: dict[str, Any]
) -> None:
    """Every door of the registry, with ids of what exists, answers it as it answers nobody."""
    hall, nobody = let_in(app, opened["code"]), app.test_client()
    meeting = gathering.seen_by("thuky")
    real = {
        "meeting_id": meeting.id, "item_id": gathering.items[1], "screen_id": opened["id"],
        "version_id": meeting.current_version_id, "participant_id": meeting.participants[0].id,
        "page": 1,
    }  # fmt: skip
    here = f"/api/v1/meetings/{meeting.id}/screen"
    own, faults, tried = {"/screen", here, here + "/page.png"}, [], 0
    for door in doors(app):
        path = door.path({name: real.get(name, UUID(int=7)) for name in door.names})
        if path in own or door.endpoint.endswith("sign_out"):
            continue
        tried += 1
        machine, other = _knock(hall, door, path), _knock(nobody, door, path)
        refused = door.is_api and machine[0] < 300 and not OPEN_TO_ALL.match(path)
        if machine[:2] != other[:2] or SECRET.search(machine[2]) or refused:
            faults.append(f"{door}: {machine[:2]}, nobody gets {other[:2]}")
    assert not faults, "\n".join(faults)
    assert tried > 300


def _knock(browser: FlaskClient, door: Door, path: str) -> tuple[int, str | None, str]:
    head = {"X-CSRFToken": csrf_of(browser.get("/sign-in").text)} if door.writes else {}
    with browser.open(
        path, method=door.method, headers=head, json={} if door.writes else None
    ) as got:
        return got.status_code, got.headers.get("Location"), got.text


def test_writes_with_a_good_body_are_refused_as_signed_out(
    app: Any, gathering: Gathering, opened: dict[str, Any]
) -> None:
    """Not the missing fields but the missing person is the reason."""
    hall = let_in(app, opened["code"])
    head = {"X-CSRFToken": csrf_of(hall.get("/screen").text)}
    at = f"/api/v1/meetings/{gathering.id}"
    push = {"item_id": str(gathering.items[0])}
    assert hall.put(f"{at}/current-item", json=push, headers=head).status_code == 401
    assert hall.post(f"{at}/pause", headers=head).status_code == 401
    assert hall.post(f"{at}/screens", json={}, headers=head).status_code == 401
    assert hall.get(f"/api/v1/changes?stream=meeting:{gathering.id}:screen").status_code == 401


def test_another_meetings_screen_is_none_of_its_business(
    app: Any, gathering: Gathering, opened: dict[str, Any]
) -> None:
    hall = let_in(app, opened["code"])
    assert hall.get(f"/api/v1/meetings/{uuid4()}/screen").status_code == 401


def test_turned_off_at_the_desk_it_shows_nothing_more(
    app: Any, gathering: Gathering, opened: dict[str, Any], sign_in: SignIn
) -> None:
    hall = let_in(app, opened["code"])
    desk = sign_in("thuky")
    for _twice in range(2):
        assert (
            desk.send("DELETE", f"/meetings/{gathering.id}/screens/{opened['id']}").status_code
            == 204
        )
    assert hall.get(f"/api/v1/meetings/{gathering.id}/screen").status_code == 401
    assert "Mã màn hình" in hall.get("/screen").text
    assert desk.get(f"/meetings/{gathering.id}/screens").json["screens"] == []


def test_it_lasts_while_the_session_runs_and_is_used(
    app: Any, gathering: Gathering, opened: dict[str, Any]
) -> None:
    """Used, it goes on; after the close it shows the end, and is not renewed."""
    hall, here = let_in(app, opened["code"]), f"/api/v1/meetings/{gathering.id}/screen"
    _shift(gathering, minutes=25)
    assert hall.get(here).status_code == 200
    _shift(gathering, minutes=25)
    assert hall.get(here).status_code == 200, "it was renewed by the use before"
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    closing = hall.get(here)
    assert closing.json["state"] == "closed"
    assert closing.json["current_version_id"] is None
    _shift(gathering, minutes=25)
    assert hall.get(here).status_code == 200
    _shift(gathering, minutes=6)
    assert hall.get(here).status_code == 401


def test_a_code_waits_ten_minutes(app: Any, gathering: Gathering, opened: dict[str, Any]) -> None:
    with gathering.store.engine.begin() as connection:
        late = update(BigScreen).values(code_until=utc_now() - timedelta(seconds=1))
        connection.execute(late)
    browser = app.test_client()
    typed = {"csrf_token": csrf_of(browser.get("/screen").text), "code": opened["code"]}
    assert browser.post("/screen", data=typed).status_code == 404


def test_who_guesses_codes_is_slowed_down(app: Any, office: Any) -> None:
    browser = app.test_client()
    token = csrf_of(browser.get("/screen").text)
    answers = [
        browser.post("/screen", data={"csrf_token": token, "code": f"AAAA-{n:04}"}).status_code
        for n in range(12)
    ]
    assert answers[:10] == [404] * 10
    assert answers[10:] == [429, 429]


def test_secrets_stand_in_no_table_and_no_log(
    app: Any, gathering: Gathering, opened: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Of code and secret only keyed hashes are kept, of the code nothing once it was used."""
    with caplog.at_level(logging.DEBUG):
        hall = let_in(app, opened["code"])
        hall.get("/screen")
    with hall.session_transaction() as kept:
        secret = kept["big_screen"]
    with gathering.store.engine.connect() as connection:
        dump = "\n".join(
            str(row)
            for table in BigScreen.metadata.sorted_tables
            for row in connection.execute(table.select())
        )
    for word in (secret, opened["code"], opened["code"].replace("-", "")):
        assert word not in dump
        assert word not in caplog.text


def test_only_who_leads_opens_screens(gathering: Gathering, sign_in: SignIn) -> None:
    gathering.running()
    at = f"/meetings/{gathering.id}/screens"
    assert sign_in("chutri").post(at, {}).status_code == 201
    assert sign_in("daibieu01").post(at, {}).status_code == 403
    assert sign_in("khach01").get(at).status_code == 403
    assert sign_in("cuong").post(at, {}).status_code == 404


def test_ten_at_once_and_none_for_a_meeting_that_is_over(
    gathering: Gathering, sign_in: SignIn
) -> None:
    gathering.running()
    at, desk = f"/meetings/{gathering.id}/screens", sign_in("thuky")
    assert [desk.post(at, {}).status_code for _ in range(11)] == [201] * 10 + [409]
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    assert desk.post(at, {}).json["code"] == "screen.no_session"


def test_the_page_gives_a_code_to_read_out_and_turns_machines_off(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], submit: Any
) -> None:
    gathering.running()
    browser, here = browser_sign_in("thuky"), f"/meetings/{gathering.id}/screens"
    shown = submit(browser, here, here, name="Máy chiếu hội trường")
    code = re.search(r"screen-code-letters num\">([0-9A-Z]{4}-[0-9A-Z]{4})<", shown.text)
    assert shown.status_code == 200
    assert code
    assert "<svg" in shown.text
    listed = browser.get(here)
    assert "Máy chiếu hội trường" in listed.text
    assert code[1] not in listed.text
    closing = re.search(r'action="([^"]+/closure)"', listed.text)
    assert closing
    assert submit(browser, here, closing[1]).status_code == 303
    assert "Chưa có máy nào" in browser.get(here).text


def _shift(gathering: Gathering, *, minutes: int) -> None:
    """Let so much time have passed for all machines."""
    with gathering.store.reading() as session:
        rows = session.query(BigScreen).all()
    ago = timedelta(minutes=minutes)
    with gathering.store.engine.begin() as connection:
        for row in rows:
            moved = {"seen_at": row.seen_at, "good_until": row.good_until}
            old = {name: at - ago for name, at in moved.items() if at is not None}
            connection.execute(update(BigScreen).where(BigScreen.id == row.id).values(**old))

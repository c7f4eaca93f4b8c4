"""The pages of the call: one tap to answer, the secretary's list, changes to tell."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import update

from ecabinet.accounts.models import Person
from ecabinet.core.store import Store
from meetings.commands.plan import UpdateMeeting, update_meeting
from tests.clients import csrf_of
from tests.counting import asked
from tests.gatherings import Gathering

SignIn = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, **data: Any) -> Any:
    """Post a form with the token of the list page."""
    token = csrf_of(client.get("/meetings").text)
    return client.post(path, data={"csrf_token": token, "request_id": str(uuid4()), **data})


def test_one_tap_from_home(gathering: Gathering, browser_sign_in: SignIn) -> None:
    gathering.called()
    here = f"/meetings/{gathering.id}"
    client = browser_sign_in("daibieu01")
    home = client.get("/").text
    assert "Giấy mời chờ trả lời" in home
    assert f'action="{here}/answer"' in home
    answered = post(client, f"{here}/answer", answer="attend", back="home")
    assert (answered.status_code, answered.location) == (303, "/")
    assert "Giấy mời chờ trả lời" not in client.get("/").text
    assert "Dự họp" in client.get(here).text


def test_who_has_nothing_to_answer_is_asked_nothing(
    gathering: Gathering, browser_sign_in: SignIn
) -> None:
    gathering.called()
    for username in ("thuky", "cuong", "quantri"):
        assert "Giấy mời chờ trả lời" not in browser_sign_in(username).get("/").text
    here = f"/meetings/{gathering.id}"
    for page in ("answer", "answers", "changes"):
        assert browser_sign_in("cuong").get(f"{here}/{page}").status_code == 404
    assert browser_sign_in("daibieu01").get(f"{here}/answers").status_code == 403
    assert browser_sign_in("khach01").get(f"{here}/answers").status_code == 403


def test_what_was_typed_stays_and_says_what_is_wrong(
    gathering: Gathering, browser_sign_in: SignIn
) -> None:
    gathering.called()
    here = f"/meetings/{gathering.id}/answer"
    client = browser_sign_in("daibieu01")
    assert client.get(here).status_code == 200
    refused = post(client, here, answer="absent", reason="")
    assert refused.status_code == 422
    assert "Vắng mặt cần ghi lý do." in refused.text
    other = gathering.office.people["daibieu02"]
    refused = post(client, here, answer="substitute", substitute_id=other, reason="Bận <b>họp</b>")
    assert refused.status_code == 422
    assert "đã có tên dự họp" in refused.text
    assert "Bận &lt;b&gt;họp&lt;/b&gt;" in refused.text


@pytest.mark.parametrize(
    "data",
    [
        {"answer": "perhaps"},
        {"answer": ""},
        {},
        {"answer": "substitute", "substitute_id": "nobody"},
        {"answer": "absent", "reason": "x" * 2001},
    ],
)
def test_nonsense_is_refused(
    gathering: Gathering, browser_sign_in: SignIn, data: dict[str, str]
) -> None:
    gathering.called()
    client = browser_sign_in("daibieu01")
    assert post(client, f"/meetings/{gathering.id}/answer", **data).status_code == 422
    assert "Giấy mời chờ trả lời" in client.get("/").text


def test_the_secretary_sees_decides_reminds_and_takes_the_list(
    gathering: Gathering, browser_sign_in: SignIn
) -> None:
    gathering.called()
    gathering.paper(1, title="Tờ trình")
    here = f"/meetings/{gathering.id}"
    member = browser_sign_in("daibieu01")
    canbo = gathering.office.people["canbo"]
    post(member, f"{here}/answer", answer="substitute", substitute_id=canbo, reason="=1+1")
    client = browser_sign_in("thuky")
    page = client.get(f"{here}/answers").text
    assert "Vũ Đình Cán Bộ" in page
    assert "0/6 đã mở" in page
    seat = gathering.seat("daibieu01")
    decided = post(client, f"{here}/participants/{seat}/substitution", decision="approve")
    assert decided.status_code == 303
    assert browser_sign_in("canbo").get(here).status_code == 200
    assert "Đã nhắc" in follow(client, post(client, f"{here}/reminders", about="answer"))
    assert "Hôm nay đã nhắc rồi" in follow(client, post(client, f"{here}/reminders"))
    other = gathering.seat("daibieu02")
    said = post(client, f"{here}/participants/{other}/answer", answer="absent", reason="Ốm")
    assert said.status_code == 303
    assert "thư ký ghi" in client.get(f"{here}/answers").text
    workbook = load_workbook(io.BytesIO(client.get(f"/api/v1{here}/answers.xlsx").data))
    rows = [list(row) for row in workbook.active.values]
    line = next(row for row in rows if row[0] == "Trần Văn An")
    assert line[3:6] == ["Cử người dự thay", "'=1+1", "Vũ Đình Cán Bộ (đã đồng ý)"]


def follow(client: FlaskClient, answer: Any) -> str:
    assert answer.status_code == 303
    return client.get(answer.location).text


def test_changes_are_read_and_sent_once(gathering: Gathering, browser_sign_in: SignIn) -> None:
    gathering.called()
    here = f"/meetings/{gathering.id}"
    change = UpdateMeeting(meeting_id=gathering.id, place="Hội trường <lớn>")
    gathering.run("thuky", update_meeting, change)
    client = browser_sign_in("thuky")
    assert "Báo 1 thay đổi" in client.get(here).text
    page = client.get(f"{here}/changes").text
    assert "Phòng họp số 1 → Hội trường &lt;lớn&gt;" in page
    digest = page.split('name="digest" value="')[1].split('"')[0]
    assert post(client, f"{here}/changes", digest="other", line="Mời xem").status_code == 409
    assert post(client, f"{here}/changes", digest=digest, line="Mời xem").status_code == 303
    assert post(client, f"{here}/changes", digest=digest).status_code == 409
    seen = browser_sign_in("khach01").get(f"{here}/changes").text
    assert "Mời xem" in seen
    assert 'name="digest"' not in seen
    assert post(browser_sign_in("daibieu01"), f"{here}/changes").status_code == 403


def test_the_letter_is_for_its_recipient(gathering: Gathering, browser_sign_in: SignIn) -> None:
    gathering.called()
    address = f"/api/v1/meetings/{gathering.id}/invitation.pdf"
    own, other = gathering.seat("daibieu01"), gathering.seat("daibieu02")
    client = browser_sign_in("daibieu01")
    letter = client.get(f"{address}?participant_id={own}", buffered=True)
    assert letter.data.startswith(b"%PDF")
    assert letter.data == client.get(f"{address}?participant_id={own}", buffered=True).data
    for path in (address, f"{address}?participant_id={other}"):
        assert client.get(path, buffered=True).status_code == 403
        assert browser_sign_in("cuong").get(path, buffered=True).status_code == 404
        assert browser_sign_in("thuky").get(path, buffered=True).status_code == 200
    assert browser_sign_in("thuky").get(f"{address}?participant_id={uuid4()}").status_code == 404


def test_the_pages_speak_english(gathering: Gathering, browser_sign_in: SignIn) -> None:
    gathering.called()
    with gathering.store.engine.begin() as connection:
        connection.execute(update(Person).values(language="en"))
    client = browser_sign_in("thuky")
    here = f"/meetings/{gathering.id}"
    for page, words in (("answers", "Who opened the papers"), ("changes", "Nothing has changed")):
        assert words in client.get(f"{here}/{page}").text


def test_answers_cost_no_more_queries_for_many(
    gathering: Gathering, browser_sign_in: SignIn, store: Store
) -> None:
    from meetings.commands.participants import (
        Invitation,
        InviteParticipants,
        invite_participants,
    )

    gathering.called()
    client = browser_sign_in("thuky")
    pages = [f"/meetings/{gathering.id}/{page}" for page in ("answers", "changes")]
    few = [asked(store.engine, client, page) for page in pages]
    seats = [
        Invitation(person_id=gathering.office.people[name])
        for name in ("canbo", "vanthu", "cuong", "quantri")
    ]
    command = InviteParticipants(meeting_id=gathering.id, participants=tuple(seats))
    gathering.run("thuky", invite_participants, command)
    for index in (0, 1, 2):
        gathering.paper(index)
    many = [asked(store.engine, client, page) for page in pages]
    assert many == few

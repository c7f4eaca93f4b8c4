"""The address for calendar programs: made, read without a session, renewed, off, dead."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select, update

from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.web.serving import logged
from meetings.calendar.models import CalendarFeed
from meetings.commands.plan import CancelMeeting, UpdateMeeting, cancel_meeting, update_meeting
from meetings.models import AgendaItem
from tests.gatherings import Gathering
from tests.web.meetings.test_pages import post

PAGE = "/account/calendar"


def address_of(client: FlaskClient, **fields: str) -> str:
    """Make (or renew) the address; its path."""
    shown = post(client, PAGE, {"secrets": "busy", **fields})
    assert shown.status_code == 200
    found: str = shown.text.partition('id="f-address"')[2].partition('value="')[2].partition('"')[0]
    assert "/ics/" in found, shown.text
    return "/ics/" + found.partition("/ics/")[2]


def entries(text: str) -> list[Any]:
    """The entries of a calendar."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_the_address_is_read_without_a_session_and_tells_ones_own_meetings(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], app: Any
) -> None:
    """Shown once; the database keeps a hash. No agenda, no papers."""
    gathering.called()
    client = browser_sign_in("daibieu01")
    path = address_of(client)
    secret = path.removeprefix("/ics/").removesuffix(".ics")
    assert len(secret) >= 43  # 256 bits in base64
    assert secret not in client.get(PAGE).text
    program = app.test_client()
    answer = program.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    [entry] = entries(answer.text)
    assert str(entry["summary"]) == "Phiên họp Ban Thường vụ"
    assert "Set-Cookie" not in answer.headers
    assert "Công tác chuyển đổi số" not in answer.text
    with gathering.store.reading() as session:
        assert secret not in str(session.scalars(select(CalendarFeed.secret_hash)).all())
        told = session.scalars(select(AuditEntry)).all()
        assert secret not in "".join(str(vars(row)) for row in told)
    stranger = address_of(browser_sign_in("cuong"))
    assert entries(program.get(stranger).text) == []


def test_programs_that_have_it_already_are_told_so(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], app: Any
) -> None:
    """By ETag and by date; anew once something has changed."""
    gathering.called()
    path, program = address_of(browser_sign_in("daibieu01")), app.test_client()
    first = program.get(path)
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]
    same = program.get(path, headers={"If-None-Match": etag})
    assert (same.status_code, same.data) == (304, b"")
    assert program.get(path).headers["Last-Modified"] == since
    assert program.get(path, headers={"If-Modified-Since": since}).status_code == 304
    moved = UpdateMeeting(meeting_id=gathering.id, place="Hội trường lớn")
    gathering.run("thuky", update_meeting, moved)
    other = program.get(path, headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert str(entries(other.text)[0]["location"]) == "Hội trường lớn"
    gathering.run("thuky", cancel_meeting, CancelMeeting(meeting_id=gathering.id))
    assert str(entries(program.get(path).text)[0]["status"]) == "CANCELLED"


def test_what_opens_nothing_is_not_there(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], app: Any
) -> None:
    """Unknown, renewed, switched off, of somebody who left: all alike."""
    gathering.called()
    client, program = browser_sign_in("daibieu01"), app.test_client()
    unknown = program.get("/ics/khong-co.ics")
    assert unknown.status_code == 404
    old = address_of(client)
    new = address_of(client)
    assert old != new
    assert program.get(old).status_code == 404
    assert program.get(new).status_code == 200
    assert post(client, f"{PAGE}/end", {}).status_code == 303
    assert program.get(new).status_code == 404
    assert post(client, f"{PAGE}/terms", {"secrets": "hidden"}).status_code == 404
    last = address_of(client)

    def leave(uow: UnitOfWork, _cmd: Any) -> None:
        key = gathering.office.people["daibieu01"]
        uow.session.execute(update(Person).where(Person.id == key).values(active=False))

    gathering.store.execute(SYSTEM, leave, None)
    assert program.get(last).status_code == 404


def test_secret_meetings_are_busy_or_left_out(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], app: Any
) -> None:
    """As the owner chooses; what is secret is a meeting with a secret item."""
    gathering.called()

    def hide(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.get_one(AgendaItem, gathering.items[0]).secrecy = 2

    gathering.store.execute(SYSTEM, hide, None)
    client, program = browser_sign_in("daibieu01"), app.test_client()
    path = address_of(client)
    text = program.get(path).text
    assert [str(e["summary"]) for e in entries(text)] == ["Bận"]
    assert "Thường vụ" not in text
    assert post(client, f"{PAGE}/terms", {"secrets": "hidden"}).status_code == 303
    assert entries(program.get(path).text) == []


def test_the_address_is_never_written_to_a_log(caplog: pytest.LogCaptureFixture) -> None:
    def app(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b""]

    with caplog.at_level(logging.INFO, "ecabinet.access"):
        for path in ("/ics/bi-mat.ics", "/tasks"):
            environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path}
            list(logged(app)(environ, lambda *_: None))
    assert [json.loads(r.getMessage())["path"] for r in caplog.records] == ["/ics/…", "/tasks"]


def test_asking_too_often_is_slowed_down(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient], app: Any
) -> None:
    path, program = address_of(browser_sign_in("daibieu01")), app.test_client()
    answers = [program.get(path).status_code for _ in range(61)]
    assert set(answers[:60]) == {200}
    assert answers[60] == 429

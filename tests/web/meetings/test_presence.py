"""Presence through its doors: pages, codes, files."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from meetings.commands.seating import ArrangeSeats, arrange_seats
from meetings.routes import codes
from tests.clients import ApiClient
from tests.commands.meetings.test_presence import ROOM, furnish
from tests.gatherings import Gathering
from tests.web.meetings.test_api import made, refused
from tests.web.meetings.test_pages import post

SignIn = Callable[[str], ApiClient]
Browser = Callable[[str], FlaskClient]


def code_of(app: Any, kind: str, *parts: Any) -> str:
    with app.test_request_context():
        return str(getattr(codes, f"{kind}_code")(*parts))


def test_the_whole_line_through_the_api(gathering: Gathering, sign_in: SignIn) -> None:
    """Seats, online, standing back, mistake, log."""
    g = gathering.running()
    secretary, member = sign_in("thuky"), sign_in("daibieu01")
    here = f"/meetings/{g.id}"
    assert made(member.get(f"{here}/seats"))["plan"] is None
    refused(secretary.post(f"{here}/seats"), 409, "seating.no_room")
    made(member.post(f"{here}/attendance", {"online": True}))
    people = {p["id"]: p for p in made(secretary.get(f"{here}/seats"))["people"]}
    mine = people[str(g.seat("daibieu01"))]
    assert (mine["present"], mine["online"]) == (True, True)
    item = f"{here}/items/{g.items[1]}/recusals"
    assert made(member.post(item, {"reason": "Liên quan"}))["members"] == 4
    assert made(member.get(f"{here}/room"))["meeting"]["recusals"]
    assert made(sign_in("khach01").get(f"{here}/room"))["meeting"]["recusals"] == []
    assert made(member.post(f"{item}/end"))["members"] == 5
    log = made(secretary.get(f"{here}/presence"))
    refused(member.get(f"{here}/presence"), 403, "denied")
    [row] = [r for r in log["people"] if r["person"]["id"] == mine["id"]]
    assert [one["online"] for one in row["intervals"]] == [False, True]
    correction = f"{here}/presence/{row['intervals'][1]['id']}/correction"
    refused(member.post(correction, {"reason": "x"}), 403, "denied")
    assert made(secretary.post(correction, {"reason": "Nhầm"}))["present"] == 4


def test_rooms_through_the_api(gathering: Gathering, sign_in: SignIn) -> None:
    g = gathering.called()
    furnish(g)
    secretary = sign_in("thuky")
    assert made(secretary.get(f"/rooms/{ROOM}/plan"))["number"] == 1
    query = {"shape": "horseshoe", "first": 3, "second": 4}
    drawing = made(secretary.get(f"/rooms/{ROOM}/proposal", query_string=query))
    assert len(drawing["seats"]) == 11
    saved = secretary.put(f"/rooms/{ROOM}/plan", {"base": 1, "drawing": drawing})
    assert made(saved)["number"] == 2
    late = secretary.put(f"/rooms/{ROOM}/plan", {"base": 1, "drawing": drawing})
    refused(late, 409, "room.drawn_meanwhile")
    drawing["seats"][0]["number"] = drawing["seats"][1]["number"]
    twice = secretary.put(f"/rooms/{ROOM}/plan", {"base": 2, "drawing": drawing})
    assert "trùng số" in str(made(twice, 422)["errors"])
    for who in ("daibieu01", "cuong"):
        refused(sign_in(who).get(f"/rooms/{ROOM}/plan"), 404, "not_found")
    big = {"shape": "rows", "first": 60, "second": 60}
    refused(secretary.get(f"/rooms/{ROOM}/proposal", query_string=big), 422, "room.too_many")
    arranged = made(secretary.post(f"/meetings/{g.id}/seats"))
    assert arranged["plan"]["number"] == 2
    chair = g.seat("chutri")
    moved = made(secretary.put(f"/meetings/{g.id}/participants/{chair}/seat", {"seat": "2"}))
    assert next(p for p in moved["people"] if p["id"] == str(chair))["seat"] == "2"


def test_a_doors_code_grows_old_and_is_nobody_elses(
    app: Any, gathering: Gathering, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yesterday's, one of another office, one held by another person."""
    g = gathering.called()
    fresh = made(sign_in("thuky").get(f"/meetings/{g.id}/door-code"))
    refused(sign_in("daibieu01").get(f"/meetings/{g.id}/door-code"), 403, "denied")
    member = sign_in("daibieu01")
    assert made(member.post("/check-ins", {"code": fresh["code"]}))["meeting_id"] == str(g.id)
    refused(sign_in("cuong").post("/check-ins", {"code": fresh["code"]}), 403, "code.not_invited")
    held = code_of(app, "held", g.id, g.office.people["daibieu02"])
    refused(member.post("/check-ins", {"code": held}), 404, "code.unknown")
    for nonsense in ("x", "d.x.y.z", "s.abc", fresh["code"][:-1] + "?", "d." + "9" * 300):
        refused(member.post("/check-ins", {"code": nonsense}), 404, "code.unknown")
    monkeypatch.setattr(codes, "DOOR_LASTS", timedelta(seconds=-1))
    old = sign_in("daibieu02").post("/check-ins", {"code": fresh["code"]})
    assert "hết hạn" in refused(old, 409, "code.expired")


def test_a_seats_code_leads_over_a_page_that_asks(
    app: Any, gathering: Gathering, browser_sign_in: Browser
) -> None:
    """Reading alone notes nothing."""
    g = gathering.called()
    furnish(g)
    g.run("thuky", arrange_seats, ArrangeSeats(meeting_id=g.id))
    path = f"/check-in/{code_of(app, 'seat', ROOM, '1')}"
    chair = browser_sign_in("chutri")
    assert "Tôi đã có mặt" in chair.get(path).text
    assert g.seen_by("thuky").attendance.present == 0
    assert post(chair, path, {}).location == f"/meetings/{g.id}/seats"
    assert g.seen_by("thuky").attendance.present == 1
    other = post(browser_sign_in("daibieu01"), path, {})
    assert other.status_code == 409
    assert "ghế của đồng chí là ghế" in other.text
    assert browser_sign_in("daibieu01").get("/check-in/nonsense").status_code == 404


def test_the_pages_of_presence(gathering: Gathering, browser_sign_in: Browser) -> None:
    g = gathering.running()
    secretary = browser_sign_in("thuky")
    here = f"/meetings/{g.id}"
    seat = g.seat("daibieu01")
    assert post(secretary, f"{here}/presence/{seat}", {"what": "leave"}).status_code == 303
    back = {"item_id": g.items[1], "reason": "Liên quan trực tiếp"}
    assert post(secretary, f"{here}/presence/{seat}/recusal", back).status_code == 303
    empty = post(secretary, f"{here}/presence/{seat}/recusal", {**back, "item_id": "x"})
    assert empty.status_code == 422
    page = secretary.get(f"{here}/presence").text
    assert "Liên quan trực tiếp" in page
    assert browser_sign_in("daibieu02").get(f"{here}/presence").status_code == 403
    for who, status in (("thuky", 200), ("daibieu01", 403), ("cuong", 404)):
        client = browser_sign_in(who)
        assert client.get(f"{here}/door").status_code == status
        picture = client.get(f"{here}/door.svg")
        assert picture.status_code == status
    assert browser_sign_in("khach01").get(f"{here}/seats").status_code == 200
    assert secretary.get(f"{here}/door.svg").text.startswith("<?xml")


def test_the_pages_of_rooms(gathering: Gathering, browser_sign_in: Browser) -> None:
    furnish(gathering.called())
    for who, status in (("thuky", 200), ("quantri", 200), ("daibieu01", 404)):
        client = browser_sign_in(who)
        for path in ("/rooms", f"/rooms/{ROOM}", f"/rooms/{ROOM}/codes"):
            assert client.get(path).status_code == status, (who, path)
    cards = browser_sign_in("thuky").get(f"/rooms/{ROOM}/codes").text
    assert cards.count("<svg xmlns") + cards.count('class="segno"') >= 9


def test_the_list_to_sign(gathering: Gathering, sign_in: SignIn) -> None:
    g = gathering.running("chutri", "daibieu01", "daibieu02")
    member = sign_in("daibieu02")
    drawn = member.get(f"/meetings/{g.id}/attendance.pdf")
    assert drawn.status_code == 200
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(drawn.data)).pages)
    assert "Ký tên" in text
    assert "Vắng" in text
    assert "Khách mời" in text
    sheet = load_workbook(BytesIO(member.get(f"/meetings/{g.id}/attendance.xlsx").data)).active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(lines) == len(g.seen_by("thuky").participants)
    assert isinstance(lines[0][6], datetime)
    refused(sign_in("khach01").get(f"/meetings/{g.id}/attendance.pdf"), 403, "denied")

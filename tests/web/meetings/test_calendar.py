"""Calendar pages and operations: whose days, what one may know, free times, constant queries."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.plan import UpdateMeeting, create_meeting, update_meeting
from tests.clients import ApiClient
from tests.counting import asked
from tests.gatherings import Gathering, draft


def days(client: ApiClient, **query: Any) -> list[dict[str, Any]]:
    """The days that hold anything."""
    answer = client.get("/calendar?" + "&".join(f"{k}={v}" for k, v in query.items()))
    assert answer.status_code == 200, answer.text
    return [day for day in answer.json["days"] if day["items"]]


def monday_morning() -> datetime:
    """Eight o'clock on the Monday after next: a working day, unless it is a holiday."""
    today = office_day(utc_now())
    day = today + timedelta(days=14 - today.weekday())
    return datetime(day.year, day.month, day.day, 8, tzinfo=OFFICE_ZONE)


def called_then(g: Gathering) -> datetime:
    """The gathering, called for that Monday, eight to ten."""
    g.planned()
    begin = monday_morning()
    times = {"starts_at": begin, "ends_at": begin + timedelta(hours=2)}
    g.run("thuky", update_meeting, UpdateMeeting(meeting_id=g.id, **times))
    g.run("thuky", call_meeting, CallMeeting(meeting_id=g.id))
    return begin


def test_my_days_hold_what_i_am_invited_to(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    """With my answer; nobody else's, and no drafts."""
    gathering.planned()
    assert days(sign_in("daibieu01")) == []
    assert len(days(sign_in("thuky"))) == 1
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    [day] = days(sign_in("daibieu01"))
    [item] = day["items"]
    assert (item["what"], item["id"], item["answer"]) == ("meeting", str(gathering.id), "waiting")
    assert item["may_enter"] is False
    sign_in("daibieu01").post(f"/meetings/{gathering.id}/answer", {"answer": "attend"})
    assert days(sign_in("cuong")) == []


def test_meetings_stand_beside_the_weekly_plan(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    day = office_day(called_then(gathering)).isoformat()
    unit = str(gathering.office.units["TU"])
    plan = {"unit_id": unit, "stage": "plan", "day": day}
    for who, more in (("daibieu01", {}), ("thuky", {"of_unit": True})):
        made = sign_in(who).post("/weekly-sheets", plan | more)
        assert made.status_code == 201, made.text
        events = sign_in(who).get(f"/weekly-sheets/{made.json['id']}/offers").json["events"]
        assert [each["id"] for each in events] == [str(gathering.id)], who


def test_a_units_days_are_for_its_people_as_far_as_they_may_know(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    gathering.called()
    unit = gathering.office.units["TU"]
    assert len(days(sign_in("lanhdao"), whose="unit", unit_id=unit)) == 1
    foreign = sign_in("cuong").get(f"/calendar?whose=unit&unit_id={unit}")
    assert foreign.status_code == 404
    own = gathering.office.units["BTCTU"]
    assert days(sign_in("cuong"), whose="unit", unit_id=own) == []


def test_rooms_are_for_who_plans_meetings(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    assert sign_in("daibieu01").get("/calendar?whose=room&room=PX").status_code == 403
    assert days(sign_in("thuky"), whose="room", room="PX") == []


@pytest.mark.parametrize(
    "query", ["first=2026-01-01&last=2026-12-31", "first=2026-01-02&last=2026-01-01", "first=x"]
)
def test_spans_that_are_none_are_refused(
    gathering: Gathering, sign_in: Callable[[str], ApiClient], query: str
) -> None:
    assert sign_in("thuky").get(f"/calendar?{query}").status_code == 422


def test_days_off_are_marked_and_named(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    """Quốc khánh by law, a Sunday, and a working day."""
    answer = sign_in("thuky").get("/calendar?first=2026-09-01&last=2026-09-07").json["days"]
    by_day = {day["day"]: (day["is_off"], day["off"]) for day in answer}
    assert by_day["2026-09-02"][0] is True
    assert "Quốc khánh" in by_day["2026-09-02"][1]
    assert by_day["2026-09-06"] == (True, "")
    assert by_day["2026-09-04"] == (False, "")


def test_free_times_lie_beside_what_people_have(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    """Only when, never why; only for who plans."""
    begin = called_then(gathering)
    person = gathering.office.people["daibieu01"]
    asked_for = f"/free-times?person_ids={person}&minutes=60&first={begin.date()}"
    found = sign_in("thuky").get(asked_for)
    first = datetime.fromisoformat(found.json["times"][0]["starts_at"])
    assert first == begin + timedelta(hours=2)
    assert set(found.json["times"][0]) == {"starts_at", "ends_at"}
    free = sign_in("thuky").get(f"/free-times?minutes=60&first={begin.date()}").json["times"][0]
    assert datetime.fromisoformat(free["starts_at"]) == begin
    assert sign_in("daibieu01").get(asked_for).status_code == 403


def test_the_page_of_a_meeting_warns_and_offers_free_times(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """Of a second meeting at the same hour with the same people."""
    begin = called_then(gathering)
    same = draft(
        gathering.office, title="Phiên khác", starts_at=begin, ends_at=begin + timedelta(hours=1)
    )
    made = gathering.run("thuky", create_meeting, same)
    text = browser_sign_in("thuky").get(f"/meetings/{made.id}").text
    assert "Trùng giờ" in text
    assert "Giờ trống gần nhất" in text
    assert "10:00–11:00</li>" not in text
    assert f"10:00–11:00, {begin:%d/%m/%Y}" in text


def test_pages_show_days_weeks_months(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """What is asked wrongly shows this week; an empty week says what will come."""
    gathering.called()
    client = browser_sign_in("daibieu01")
    for view in ("day", "week", "month", "khac"):
        page = client.get(f"/calendar?view={view}")
        assert page.status_code == 200
        assert "Thứ Hai" in page.text or view == "day"
    assert "Phiên họp Ban Thường vụ" in client.get("/calendar?view=month").text
    assert "Chưa trả lời" in client.get("/calendar?view=month").text
    assert "Không có việc nào" in client.get("/calendar?day=01/02/2031").text
    assert client.get("/calendar?day=31/31/31").status_code == 200
    assert client.get("/calendar?whose=room&room=PX").status_code == 403
    assert client.get("/calendar?whose=unit&unit=x").status_code == 404
    assert "Vào họp" not in client.get("/calendar?view=month").text


def test_who_may_enter_is_offered_the_door(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    gathering.running()
    assert (
        f"/meetings/{gathering.id}/room"
        in browser_sign_in("daibieu01").get("/calendar?view=month").text
    )


def test_many_meetings_cost_no_more_queries(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """A page of a month with one meeting, and with thirty."""
    gathering.called()
    client, engine = browser_sign_in("thuky"), gathering.store.engine
    pages = (
        "/calendar?view=month",
        "/calendar?view=week",
        f"/calendar?whose=unit&unit={gathering.office.units['TU']}&view=month",
    )
    few = [asked(engine, client, page) for page in pages]
    for number in range(30):
        begin = utc_now() + timedelta(hours=number % 3 + 1)
        plan = draft(
            gathering.office,
            title=f"P{number}",
            starts_at=begin,
            ends_at=begin + timedelta(hours=1),
        )
        gathering.run("thuky", create_meeting, plan)
    assert [asked(engine, client, page) for page in pages] == few

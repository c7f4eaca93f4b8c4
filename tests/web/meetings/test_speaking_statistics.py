"""Statistics of speaking: whose, over which meetings, who never speaks; in the minutes as well."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.store import Store
from meetings.commands.floor import GiveFloor, end_turn, give_floor
from meetings.commands.session import SessionStep, close_session
from meetings.commands.speaking import AskToSpeak, Turn, ask_to_speak
from meetings.queries.minutes import minutes_facts
from meetings.queries.statistics import Wanted, statistics
from tests.clients import ApiClient
from tests.counting import counted
from tests.gatherings import Gathering

SignIn = Callable[[str], ApiClient]


@pytest.fixture
def spoken(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> Gathering:
    """Daibieu01 spoke 90 and asked 30 seconds, daibieu02 spoke 60; the others were silent."""
    gathering.running()
    for username, kind, seconds in (
        ("daibieu01", "speak", 90),
        ("daibieu02", "speak", 60),
        ("daibieu01", "question", 30),
    ):
        now = utc_now().replace(microsecond=0)
        monkeypatch.setattr(gathering.store, "clock", lambda now=now: now)
        wish = AskToSpeak(meeting_id=gathering.id, item_id=gathering.items[1], kind=kind)
        turn = gathering.run(username, ask_to_speak, wish).id
        gathering.run("thuky", give_floor, GiveFloor(turn_id=turn))
        later = now + timedelta(seconds=seconds)
        monkeypatch.setattr(gathering.store, "clock", lambda later=later: later)
        gathering.run("thuky", end_turn, Turn(turn_id=turn))
    return gathering


def asked(client: ApiClient, query: str = "") -> Any:
    """The statistics as somebody gets them."""
    answer = client.get(f"/speaking-statistics{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_time_per_person_and_unit_with_who_never_speaks(spoken: Gathering, sign_in: SignIn) -> None:
    """The longest first; silence is told."""
    told = asked(sign_in("thuky"))
    first, second, *silent = told["people"]
    figures = ("turns", "questions", "seconds", "seated", "attended")
    assert [first[name] for name in figures] == [1, 1, 120, 1, 1]
    assert [second[name] for name in figures] == [1, 0, 60, 1, 1]
    assert len(silent) == 5
    assert all(person["seconds"] == 0 for person in silent)
    assert (told["meetings"], sum(u["seconds"] for u in told["units"])) == (1, 180)
    assert sum(unit["never"] for unit in told["units"]) == 5


def test_filters(spoken: Gathering, sign_in: SignIn) -> None:
    """Period, type, body, meeting; wrong ones are refused."""
    client, today = sign_in("chutri"), office_day(utc_now())
    day = timedelta(days=1)
    unit_id = spoken.office.units["TU"]
    for query, meetings in (
        (f"?from_on={today - day}&until_on={today + 2 * day}", 1),
        (f"?until_on={today - 2 * day}", 0),
        ("?until_on=9999-12-31", 1),
        ("?kind=BTV", 1),
        ("?kind=DV", 0),
        (f"?unit_id={unit_id}&meeting_id={spoken.id}", 1),
        (f"?unit_id={spoken.office.units['VPTU']}", 0),
    ):
        assert asked(client, query)["meetings"] == meetings, query
    assert client.get("/speaking-statistics?from_on=never").status_code in (400, 422)


@pytest.mark.parametrize("username", ["daibieu01", "khach01", "cuong", "quantri"])
def test_who_leads_no_meeting_gets_nothing(
    spoken: Gathering, sign_in: SignIn, username: str
) -> None:
    """Not of the meetings one sat in, not of those one does not know."""
    told = asked(sign_in(username), f"?meeting_id={spoken.id}")
    assert told == {"meetings": 0, "people": [], "units": []}


def test_page_and_file(spoken: Gathering, browser_sign_in: Callable[[str], Any]) -> None:
    """With who never spoke; the file has a row for each person; a wrong day is told."""
    client = browser_sign_in("thuky")
    page = client.get("/meetings/speaking")
    assert page.status_code == 200
    assert "2:00" in page.text
    assert page.text.count("Chưa phát biểu lần nào") == 5
    sent = client.get(f"/meetings/speaking.xlsx?meeting_id={spoken.id}")
    rows = list(load_workbook(BytesIO(sent.data)).active.values)
    assert len(rows) == 8
    assert rows[1][-1] == 2
    assert client.get("/meetings/speaking?from_on=hôm+qua").status_code == 422
    empty = browser_sign_in("daibieu01").get("/meetings/speaking").text
    assert "Chưa có phiên họp nào để thống kê" in empty
    assert "/meetings/speaking" in client.get(f"/meetings/{spoken.id}").text


def test_the_queries_are_constant(spoken: Gathering, store: Store) -> None:
    """Of the hall as of one meeting: six."""
    actor = spoken.as_actor("thuky")
    with store.reading() as session, counted(store.engine) as asked:
        statistics(session, actor, Wanted(), office_day(utc_now()))
    assert len([one for one in asked if one.text.startswith("SELECT")]) == 6, asked


def test_the_minutes_name_the_speakers_with_times(spoken: Gathering, store: Store) -> None:
    """Per item, in their order."""
    spoken.run("thuky", close_session, SessionStep(meeting_id=spoken.id))
    with store.reading() as session:
        facts, _ = minutes_facts(session, spoken.as_actor("thuky"), spoken.id, utc_now())
    first, second, third = facts.items
    assert (first.opinions, third.opinions) == ((), ())
    assert [o.text.partition(",")[0] for o in second.opinions] == [
        "phát biểu",
        "phát biểu",
        "chất vấn",
    ]
    assert second.opinions[0].speaker.name == second.opinions[2].speaker.name

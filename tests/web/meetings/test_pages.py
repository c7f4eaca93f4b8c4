"""The pages: what each person sees, and what stays when a form is refused."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from ecabinet.core.store import Store
from meetings.commands.plan import create_meeting
from tests.clients import csrf_of
from tests.counting import asked
from tests.fixtures import Office
from tests.gatherings import Gathering, draft

SignIn = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, data: dict[str, Any]) -> Any:
    """Post a form with the token of the list page."""
    token = csrf_of(client.get("/meetings").text)
    return client.post(path, data={"csrf_token": token, "request_id": str(uuid4()), **data})


def plan(office: Office, **changes: str) -> dict[str, Any]:
    """A form filled in rightly."""
    filled = {
        "title": "Phiên họp thử",
        "unit_id": office.units["TU"],
        "kind": "BTV",
        "day": "2030-01-15",
        "starts": "08:00",
        "ends": "10:00",
        "place": "Phòng số 1",
        "rule_set": "party",
    }
    return filled | changes


def test_a_secretary_plans_a_meeting_by_forms(
    gathering: Gathering, browser_sign_in: SignIn, office: Office
) -> None:
    """From the empty form to the call."""
    client = browser_sign_in("thuky")
    assert client.get("/meetings/new").status_code == 200
    made = post(client, "/meetings/new", plan(office))
    assert made.status_code == 303
    here = made.location
    assert post(client, f"{here}/agenda-items", {"title": "Nội dung một"}).status_code == 303
    chair = {"function": "chair", "person_ids": [str(office.people["chutri"])]}
    assert post(client, f"{here}/participants", chair).status_code == 303
    assert post(client, f"{here}/call", {}).status_code == 303
    page = client.get(here).text
    assert "Nội dung một" in page
    assert "Nguyễn Minh Khôi" in page
    assert "Đã mời họp" in page


def test_what_was_typed_stays_when_the_end_is_before_the_start(
    gathering: Gathering, browser_sign_in: SignIn, office: Office
) -> None:
    """With the sentence at its field, and nothing made."""
    client = browser_sign_in("thuky")
    answer = post(client, "/meetings/new", plan(office, ends="07:00"))
    assert answer.status_code == 422
    assert "Giờ kết thúc phải sau giờ bắt đầu." in answer.text
    assert 'value="Phiên họp thử"' in answer.text
    assert "Phiên họp thử" not in client.get("/meetings").text


def test_a_day_is_typed_day_first_and_a_time_with_24_hours(
    gathering: Gathering, browser_sign_in: SignIn, office: Office
) -> None:
    """Whatever the browser's own order; the form to change it shows them the same way."""
    client = browser_sign_in("thuky")
    typed = plan(office, day="05/02/2030", starts="13h30", ends="1500")
    here = post(client, "/meetings/new", typed).location
    assert "05/02/2030, 13:30–15:00" in client.get(here).text.replace(
        '<span class="nowrap">', ""
    ).replace("</span>", "")
    form = client.get(f"{here}/edit").text
    assert [f'value="{value}"' in form for value in ("05/02/2030", "13:30", "15:00")] == [True] * 3


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"starts": "22:00", "ends": "01:30"}, "15/01/2030, 22:00–01:30 16/01/2030"),
        ({"ends": "11:00", "ends_day": "17/01/2030"}, "15/01/2030, 08:00–11:00 17/01/2030"),
    ],
)
def test_a_meeting_goes_on_into_the_night_or_for_days(
    gathering: Gathering,
    browser_sign_in: SignIn,
    office: Office,
    changes: dict[str, str],
    shown: str,
) -> None:
    """Its page says the day it ends; saved unchanged, or copied, it stays as long."""
    client = browser_sign_in("thuky")
    here = post(client, "/meetings/new", plan(office, **changes)).location
    plain = re.compile('<span class="nowrap">|</span>')
    assert shown in plain.sub("", client.get(here).text)
    ends_day = shown[-10:]
    assert f'value="{ends_day}"' in client.get(f"{here}/edit").text
    again = plan(office, **{**changes, "ends_day": ends_day}, title="Phiên họp sau")
    assert post(client, f"{here}/edit", {**again, "revision": "1"}).status_code == 303
    assert shown in plain.sub("", client.get(here).text)
    copy = client.get(f"/meetings/new?copy={here.rsplit('/', 1)[-1]}").text
    begin, end = (date(2030, 1, day) + timedelta(days=7) for day in (15, int(ends_day[:2])))
    assert f'value="{begin:%d/%m/%Y}"' in copy
    assert f'value="{end:%d/%m/%Y}"' in copy


def test_a_form_sent_twice_makes_one_meeting(
    gathering: Gathering, browser_sign_in: SignIn, office: Office
) -> None:
    """The request id of the form is the same."""
    client = browser_sign_in("thuky")
    form = plan(office) | {"request_id": "twice"}
    first = post(client, "/meetings/new", form)
    assert post(client, "/meetings/new", form).location == first.location
    assert client.get("/meetings").text.count("Phiên họp thử") == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("day", ""), ("starts", "25:99"), ("unit_id", "x"), ("kind", "feast"), ("title", " ")],
)
def test_nonsense_is_refused_with_a_sentence(
    gathering: Gathering, browser_sign_in: SignIn, office: Office, field: str, value: str
) -> None:
    """Never a server error."""
    answer = post(browser_sign_in("thuky"), "/meetings/new", plan(office, **{field: value}))
    assert answer.status_code == 422
    assert "chỗ cần sửa" in answer.text


def test_only_secretaries_find_the_form(gathering: Gathering, browser_sign_in: SignIn) -> None:
    """Others are told that there is nothing."""
    client = browser_sign_in("daibieu01")
    assert client.get("/meetings/new").status_code == 404
    assert "/meetings/new" not in client.get("/meetings").text


def test_the_page_in_each_state_for_each_person(
    gathering: Gathering, browser_sign_in: SignIn
) -> None:
    """Who may know sees it; who may not gets the same answer as for nothing."""
    gathering.running()
    here = f"/meetings/{gathering.id}"
    for username in ("thuky", "chutri", "daibieu01", "khach01"):
        assert browser_sign_in(username).get(here).status_code == 200, username
    for username in ("cuong", "quantri"):
        client = browser_sign_in(username)
        assert client.get(here).status_code == 404
        assert gathering.seen_by("thuky").title not in client.get("/meetings").text
    guest = browser_sign_in("khach01").get(here).text
    assert 'Kết quả thực hiện <span class="nowrap">23-CT/TU</span>' in guest
    assert "Công tác cán bộ" not in guest


def test_the_list_asks_the_database_equally_often_for_few_and_many(
    gathering: Gathering, browser_sign_in: SignIn, store: Store, office: Office
) -> None:
    """No query per row."""
    client = browser_sign_in("thuky")
    few = asked(store.engine, client, "/meetings")
    for number in range(12):
        gathering.run("thuky", create_meeting, draft(office, title=f"Phiên {number}"))
    assert asked(store.engine, client, "/meetings") == few

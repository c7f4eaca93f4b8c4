"""Pages and operations of copies, series and rooms."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.clients import ApiClient
from tests.gatherings import Gathering
from tests.web.meetings.test_pages import post


def test_a_meeting_is_copied_from_its_page(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """The form is filled in; one press makes the draft, with a week between."""
    gathering.closed()
    client = browser_sign_in("thuky")
    path = f"/meetings/new?copy={gathering.id}"
    assert path in client.get(f"/meetings/{gathering.id}").text
    assert str(gathering.id) in client.get("/meetings/new").text
    page = client.get(path)
    assert page.status_code == 200
    assert "giữ chương trình" in page.text
    form = {"copy_of": str(gathering.id), "title": "Phiên sau", "day": "2030-01-15"}
    made = post(client, "/meetings/new", form | {"starts": "08:00", "ends": "10:00", "place": ""})
    assert made.status_code == 303, made.text
    text = client.get(made.location).text
    assert "Công tác cán bộ" in text
    assert "Phiên sau" in text
    assert client.get("/meetings/new?copy=x").status_code == 404


def test_a_series_is_previewed_then_made(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """Days first, drafts after; a rule without an end is refused in words."""
    gathering.planned()
    client = browser_sign_in("thuky")
    here = f"/meetings/{gathering.id}/series"
    assert client.get(here).status_code == 200
    rule = {"every": "week", "interval": "1", "ends": "times", "times": "3", "days_off": "move"}
    page = client.get(here, query_string=rule)
    assert "Lập các phiên họp" in page.text
    assert client.get(here, query_string=rule | {"times": ""}).status_code == 422
    assert post(client, here, rule).status_code == 303
    assert client.get("/meetings").text.count('class="cell"') == 3
    # To plan like one of them, one of them is offered.
    assert client.get("/meetings/new").text.count("/meetings/new?copy=") == 1
    done = post(client, f"/meetings/{gathering.id}/cancellation", {"following": "1", "reason": "x"})
    assert done.status_code == 303
    assert browser_sign_in("cuong").get(here).status_code == 404


def test_the_api_copies_repeats_and_tells_clashes(
    gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    """As the pages do."""
    gathering.called()
    client = sign_in("thuky")
    here = f"/meetings/{gathering.id}"
    starts = gathering.seen_by("thuky").starts_at
    made = client.post(f"{here}/copies", {"starts_at": starts.isoformat()})
    assert made.status_code == 201, made.text
    twin = f"/meetings/{made.json['id']}"
    clashes = client.get(f"{twin}/clashes").json
    assert {one["name"] for one in clashes["people"]} >= {"Trần Văn An"}
    days = client.get(f"{twin}/series-days?every=week&times=3&days_off=move").json["days"]
    assert len(days) == 2
    series = client.post(f"{twin}/series", {"every": "week", "times": 3, "days_off": "move"})
    assert series.status_code == 201, series.text
    last = series.json["meeting_ids"][0]
    changed = client.send("PATCH", f"/meetings/{last}/following", json={"title": "Tên mới"})
    assert changed.json["meeting_ids"] == series.json["meeting_ids"]
    gone = client.post(f"/meetings/{last}/following/cancellation", {"reason": "x"})
    assert gone.status_code == 200, gone.text
    span = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat()}
    query = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in span.items())
    assert client.get(f"/room-bookings?room=P1&{query}").json == {"bookings": []}
    assert sign_in("daibieu01").get(f"/room-bookings?room=P1&{query}").status_code == 403
    assert sign_in("cuong").get(f"{twin}/clashes").status_code == 404


def test_a_planner_sees_who_sits_elsewhere(
    gathering: Gathering,
    browser_sign_in: Callable[[str], FlaskClient],
    sign_in: Callable[[str], ApiClient],
) -> None:
    """On the page of the draft, and asked before it is called."""
    gathering.called()
    starts = gathering.seen_by("thuky").starts_at.isoformat()
    made = sign_in("thuky").post(f"/meetings/{gathering.id}/copies", {"starts_at": starts})
    text = browser_sign_in("thuky").get(f"/meetings/{made.json['id']}").text
    assert "Trùng giờ" in text
    assert "Vẫn mời họp?" in text
    card = text.partition('id="clashes"')[2].partition("</section>")[0]
    assert re.search(r"<b>7 người</b>: ([^,]+, ){2}[^,]+ và 4 người nữa</summary>", card), card
    assert card.count("<li>") == 2 + 7  # The meeting and its people, and when all are free.


def test_a_step_on_an_agenda_changed_meanwhile_is_not_taken(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """Buttons and the form for a new item say which agenda they were pressed on."""
    gathering.planned()
    client = browser_sign_in("thuky")
    here = f"/meetings/{gathering.id}"
    field = 'name="agenda_revision" value="'
    page = client.get(here).text
    seen = page.partition(field)[2].partition('"')[0]
    # For each item its buttons and its form, and the form for a new one.
    assert page.count(f'{field}{seen}"') == 2 * len(gathering.items) + 1
    new = {"title": "Nội dung mới", "minutes": "5", "agenda_revision": seen}
    assert post(client, f"{here}/agenda-items", new).status_code == 303
    refused = post(client, f"{here}/agenda-items", new | {"title": "Nữa", "form": "item"})
    assert refused.status_code == 409
    assert 'value="Nữa"' in refused.text
    step = {"direction": "down", "agenda_revision": seen}
    place = f"{here}/agenda-items/{gathering.items[0]}/position"
    assert post(client, place, step).status_code == 409
    assert post(client, place, {"direction": "down"}).status_code == 303

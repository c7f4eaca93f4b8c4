"""Circulation ballots on pages and through the API."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from meetings.circulation.telling import path_of
from tests.circulations import ASKED, Round, draft, moved
from tests.clients import ApiClient, csrf_of
from tests.counting import asked
from tests.fixtures import Office
from tests.samples import plain_pdf


def typed(client: FlaskClient, path: str, to: str, **fields: Any) -> Any:
    """Post a form of the page at `path`."""
    token = csrf_of(client.get(path).text)
    return client.post(to, data={"csrf_token": token, **fields})


@pytest.fixture
def ballot(app: Any, store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Round:
    return draft(store, office, as_actor)


def test_from_the_form_to_the_answer(
    app: Any, office: Office, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    secretary, member = browser_sign_in("thuky"), browser_sign_in("daibieu01")
    form = "/circulations/new"
    due = f"{utc_now() + timedelta(days=4):%d/%m/%Y}"
    given = {
        "unit_id": str(office.units["TU"]), "title": "<b>Chủ trương</b>", "question": "Đồng ý?",
        "people": [str(office.people[name]) for name in ASKED], "due_time": "17:00",
        "form": "yes_no_other", "share": "2/3", "share_of": "asked", "early_close": "1",
    }  # fmt: skip
    wrong = typed(secretary, form, "/circulations", **given, due_on="32/13/2026")
    assert wrong.status_code == 422
    assert "&lt;b&gt;Chủ trương" in wrong.text
    made = typed(secretary, form, "/circulations", **given, due_on=due)
    assert made.status_code == 303
    page = made.location
    assert member.get(page).status_code == 404
    sent = typed(secretary, page, f"{page}/sending")
    assert sent.status_code == 303
    home = member.get("/").text
    assert "Cần cho ý kiến" in home
    assert f'href="{page}' in home
    assert "Chủ trương" in member.get("/circulations").text
    done = typed(member, page, f"{page}/answer", choice="other", text="Cần <i>thêm</i> số liệu")
    assert done.status_code == 303
    shown = member.get(page).text
    assert "Đã ghi nhận" in shown
    assert "Cần &lt;i&gt;thêm&lt;/i&gt; số liệu" in shown
    assert f'href="{page}' not in member.get("/").text
    assert "1/3 đã trả lời" in secretary.get(page).text
    late = {"due_on": due, "due_time": "17:00", "reason": "Chờ số liệu"}
    refused = typed(secretary, page, f"{page}/extension", **late)
    assert refused.status_code == 422
    assert "Hạn mới phải sau" in refused.text


def test_the_address_told_in_notices_is_the_page(
    ballot: Round, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    assert browser_sign_in("thuky").get(path_of(ballot.id)).status_code == 200


def test_papers_are_read_by_who_is_asked_and_fixed_once_sent(
    ballot: Round, sign_in: Callable[[str], ApiClient]
) -> None:
    secretary, member = sign_in("thuky"), sign_in("daibieu01")
    path = f"/circulations/{ballot.id}"

    def upload(client: ApiClient, to: str) -> Any:
        data = {"file": (BytesIO(plain_pdf()), "to-trinh.pdf")}
        return client.send("POST", f"{path}/{to}", data=data)

    kept = upload(secretary, "papers")
    assert kept.status_code == 201, kept.text
    paper = f"/papers/{kept.json['version_id']}"
    assert member.get(paper).status_code == 404
    ballot.send()
    assert member.get(paper).status_code == 200
    assert upload(secretary, "papers").status_code == 403
    opinion = upload(member, "opinion-papers")
    assert opinion.status_code == 201, opinion.text
    theirs = f"/papers/{opinion.json['version_id']}"
    assert sign_in("daibieu02").get(theirs).status_code == 404
    assert secretary.get(theirs).status_code == 200
    assert upload(secretary, "opinion-papers").status_code == 403
    assert upload(sign_in("cuong"), "opinion-papers").status_code == 404


def test_through_the_api(ballot: Round, sign_in: Callable[[str], ApiClient]) -> None:
    secretary, member = sign_in("thuky"), sign_in("daibieu01")
    path = f"/circulations/{ballot.id}"
    assert member.get(path).status_code == 404
    assert secretary.post(f"{path}/sending", {"revision": 99}).json["code"] == "circulation.stale"
    assert secretary.post(f"{path}/sending", {}).json["state"] == "sent"
    assert member.get("/circulations").json["waiting"] == 1
    answered = member.post(f"{path}/answer", {"choice": "no", "text": "Chưa đủ nguồn"})
    assert answered.status_code == 200, answered.text
    assert member.get("/circulations").json["waiting"] == 0
    told = sign_in("daibieu02").get(path).json
    assert [part["choice"] for part in told["parts"]] == [None] * 3
    assert member.post(f"{path}/answer", {"chosen": [1]}).json["code"] == "ballot.wrong_form"
    assert member.post(f"{path}/closure").status_code == 403
    assert secretary.post(f"{path}/closure").json["code"] == "circulation.time_left"
    moved(ballot.store, days=6)
    late = member.post(f"{path}/answer", {"choice": "yes"})
    assert (late.status_code, late.json["code"]) == (409, "circulation.too_late")
    assert secretary.post(f"{path}/closure").json["state"] == "closed"
    assert member.get(f"{path}/result.pdf").status_code == 403
    assert secretary.post(f"{path}/publication", {}).json["state"] == "published"
    outcome = member.get(path).json["outcome"]
    assert (outcome["no"], outcome["not_cast"], outcome["carried"]) == (1, 2, False)
    files = [member.get(f"{path}/{name}.pdf") for name in ("letter", "result", "result")]
    assert all(sent.data.startswith(b"%PDF-") for sent in files)
    assert files[1].data == files[2].data


def test_empty_lists_say_what_will_be_there(
    app: Any, office: Office, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    client = browser_sign_in("daibieu01")
    for box in ("waiting", "all", "run"):
        assert 'class="empty"' in client.get(f"/circulations?box={box}").text
    assert "Đồng chí chưa soạn được phiếu" in client.get("/circulations/new").text


def test_more_ballots_and_more_people_cost_no_more_queries(
    ballot: Round,
    office: Office,
    as_actor: Callable[[str], Actor],
    browser_sign_in: Callable[[str], FlaskClient],
) -> None:
    store = ballot.store
    ballot.send()
    client = browser_sign_in("daibieu01")
    pages = ("/circulations", "/circulations?box=all", f"/circulations/{ballot.id}", "/")

    def figures() -> list[int]:
        return [asked(store.engine, client, page) for page in pages]

    figures()
    few = figures()
    for _ in range(4):
        draft(store, office, as_actor).send()
    assert figures() == few

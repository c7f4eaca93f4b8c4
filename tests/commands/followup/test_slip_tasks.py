"""A transfer slip becomes a task: once more only filled in, by whom the slip allows it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from documents.routing.commands.handling import OnSlip, recall_slip
from documents.routing.models import Slip
from documents.routing.telling import slip_path
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.store import Store
from followup.commands.issue_from_slip import IssueFromSlip, issue_from_slip
from followup.models import Task
from followup.rules import register_rules
from followup.slips import SlipWorks
from followup.sources import steps_of
from tests.bookkeeping import open_books
from tests.clients import ApiClient, csrf_of
from tests.fixtures import Office
from tests.slips import INFORM, Slips, send_from


@pytest.fixture
def slips(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Slips:
    register_rules()
    return send_from(open_books(store, office, as_actor), office)


def issue(slips: Slips, username: str, slip_id: Any) -> Any:
    wish = IssueFromSlip(
        slip_id=slip_id, title="Tham mưu, báo cáo", lead_unit_id=slips.units["VPTU"],
        supervisor_id=slips.people["lanhdao"],
    )  # fmt: skip
    return slips.books.run(username, issue_from_slip, wish)


def test_the_task_has_the_slip_as_source_and_the_slip_shows_it(
    slips: Slips, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    slip = slips.send()
    made = issue(slips, "thuky", slip)
    with store.reading() as session:
        task = session.get_one(Task, made.id)
        assert (task.source_kind, task.source_id, task.source_url) == (
            "slip",
            slip,
            slip_path(slip),
        )
        assert task.source_quote == "Tham mưu, báo cáo."
        works = SlipWorks().of_slip(session, as_actor("thuky"), slip)
        assert [(work.state, work.url) for work in works] == [
            ("task.assigned", f"/tasks/{task.id}")
        ]
        assert SlipWorks().of_slip(session, as_actor("cuong"), slip) == []
        assert [step.kind for step in steps_of(session, as_actor("thuky"), "slip", slip)] == [
            "slip"
        ]
        assert steps_of(session, as_actor("cuong"), "slip", slip) == []


def test_only_who_reads_the_slip_at_a_desk_makes_tasks(slips: Slips, store: Store) -> None:
    slip = slips.send(slips.to("TU"), slips.to("cuong", INFORM))
    with pytest.raises(Denied):
        issue(slips, "cuong", slip)
    with pytest.raises(NotFound):
        issue(slips, "canbo", slip)
    slips.books.run("vanthu", recall_slip, OnSlip(slip_id=slip))
    with pytest.raises(Denied):
        issue(slips, "vanthu", slip)
    with store.reading() as session:
        assert session.scalars(select(Task)).all() == []
        assert session.scalars(select(Slip)).all() != []


def test_the_page_fills_the_task_in(
    app: Any, slips: Slips, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    path, client = f"{slip_path(slips.send())}/task", browser_sign_in("thuky")
    page = client.get(path).text
    assert "Tham mưu, báo cáo." in page
    assert f'<option value="{slips.units["TU"]}" selected' in page
    given = {"csrf_token": csrf_of(page), "title": "Tham mưu"}
    wrong = client.post(path, data=given)
    assert wrong.status_code == 422
    given |= {"lead_unit_id": slips.units["VPTU"], "supervisor_id": slips.people["lanhdao"]}
    done = client.post(path, data=given)
    assert done.status_code == 303
    assert "Tham mưu" in client.get(done.location).text
    assert "Chờ tiếp nhận" in client.get(done.location).text
    assert browser_sign_in("canbo").get(path).status_code == 404


def test_through_the_api(app: Any, slips: Slips, sign_in: Callable[[str], ApiClient]) -> None:
    slip, client = slips.send(), sign_in("thuky")
    body = {
        "title": "Tham mưu", "lead_unit_id": str(slips.units["VPTU"]),
        "supervisor_id": str(slips.people["lanhdao"]),
    }  # fmt: skip
    made = client.post(f"/slips/{slip}/tasks", body)
    assert made.status_code == 201
    works = client.get(f"/slips/{slip}").json["works"]
    assert [work["url"] for work in works] == [f"/tasks/{made.json['id']}"]

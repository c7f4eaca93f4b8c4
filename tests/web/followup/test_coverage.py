"""The page of a directive and the review of its articles, by pages and by the API."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.commands.followup.test_articles import TEXT, register
from tests.commands.followup.world import World

Browse = Callable[[str], FlaskClient]


def test_reviewed_kept_and_issued_from_by_forms(world: World, browse: Browse, submit: Any) -> None:
    directive_id, tracker = register(world), browse("theodoi")
    page = f"/directives/{directive_id}"
    assert "Chưa tách thành các điều" in tracker.get(page).text
    form = f"{page}/articles"
    proposal = submit(tracker, form, f"{form}/proposal", text=TEXT)
    assert "Rà soát tài khoản." in proposal.text
    assert "Chưa tách thành các điều" in tracker.get(page).text
    empty = submit(tracker, form, f"{form}/proposal", text="")
    assert (empty.status_code, "Mời dán nội dung" in empty.text) == (409, True)
    rows = {
        "id": ["", "", ""], "label": ["Điều 1", "Điều 2", ""], "text": ["Rà soát.", "Bỏ đi.", ""],
        "needs": ["yes", "", ""], "gone": "1",
    }  # fmt: skip
    wrong = submit(tracker, form, form, **rows | {"label": ["", "", ""]})
    assert (wrong.status_code, "Rà soát." in wrong.text) == (422, True)
    assert submit(tracker, form, form, **rows).status_code == 303
    shown = tracker.get(page).text
    assert "0 trong 1 điều cần thực hiện đã có nhiệm vụ." in shown
    assert "Bỏ đi." not in shown
    assert "Đơn vị chưa có việc" in shown
    article = shown.split("article_id=")[1].split('"')[0]
    issue = f"/tasks/new?article_id={article}"
    assert "Nhiệm vụ gắn với Điều 1" in tracker.get(issue).text
    sent = submit(
        tracker, issue, "/tasks/new", title="Rà soát", article_id=article,
        lead_unit_id=str(world.office.units["VPTU"]),
        supervisor_id=str(world.office.people["lanhdao"]),
    )  # fmt: skip
    assert sent.status_code == 303
    assert f'href="{page}"' in tracker.get(sent.location).text
    assert "1 trong 1 điều" in tracker.get(page).text
    official = browse("cuong")
    assert "và 1 nhiệm vụ đồng chí không có phần" in official.get(page).text
    assert official.get(form).status_code == 403


def test_by_the_api_with_a_file_and_wrong_input(
    world: World, sign_in: Any, browse: Browse, submit: Any
) -> None:
    directive_id, api = register(world), sign_in("theodoi")
    path = f"/directives/{directive_id}"
    pieces = api.post(f"{path}/articles/proposal", {"text": TEXT}).json["articles"]
    first = api.get(path).json
    body = {"revision": first["revision"], "articles": [p | {"needs_work": True} for p in pieces]}
    assert api.put(f"{path}/articles", body).json["count"] == 3
    again = api.put(f"{path}/articles", body)
    assert (again.status_code, again.json["code"]) == (409, "stale")
    found = api.get(path).json
    assert (found["needing"], found["covered"], len(found["units_without"])) == (3, 0, 5)
    long = api.put(f"{path}/articles", {"articles": [{"label": "x" * 61, "text": "a"}]})
    assert long.status_code == 422
    assert sign_in("canbo").put(f"{path}/articles", body).status_code == 403
    unknown = api.get("/directives/01900000-0000-7000-8000-000000000000")
    assert unknown.status_code == 404
    missing = submit(browse("theodoi"), path, f"{path}/papers")
    assert missing.status_code == 422

"""Pages and operations of agendas kept for later."""

from collections.abc import Callable

from flask.testing import FlaskClient

from meetings.commands.templates import SaveTemplate, save_template
from tests.clients import ApiClient
from tests.counting import asked
from tests.gatherings import TITLES, Gathering
from tests.web.meetings.test_pages import post

PAGE = "/meetings/templates"


def test_an_agenda_is_kept_from_its_page_and_begins_a_new_meeting(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """Saved, shown with its items, chosen in the form, renamed, deleted."""
    gathering.planned()
    client = browser_sign_in("thuky")
    assert "Chưa có mẫu nào" in client.get(PAGE).text
    here = f"/meetings/{gathering.id}"
    assert "Lưu làm mẫu…" in client.get(here).text
    made = post(client, f"{here}/templates", {"name": "Phiên thường kỳ"})
    assert made.status_code == 303, made.text
    key = made.location.partition("#template-")[2]
    page = client.get(PAGE).text
    assert "Phiên thường kỳ" in page
    assert all(title in page for title in ("Công tác chuyển đổi số", "Công tác cán bộ"))
    form = client.get(f"/meetings/new?template={key}").text
    assert f'value="{key}" selected' in form
    body = form.partition('name="unit_id"')[2].partition('value="')[2].partition('"')[0]
    typed = {"title": "Phiên sau", "unit_id": body, "kind": "BTV", "day": "2030-01-15"}
    typed |= {"starts": "08:00", "ends": "11:00", "place": "", "template_id": key}
    new = post(client, "/meetings/new", typed | {"with_agenda": "1"})
    assert new.status_code == 303, new.text
    text = client.get(new.location).text
    assert "Công tác chuyển đổi số" in text
    assert "Thông qua biên bản phiên họp trước" not in text
    renamed = post(client, f"{PAGE}/{key}/name", {"name": "Phiên tháng", "revision": "1"})
    assert renamed.status_code == 303
    assert "Phiên tháng" in client.get(PAGE).text
    late = post(client, f"{PAGE}/{key}/name", {"name": "Phiên quý", "revision": "1"})
    assert late.status_code == 409
    assert 'value="Phiên quý"' in late.text
    assert post(client, f"{PAGE}/{key}/removal", {}).status_code == 303
    assert "Chưa có mẫu nào" in client.get(PAGE).text
    assert client.get(f"/meetings/new?template={key}").status_code == 200


def test_a_name_that_is_there_is_refused_where_it_was_typed(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    gathering.planned()
    client = browser_sign_in("thuky")
    here = f"/meetings/{gathering.id}/templates"
    post(client, here, {"name": "Mẫu"})
    again = post(client, here, {"name": "Mẫu"})
    assert again.status_code == 409
    assert "đã có mẫu mang tên này" in again.text
    assert 'value="Mẫu"' in again.text
    assert post(client, here, {"name": " "}).status_code == 422


def test_who_plans_no_meetings_has_no_templates(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """Neither page nor button nor, guessed, the operation behind it."""
    gathering.called()
    for username, status in (("daibieu01", 403), ("cuong", 404)):
        client = browser_sign_in(username)
        assert client.get(PAGE).status_code == 403
        sent = post(client, f"/meetings/{gathering.id}/templates", {"name": "Mẫu"})
        assert sent.status_code == status
    assert "Lưu làm mẫu" not in browser_sign_in("chutri").get(f"/meetings/{gathering.id}").text


def test_the_api_keeps_agendas(gathering: Gathering, sign_in: Callable[[str], ApiClient]) -> None:
    """Save, list, show, rename, begin a meeting, delete."""
    gathering.planned()
    client = sign_in("thuky")
    made = client.post(f"/meetings/{gathering.id}/agenda-templates", {"name": "Mẫu"})
    assert made.status_code == 201, made.text
    assert [line["title"] for line in made.json["lines"]] == list(TITLES)
    assert made.json["minutes"] == 45
    here = f"/agenda-templates/{made.json['id']}"
    assert client.get(here).json == made.json
    assert client.get("/agenda-templates").json == {"templates": [made.json]}
    renamed = client.send("PATCH", here, json={"name": "Tháng", "revision": 1})
    assert renamed.json["name"] == "Tháng"
    stale = client.send("PATCH", here, json={"name": "Quý", "revision": 1})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    source = client.get(f"/meetings/{gathering.id}").json
    plan = {name: source[name] for name in ("title", "starts_at", "ends_at")}
    plan |= {"unit_id": source["unit"]["id"], "template_id": made.json["id"]}
    new = client.post("/meetings", plan)
    assert [item["title"] for item in new.json["agenda"]] == list(TITLES)
    assert sign_in("cuong").get(here).status_code == 404
    assert sign_in("daibieu01").get("/agenda-templates").json == {"templates": []}
    assert client.send("DELETE", here).status_code == 204
    assert client.get(here).status_code == 404
    assert client.post("/meetings", plan).status_code == 404


def test_many_templates_cost_no_more_queries(
    gathering: Gathering, browser_sign_in: Callable[[str], FlaskClient]
) -> None:
    """The page, and the form that offers them."""
    gathering.planned()
    client = browser_sign_in("thuky")
    pages, engine = (PAGE, "/meetings/new"), gathering.store.engine

    def keep(number: int) -> None:
        command = SaveTemplate(meeting_id=gathering.id, name=f"Mẫu {number}")
        gathering.run("thuky", save_template, command)

    keep(0)
    few = [asked(engine, client, page) for page in pages]
    for number in range(1, 6):
        keep(number)
    assert [asked(engine, client, page) for page in pages] == few

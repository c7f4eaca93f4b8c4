"""Units through the API: everybody looks, administrators change; plans stay with them."""

from datetime import timedelta
from uuid import UUID

import pytest

from ecabinet.core.clock import office_day, utc_now

NOWHERE = UUID(int=7)


def day(days=0):
    return (office_day(utc_now()) + timedelta(days=days)).isoformat()


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def path(office):
    return lambda code: f"/units/{office.units[code]}"


def test_everybody_lists_units_and_finds_them_without_accents(sign_in, office):
    api = sign_in("khach01")
    units = api.get("/units").json["units"]
    assert [u["code"] for u in units] == ["TU", "VPTU", "BTCTU", "UBKTTU", "HUTD"]
    assert {u["people"] for u in units if u["code"] == "VPTU"} == {3}
    assert [u["code"] for u in api.get("/units?q=van phong").json["units"]] == ["VPTU"]
    assert api.get("/units?standing=closed").json["units"] == []
    assert api.get("/units?standing=secret").status_code == 422


def test_a_unit_tells_its_people_and_times(sign_in, path):
    found = sign_in("khach01").get(path("VPTU")).json
    assert (found["code"], found["people"], found["line"]) == ("VPTU", 3, [])
    assert {h["title"] for h in found["holders"]} == {
        "Quản trị hệ thống", "Văn thư", "Chuyên viên",
    }  # fmt: skip
    assert [(p["deed"], p["when"], p["from_on"]) for p in found["periods"]] == [
        ("created", "now", None)
    ]
    assert found["hanging"] == []


def test_the_whole_life_of_a_unit(admin, path, office):
    new = {"name": "Ban Dân vận", "code": "BDVTU", "kind": "board"}
    made = admin.post("/units", new | {"parent_id": str(office.units["TU"])})
    assert made.status_code == 201
    here = f"/units/{made.json['id']}"
    renamed = admin.send("PATCH", here, json={"name": "Ban Dân vận Tỉnh ủy", "from_on": day()})
    assert renamed.json["periods"][0]["changed"] == ["name"]
    moved = admin.post(f"{here}/move", {"parent_id": None, "from_on": day()})
    assert moved.json["line"] == []
    planned = admin.post(f"{here}/closure", {"from_on": day(5), "reason": "15-QĐ/TU"})
    assert planned.json["closed_on"] == day(5)
    back = admin.post(f"{here}/plan-withdrawal", {"revision": planned.json["revision"]})
    assert back.json["closed_on"] is None
    body = {"successor_id": str(office.units["BTCTU"]), "from_on": day(), "reason": "16-QĐ/TU"}
    heir = admin.post(f"{here}/merger", body)
    assert heir.json["code"] == "BTCTU"
    assert [unit["code"] for unit in heir.json["merged"]] == ["BDVTU"]
    gone = admin.get(here).json
    assert (gone["closed"], gone["successor"]["code"]) == (True, "BTCTU")
    assert [u["code"] for u in admin.get("/units?standing=closed").json["units"]] == ["BDVTU"]


def test_what_is_planned_is_told_to_administrators_alone(admin, sign_in, path, office):
    admin.send("PATCH", path("HUTD"), json={"name": "Mới", "from_on": day(3)})
    admin.post(path("UBKTTU") + "/closure", {"from_on": day(4)})
    future = {"name": "Ban mới", "code": "BMOI", "opened_on": day(9)}
    new = admin.post("/units", future).json["id"]
    other = sign_in("thuky")
    assert [p["when"] for p in other.get(path("HUTD")).json["periods"]] == ["now"]
    assert [p["when"] for p in admin.get(path("HUTD")).json["periods"]] == ["ahead", "now"]
    assert other.get(path("UBKTTU")).json["closed_on"] is None
    assert other.get(f"/units/{new}").status_code == 404
    assert "BMOI" not in {u["code"] for u in other.get("/units").json["units"]}
    assert all(u["planned"] is None for u in other.get("/units").json["units"])
    assert other.get("/units?q=moi").json["units"] == []
    told = {u["code"]: u["planned"] for u in admin.get("/units").json["units"]}
    assert (told["HUTD"], told["UBKTTU"]) == (day(3), day(4))


CHANGES = [
    ("POST", "/units", {"name": "A", "code": "A"}),
    ("PATCH", "{unit}", {"name": "A", "from_on": "2026-01-01"}),
    ("POST", "{unit}/move", {"parent_id": None, "from_on": "2026-01-01"}),
    ("POST", "{unit}/merger", {"successor_id": "{other}", "from_on": "2026-01-01", "reason": "x"}),
    ("POST", "{unit}/closure", {"from_on": "2026-01-01"}),
    ("POST", "{unit}/plan-withdrawal", {}),
    ("PUT", "/units/order", {"unit_ids": []}),
    ("POST", "/units/import", {"seal": "x"}),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c[0] + c[1])
@pytest.mark.parametrize("who", ["thuky", "chutri", "khach01"])
def test_nobody_else_changes_anything(sign_in, admin, office, path, change, who):
    method, place, body = change
    body = {k: str(office.units["TU"]) if v == "{other}" else v for k, v in body.items()}
    before = admin.get("/units").json
    answer = sign_in(who).send(method, place.replace("{unit}", path("HUTD")), json=body)
    assert answer.status_code == 403
    assert admin.get("/units").json == before


def test_nobody_else_takes_the_list_out_or_a_file_in(sign_in):
    api = sign_in("thuky")
    assert api.get("/units/export").status_code == 403
    assert api.send("POST", "/units/import-preview", data={"file": (b"", "a.csv")}).status_code in (
        403, 422,
    )  # fmt: skip


@pytest.mark.parametrize("change", [c for c in CHANGES if "{unit}" in c[1]], ids=lambda c: c[1])
def test_an_unknown_unit_is_not_there(admin, office, change):
    method, place, body = change
    body = {k: str(office.units["TU"]) if v == "{other}" else v for k, v in body.items()}
    answer = admin.send(method, place.replace("{unit}", f"/units/{NOWHERE}"), json=body)
    assert answer.status_code == 404


def test_refusals_have_codes_and_name_the_field(admin, path, office):
    def refused(answer, status, code, field=None):
        assert (answer.status_code, answer.json["code"]) == (status, code)
        if field:
            assert [e["field"] for e in answer.json["errors"]] == [field]

    refused(admin.post("/units", {"name": "A", "code": "tu"}), 409, "unit.code_taken", "code")
    lost = {"name": "A", "code": "A", "parent_id": str(NOWHERE)}
    refused(admin.post("/units", lost), 422, "unit.parent_unknown", "parent_id")
    under = {"parent_id": str(office.units["TU"]), "from_on": day()}
    admin.post(path("HUTD") + "/move", under)
    circle = {"parent_id": str(office.units["HUTD"]), "from_on": day()}
    refused(admin.post(path("TU") + "/move", circle), 409, "unit.circle", "parent_id")
    refused(admin.post(path("VPTU") + "/closure", {"from_on": day()}), 409, "unit.in_use")
    early = {"name": "A", "from_on": "1900-01-01"}
    refused(admin.send("PATCH", path("TU"), json=early), 422, "unit.day_too_early", "from_on")
    refused(admin.post(path("TU") + "/plan-withdrawal", {}), 409, "unit.nothing_planned")
    same = {"name": "Tỉnh ủy Vĩnh Phúc", "from_on": day()}
    refused(admin.send("PATCH", path("TU"), json=same), 422, "unit.nothing_changes")
    refused(admin.post("/units", {"name": "A", "code": "A", "x": 1}), 422, "invalid")


def test_of_two_administrators_the_second_is_told(admin, path):
    seen = admin.get(path("TU")).json["revision"]
    admin.send("PATCH", path("TU"), json={"name": "Một", "from_on": day(), "revision": seen})
    late = admin.send("PATCH", path("TU"), json={"name": "Hai", "from_on": day(), "revision": seen})
    assert (late.status_code, late.json["code"]) == (409, "stale")
    body = {"from_on": day(), "revision": seen}
    assert admin.post(path("TU") + "/closure", body).json["code"] == "stale"
    assert admin.post(path("TU") + "/plan-withdrawal", {"revision": seen}).json["code"] == "stale"


def test_a_replay_answers_as_the_first_time(admin):
    body = {"name": "A", "code": "A"}
    first = admin.post("/units", body, request_id="one")
    assert admin.post("/units", body, request_id="one").json == first.json


def test_units_beside_each_other_are_put_in_order(admin, office):
    ids = [u["id"] for u in admin.get("/units").json["units"]]
    turned = list(reversed(ids))
    assert admin.put("/units/order", {"unit_ids": turned}).status_code == 204
    assert [u["id"] for u in admin.get("/units").json["units"]] == turned
    assert admin.put("/units/order", {"unit_ids": ids[:2]}).json["code"] == "stale"


def test_the_document_has_examples_and_the_errors(client):
    document = client.get("/api/v1/openapi.json").json
    merger = document["paths"]["/api/v1/units/{unit_id}/merger"]["post"]
    content = merger["requestBody"]["content"]["application/json"]
    assert {"successor_id", "from_on", "reason"} <= set(content["example"])
    assert {"unit.successor_below", "unit.heir_closes", "stale"} <= set(
        merger["responses"]["409"]["content"]["application/problem+json"]["examples"]
    )

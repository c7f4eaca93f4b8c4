"""People through the API: what administrators may, and nobody else."""

from datetime import date

from tests.days import today

ADMIN, OTHER = "quantri", "thuky"


def test_an_administrator_creates_finds_changes_and_deactivates(sign_in):
    api = sign_in(ADMIN)
    made = api.post("/people", {"username": "hoa.nt", "name": "Nguyễn Thị Hòa"})
    assert made.status_code == 201, made.text
    found = api.get("/people?q=nguyen hoa").json
    assert [p["username"] for p in found["people"]] == ["hoa.nt"]
    path = f"/people/{made.json['id']}"
    assert api.send("PATCH", path, json={"email": "hoa@example.vn"}).status_code == 204
    assert api.get(path).json["email"] == "hoa@example.vn"
    body = {"on": date.max.isoformat(), "reason": "Nghỉ hưu"}
    assert api.post(f"{path}/deactivation", body).status_code == 204
    assert api.post(f"{path}/reactivation", {"reason": "Ở lại"}).status_code == 204


def test_nobody_else_does(sign_in, office):
    api = sign_in(OTHER)
    person = f"/people/{office.people['cuong']}"
    assert api.get("/people").status_code == 403
    assert api.post("/people", {"username": "hoa.nt", "name": "Hòa"}).status_code == 403
    assert api.send("PATCH", person, json={"name": "Khác"}).status_code == 403
    assert api.get(person).json["name"] == "Lý Mạnh Cường"


def test_unknown_fields_and_a_taken_name_are_refused_in_words(sign_in):
    api = sign_in(ADMIN)
    bad = api.post("/people", {"username": "moi", "name": "Mới", "clearance": 3})
    assert bad.status_code == 422
    taken = api.post("/people", {"username": "cuong", "name": "Mới"})
    assert (taken.status_code, taken.json["code"]) == (409, "person.username_taken")


def record(api, office, who="cuong"):
    return api.get(f"/people/{office.people[who]}/record").json


def test_the_record_tells_offices_of_all_times_plans_and_clearance(sign_in, office):
    api = sign_in(ADMIN)
    person = f"/people/{office.people['cuong']}"
    before = record(api, office)
    assert (before["clearance"], before["has_password"], before["revision"]) == (0, True, 1)
    given = {
        "unit_id": str(office.units["TU"]), "role": "member", "title": "Uỷ viên",
        "from_on": str(today()), "to_on": str(today(9)),
    }  # fmt: skip
    made = api.post(f"{person}/offices", given).json["id"]
    fix = {"title": "Ủy viên", "open_ended": True, "revision": 2}
    assert api.send("PATCH", f"/offices/{made}", json=fix).status_code == 204
    again = api.send("PATCH", f"/offices/{made}", json=fix)
    assert (again.status_code, again.json["code"]) == (409, "stale")
    later = {
        "to_person_id": str(office.people["canbo"]), "on": str(today(1)),
        "reason": "Luân chuyển",
    }  # fmt: skip
    planned = api.post(f"/offices/{made}/handover", later).json["id"]
    after = {o["title"]: o for o in record(api, office)["offices"]}["Ủy viên"]
    assert (after["when"], after["to_on"], after["planned"]["to_name"]) == (
        "now", None, "Vũ Đình Cán Bộ",
    )  # fmt: skip
    assert api.post(f"/handovers/{planned}/cancellation").status_code == 204
    over = api.post(f"/handovers/{planned}/cancellation")
    assert (over.status_code, over.json["code"]) == (409, "handover.settled")
    assert api.post(f"/handovers/{made}/cancellation").status_code == 404


def test_clearance_is_set_with_a_reason_and_never_raised_for_oneself(sign_in, office):
    api = sign_in(ADMIN)
    path = f"/people/{office.people['cuong']}/clearance"
    given = {"clearance": 2, "reason": "12-QĐ/TU"}
    assert api.put(path, given).json == {"clearance": 2}
    assert record(api, office)["clearance"] == 2
    for wrong in ({"clearance": 4}, {"reason": ""}, {"clearance": "x"}, {"person_id": "x"}):
        assert api.put(path, given | wrong).status_code == 422, wrong
    stale = api.put(path, given | {"revision": 1})
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    own = api.put(f"/people/{office.people[ADMIN]}/clearance", given)
    assert (own.status_code, own.json["code"]) == (422, "clearance.own")


def test_a_repeated_request_gives_one_office(sign_in, office):
    api = sign_in(ADMIN)
    given = {
        "unit_id": str(office.units["TU"]), "role": "member", "title": "Ủy viên",
        "from_on": str(today()),
    }  # fmt: skip
    path = f"/people/{office.people['cuong']}/offices"
    first = api.post(path, given, request_id="one")
    assert api.post(path, given, request_id="one").json == first.json
    assert len(record(api, office)["offices"]) == 2


def test_an_address_and_a_number_are_taken_away_by_nothing(sign_in, office):
    api, person = sign_in(ADMIN), f"/people/{office.people['cuong']}"
    api.send("PATCH", person, json={"email": "cuong@example.vn", "phone": "0912 345 678"})
    assert api.send("PATCH", person, json={"email": ""}).status_code == 204
    known = api.get(person).json
    assert (known["email"], known["phone"]) == (None, "0912 345 678")


def test_nobody_else_touches_offices_clearance_or_plans(sign_in, office, store):
    mine, api = sign_in(ADMIN), sign_in(OTHER)
    one = record(mine, office)["offices"][0]["id"]
    person = f"/people/{office.people['cuong']}"
    reason = {"reason": "x"}
    office_of_mine = {
        "unit_id": str(office.units["TU"]), "role": "administrator", "title": "x",
        "from_on": str(today()),
    }  # fmt: skip
    for method, path, body in (
        ("GET", f"{person}/record", None),
        ("PUT", f"{person}/clearance", {"clearance": 3, **reason}),
        ("POST", f"{person}/offices", office_of_mine),
        ("PATCH", f"/offices/{one}", {"role": "administrator"}),
        ("POST", f"/offices/{one}/end", {"to_on": str(today()), **reason}),
        (
            "POST",
            f"/offices/{one}/handover",
            {"to_person_id": str(office.people[OTHER]), "on": str(today()), **reason},
        ),
        ("POST", f"/handovers/{one}/cancellation", None),
        ("POST", f"{person}/deactivation", {"on": str(today()), **reason}),
        ("POST", f"{person}/reactivation", reason),
    ):
        assert api.send(method, path, json=body).status_code == 403, (method, path)
    assert record(mine, office)["revision"] == 1


def test_of_two_administrators_at_once_the_second_is_told(sign_in, office):
    api = sign_in(ADMIN)
    person = f"/people/{office.people['cuong']}"
    seen = record(api, office)["revision"]
    assert api.send("PATCH", person, json={"name": "Lý Cường", "revision": seen}).status_code == 204
    body = {"on": str(today()), "reason": "Nghỉ hưu", "revision": seen}
    late = api.post(f"{person}/deactivation", body)
    assert (late.status_code, late.json["code"]) == (409, "stale")
    assert api.get(person).json["active"]

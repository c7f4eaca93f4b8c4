"""People through the API: what administrators may, and nobody else."""

from datetime import date

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

"""Entries through the API: added, changed, retired, taken back, deleted; by administrators only."""

import uuid
from datetime import timedelta

import pytest

from ecabinet.core.clock import office_day, utc_now

ADMIN, OTHERS = "quantri", ("thuky", "chutri", "vanthu", "canbo", "khach01")
ROOM = {"code": "P9", "name": "Phòng họp số 9", "data": {"capacity": 24, "place": "Tầng 2"}}

# A new entry of each catalogue, and the data it may be changed to.
NEW = {
    "rooms": (ROOM, {"capacity": 30, "rows": 3, "seats_per_row": 10}),
    "meeting-types": ({"code": "GB", "name": "Họp giao ban"}, {"minutes": 60}),
    "party-document-types": (
        {"code": "TB", "name": "Thông báo mới", "data": {"numbering": "term"}},
        {"numbering": "year", "directive": True},
    ),
    "state-document-types": (
        {"code": "CTR", "name": "Chương trình", "data": {"numbering": "year"}},
        {"numbering": "year", "directive": True},
    ),
    "issuing-bodies": ({"code": "STNMT", "name": "Sở Tài nguyên"}, {"superior": "UBND"}),
    "fields-of-work": ({"code": "YT", "name": "Y tế"}, {}),
    "days-off": (
        {"name": "Ngày của tỉnh", "data": {"day": "2099-05-04"}},
        {"day": "2099-05-04", "working": True},
    ),
    "reminder-rules": (
        {"code": "VPTU", "name": "Văn phòng Tỉnh ủy", "data": {"before": [1, 7, 3]}},
        {"late_every": 2, "escalate_after": 0, "from_hour": 8, "rule_set": "state"},
    ),
    "terms": (
        {
            "code": "2010-2015",
            "name": "Nhiệm kỳ 2010–2015",
            "data": {"begins_on": "2010-10-01", "ends_on": "2015-09-30"},
        },
        {"begins_on": "2010-10-10", "ends_on": "2015-10-09"},
    ),
    "conclusion-sentences": ({"code": "BC", "name": "Báo cáo Thường trực …"}, {}),
    "instruction-sentences": ({"code": "BCT", "name": "Báo cáo Thường trực trước ngày họp."}, {}),
}


def add(api, key, body):
    made = api.post(f"/catalogues/{key}/entries", body)
    assert made.status_code == 201, made.text
    return made.json


def path_of(key, entry):
    return f"/catalogues/{key}/entries/{entry['id']}"


def test_everybody_sees_which_catalogues_there_are(sign_in):
    found = sign_in("canbo").get("/catalogues").json["catalogues"]
    assert {row["key"] for row in found} == set(NEW)
    assert next(r for r in found if r["key"] == "meeting-types")["offered"] >= 2


@pytest.mark.parametrize("key", NEW)
def test_the_life_of_an_entry_in_every_catalogue(sign_in, key):
    api = sign_in(ADMIN)
    body, data = NEW[key]
    if key == "party-document-types":
        body = {**body, "code": "XQ"}
    entry = add(api, key, body)
    assert (entry["name"], entry["offered"], entry["revision"]) == (body["name"], True, 1)
    assert entry["code"] == body.get("code", "2099-05-04")
    path = path_of(key, entry)
    whole = {**body, "name": "Tên mới", "english": "New", "data": data, "revision": 1}
    changed = api.put(path, whole)
    assert changed.status_code == 200, changed.text
    assert (changed.json["name"], changed.json["revision"]) == ("Tên mới", 2)
    assert {**changed.json["data"], **data} == changed.json["data"]
    stale = api.put(path, whole)
    assert (stale.status_code, stale.json["code"]) == (409, "stale")
    retired = api.post(path + "/retirement", {"revision": 2})
    assert (retired.json["offered"], retired.json["retired_on"]) == (
        False, office_day(utc_now()).isoformat()
    )  # fmt: skip
    assert api.post(path + "/reinstatement").json["offered"] is True
    again = api.post(path + "/reinstatement")
    assert (again.status_code, again.json["code"]) == (409, "catalogue.not_retired")
    assert api.send("DELETE", path).status_code == 204
    assert api.send("DELETE", path).status_code == 404
    codes = [row["code"] for row in api.get(f"/catalogues/{key}").json["entries"]]
    assert entry["code"] not in codes


def test_a_request_sent_twice_is_done_once(sign_in):
    api = sign_in(ADMIN)
    first = api.post("/catalogues/rooms/entries", ROOM, request_id="a-1")
    assert api.post("/catalogues/rooms/entries", ROOM, request_id="a-1").json == first.json
    path = path_of("rooms", first.json)
    assert api.send("DELETE", path, request_id="a-2").status_code == 204
    assert api.send("DELETE", path, request_id="a-2").status_code == 204


@pytest.mark.parametrize("username", OTHERS)
def test_nobody_else_changes_anything(sign_in, username):
    entry = add(sign_in(ADMIN), "rooms", ROOM)
    path, api = path_of("rooms", entry), sign_in(username)
    before = api.get("/catalogues/rooms").json
    body = {**ROOM, "code": "P10"}
    answers = [
        api.post("/catalogues/rooms/entries", body),
        api.put(path, {**ROOM, "revision": 1}),
        api.post(path + "/retirement", {}),
        api.post(path + "/reinstatement", {}),
        api.send("DELETE", path),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert api.get("/catalogues/rooms").json == before


def test_an_entry_is_found_in_its_own_catalogue_only(sign_in):
    api = sign_in(ADMIN)
    entry = add(api, "rooms", ROOM)
    for path in (path_of("meeting-types", entry), f"/catalogues/rooms/entries/{uuid.uuid4()}"):
        assert api.put(path, {**ROOM, "revision": 1}).status_code == 404
        assert api.post(path + "/retirement", {}).status_code == 404
        assert api.post(path + "/reinstatement", {}).status_code == 404
        assert api.send("DELETE", path).status_code == 404
    assert api.post("/catalogues/none/entries", ROOM).status_code == 404


@pytest.mark.parametrize(
    ("key", "body", "status", "code"),
    [
        ("rooms", {**ROOM, "code": "có dấu cách"}, 422, None),
        ("rooms", {**ROOM, "code": None}, 422, "catalogue.no_code"),
        ("rooms", {**ROOM, "name": ""}, 422, None),
        ("rooms", {**ROOM, "name": "x" * 201}, 422, None),
        ("rooms", {**ROOM, "name": "a\u0000b"}, 422, None),
        ("rooms", {**ROOM, "data": {"capacity": 0}}, 422, None),
        ("rooms", {**ROOM, "data": {"capacity": "nhiều"}}, 422, None),
        ("rooms", {**ROOM, "data": {}}, 422, None),
        ("rooms", {**ROOM, "data": {"capacity": 9, "rank": 1}}, 422, None),
        ("rooms", {**ROOM, "retired_on": "2020-01-01"}, 422, None),
        ("rooms", {**ROOM, "data": {"capacity": 9, "rows": 3}}, 422, "room.rows_half"),
        ("meeting-types", {"code": "BTV", "name": "Trùng"}, 409, "catalogue.code_taken"),
        ("issuing-bodies", {"code": "X", "name": "X", "data": {"superior": "KHONG"}}, 422,
         "catalogue.superior_unknown"),
        ("party-document-types", {"code": "x1", "name": "X", "data": {"numbering": "term"}}, 422,
         "catalogue.code_no_sign"),
        ("days-off", {"name": "X", "data": {"day": "31/02/2026"}}, 422, None),
    ],
)  # fmt: skip
def test_what_cannot_be_an_entry_is_refused_and_nothing_is_added(sign_in, key, body, status, code):
    api = sign_in(ADMIN)
    before = api.get(f"/catalogues/{key}").json
    answer = api.post(f"/catalogues/{key}/entries", body)
    assert answer.status_code == status, answer.text
    assert code is None or answer.json["code"] == code
    assert api.get(f"/catalogues/{key}").json == before


def test_a_day_in_the_past_retires_nothing_and_one_to_come_later(sign_in):
    api = sign_in(ADMIN)
    path = path_of("rooms", add(api, "rooms", ROOM))
    today = office_day(utc_now())
    past = (today - timedelta(days=1)).isoformat()
    answer = api.post(path + "/retirement", {"retired_on": past})
    assert (answer.status_code, answer.json["code"]) == (422, "catalogue.retired_in_past")
    later = (today + timedelta(days=30)).isoformat()
    retired = api.post(path + "/retirement", {"retired_on": later}).json
    assert (retired["offered"], retired["retired_on"]) == (True, later)

"""The explanation of rights at its doors: pages for administrators, and the API."""

import csv
import io
import re
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.permissions import registered
from ecabinet.oversight import rights_table

NOBODY = "01900000-0000-7000-8000-000000000000"


def doors(land):
    """Every page and operation, with what it asks for."""
    person = land.g.office.people["cuong"]
    return [
        "/admin/rights",
        f"/admin/rights?person={person}&kind=meeting&thing={land.g.id}",
        "/admin/rights?kind=person&find=an",
        "/admin/rights/holders",
        "/admin/rights/holders?permission=meeting:run",
        "/admin/rights/holders.xlsx?permission=meeting:run",
        "/admin/rights/holders.csv?permission=meeting:run",
        "/admin/rights/table",
        f"/api/v1/rights/explanation?person_id={person}&kind=meeting&thing_id={land.g.id}",
        "/api/v1/rights/holders?permission=meeting:run",
        "/api/v1/rights/permissions",
    ]


def deeds(store):
    with store.reading() as session:
        query = select(AuditEntry).where(AuditEntry.action.startswith("rights."))
        return session.scalars(query.order_by(AuditEntry.seq)).all()


@pytest.mark.parametrize("username", ["thuky", "chutri", "daibieu01", "vanthu", "theodoi"])
def test_who_is_no_administrator_finds_nothing_here(land, browser_sign_in, store, username):
    browser = browser_sign_in(username)
    for door in doors(land):
        assert browser.get(door).status_code == 404, door
    assert deeds(store) == []


def test_nor_does_an_administrator_lend_it(land, browser_sign_in, app, sign_in):
    """Acting for somebody opens no administration: the deputy stays themselves there."""
    headers = {"X-On-Behalf-Of": str(land.delegation)}
    answer = sign_in("cuong").get("/rights/permissions", headers=headers)
    assert answer.status_code == 403


def test_signed_out_is_led_to_the_door(client, land):
    for door in doors(land):
        assert client.get(door).status_code in (302, 303, 401), door


def test_every_door_opens_to_administrators_and_each_answer_is_in_the_log(
    land, browser_sign_in, store
):
    browser = browser_sign_in("quantri")
    for door in doors(land):
        assert browser.get(door).status_code == 200, door
    told = deeds(store)
    assert {entry.action for entry in told} == {
        "rights.explained",
        "rights.holders_listed",
        "rights.listed",
    }
    # All but the three pages on which nothing was asked yet.
    assert len(told) == len(doors(land)) - 3
    assert {entry.actor_id for entry in told} == {land.g.office.people["quantri"]}
    person = str(land.g.office.people["cuong"])
    assert [e.detail["person_id"] for e in told if e.action == "rights.explained"] == [person] * 2


def test_it_is_said_in_words_why(land, browser_sign_in):
    browser = browser_sign_in("quantri")
    people = land.g.office.people
    ask = f"/admin/rights?person={{}}&kind={{}}&thing={land.g.id}".format
    text = browser.get(ask(people["thuky"], "meeting")).text
    assert "Giữ chức vụ thư ký của cơ quan họp" in text
    assert "nhờ chức vụ: Thư ký, Tỉnh ủy Vĩnh Phúc" in text
    text = browser.get(ask(people["cuong"], "meeting")).text
    assert "chỉ khi làm thay" in text
    assert "Làm thay Phạm Thu Ký" in text
    secret = f"/admin/rights?person={people['daibieu01']}&kind=paper&thing={land.secret}"
    text = browser.get(secret).text
    assert "Được biết tài liệu ở độ mật này" in text
    assert "Tài liệu ngoài mức được biết" in text
    assert "Đề án" not in text


def test_found_by_words_and_chosen_at_once_when_it_is_the_only_one(land, browser_sign_in):
    browser = browser_sign_in("quantri")
    person = land.g.office.people["canbo"]
    many = browser.get(f"/admin/rights?person={person}&kind=agenda_item&find=Tinh+uy").text
    assert many.count("thing=") >= 3
    one = browser.get(f"/admin/rights?person={person}&kind=person&find=nguyen+minh+khoi").text
    assert "Nguyễn Minh Khôi (chutri)" in one
    assert "Quản lý người dùng, chức vụ" in one
    none = browser.get(f"/admin/rights?person={person}&kind=person&find=khong+co+ai").text
    assert "Không tìm thấy" in none
    first = browser.get("/admin/rights?kind=agenda_item&find=Tinh+uy").text
    assert "Chưa chọn người." in first


@pytest.mark.parametrize(
    "door",
    [
        "/admin/rights?person=x&kind=meeting&thing=y",
        "/admin/rights?kind=token&find=a",
        "/admin/rights?kind=nothing&find=a",
        f"/admin/rights?person={NOBODY}&kind=meeting&thing={NOBODY}",
        "/admin/rights/holders?permission=meeting:nothing",
        f"/admin/rights/holders?permission=meeting:run&thing={NOBODY}",
        f"/admin/rights/holders?permission=token:read&thing={NOBODY}",
        "/admin/rights/holders.xlsx",
        "/admin/rights/table?feature=nothing",
    ],
)
def test_what_is_not_there_is_not_found(land, browser_sign_in, door):
    assert browser_sign_in("quantri").get(door).status_code == 404


def test_names_that_look_like_markup_stay_words(land, browser_sign_in):
    text = browser_sign_in("quantri").get("/admin/rights?kind=person&find=<script>x</script>").text
    assert "<script>x" not in text


def test_the_list_goes_out_as_a_file(land, browser_sign_in):
    browser = browser_sign_in("quantri")
    ask = f"permission=meeting:run&thing={land.g.id}"
    rows = load_workbook(
        io.BytesIO(browser.get(f"/admin/rights/holders.xlsx?{ask}").data)
    ).active.values
    told = list(rows)[1:]
    assert {row[0] for row in told} == {"Phạm Thu Ký", "Nguyễn Minh Khôi", "Lý Mạnh Cường"}
    assert [row[2] for row in told if row[0] == "Lý Mạnh Cường"] == ["Phạm Thu Ký"]
    text = browser.get(f"/admin/rights/holders.csv?{ask}").data.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == [row[0] for row in told]


def test_the_table_shows_every_permission_once_by_part_of_the_product(land, browser_sign_in):
    browser, shown = browser_sign_in("quantri"), []
    for feature in rights_table.features():
        text = unquote(browser.get(f"/admin/rights/table?feature={feature}").text)
        shown += set(re.findall(r"permission=(\w+:\w+)", text))
    # Listed, not as a set: each stands on its own part's page only.
    assert sorted(shown) == sorted(registered())


def test_the_api_says_the_same_as_the_page(land, sign_in):
    api = sign_in("quantri")
    person, meeting = land.g.office.people["cuong"], land.g.id
    query = f"person_id={person}&kind=meeting&thing_id={meeting}"
    told = api.get(f"/rights/explanation?{query}").json
    by = {one["permission"]: one for one in told["answers"]}
    assert not by["meeting:run"]["allowed"]
    assert by["meeting:run"]["on_behalf"][0]["name"] == "Phạm Thu Ký"
    assert by["meeting:check_in"]["on_behalf"] == []
    assert all(line["rule"] or line["join"] for line in by["meeting:run"]["reasons"])
    held = api.get(f"/rights/holders?permission=meeting:run&thing_id={meeting}&limit=2").json
    assert (held["total"], len(held["holders"])) == (3, 2)
    table = api.get("/rights/permissions").json["permissions"]
    told = [one["permission"] for one in table]
    assert sorted(told) == sorted(str(p) for p in registered())
    assert api.get("/rights/permissions?feature=meetings").json["permissions"] != table
    english = api.speaking("en").get(f"/rights/explanation?{query}")
    assert english.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "explanation",
        "explanation?person_id=x&kind=meeting&thing_id=y",
        "holders",
        "holders?permission=meeting:run&limit=0",
        "holders?permission=meeting:run&after=-1",
    ],
)
def test_the_api_refuses_nonsense_in_words(land, sign_in, query):
    answer = sign_in("quantri").get(f"/rights/{query}")
    assert answer.status_code == 422
    assert answer.json["errors"]


def test_missing_things_are_not_found(land, sign_in):
    api = sign_in("quantri")
    person = land.g.office.people["cuong"]
    for query in (
        f"explanation?person_id={NOBODY}&kind=meeting&thing_id={land.g.id}",
        f"explanation?person_id={person}&kind=meeting&thing_id={NOBODY}",
        f"explanation?person_id={person}&kind=token&thing_id={NOBODY}",
        "holders?permission=nothing:at_all",
    ):
        answer = api.get(f"/rights/{query}")
        assert (answer.status_code, answer.json["code"]) == (404, "not_found"), query

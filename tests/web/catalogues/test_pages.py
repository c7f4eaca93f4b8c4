"""The pages of catalogues: each form, order, files in and out, and who may."""

import io
import re
from typing import Any

import pytest

from ecabinet.core.sheets import Column, read_table
from tests.workbooks import book, saved

HOME = "/admin/catalogues"
FORMS: dict[str, dict[str, str]] = {
    "rooms": {
        "code": "P9",
        "name": "Phòng 9",
        "d.capacity": "24",
        "d.equipment": "Micro\nMàn hình",
    },
    "meeting-types": {"code": "GB", "name": "Họp giao ban", "d.minutes": "60"},
    "party-document-types": {"code": "XQ", "name": "Loại mới", "d.numbering": "term"},
    "state-document-types": {"code": "XN", "name": "Loại mới", "d.numbering": "year"},
    "issuing-bodies": {
        "code": "SYT",
        "name": "Sở Y tế",
        "d.superior": "UBND",
        "d.rule_set": "state",
    },
    "fields-of-work": {"code": "YT", "name": "Y tế"},
    "days-off": {"name": "Ngày của tỉnh", "d.day": "04/05/2099"},
}


def proposed(page: str) -> dict[str, str]:
    """What the inputs of a form hold before anybody types."""
    typed = dict(re.findall(r'<input[^>]*name="(d\.[^"]+)"[^>]*value="([^"]*)"', page))
    for name, options in re.findall(
        r'<select[^>]*name="(d\.[^"]+)"[^>]*>(.*?)</select>', page, re.S
    ):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        typed[name] = chosen[0] if chosen else ""
    return typed


def entry_id(answer: Any) -> str:
    """The id of the entry that a form has just made."""
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("entry-")[2])


@pytest.mark.parametrize("key", FORMS)
def test_each_form_adds_shows_and_changes(browser_sign_in: Any, submit: Any, key: str) -> None:
    browser = browser_sign_in("quantri")
    new = f"{HOME}/{key}/new"
    shown = browser.get(new).text
    for name in FORMS[key]:
        assert f'name="{name}' in shown, name
    fields = proposed(shown) | FORMS[key]
    path = f"{HOME}/{key}/entries/{entry_id(submit(browser, new, new, **fields))}"
    filled = browser.get(path).text
    assert FORMS[key]["name"] in filled
    (revision,) = re.findall(r'name="revision" value="(\d+)"', filled)[:1]
    again = submit(browser, path, path, **{**fields, "name": "Tên khác", "revision": revision})
    assert again.status_code == 303, again.text
    assert "Tên khác" in browser.get(f"{HOME}/{key}").text
    stale = submit(browser, path, path, **{**fields, "name": "Muộn", "revision": revision})
    assert stale.status_code == 409
    assert "Muộn" in stale.text  # What was typed is still there.
    removed = submit(browser, path, path + "/removal")
    assert removed.status_code == 303
    assert "Tên khác" not in browser.get(f"{HOME}/{key}?retired=1").text.split("</header>")[-1]


@pytest.mark.parametrize("key", FORMS)
def test_an_empty_form_says_what_is_missing_and_keeps_the_rest(
    browser_sign_in: Any, submit: Any, key: str
) -> None:
    browser, new = browser_sign_in("quantri"), f"{HOME}/{key}/new"
    answer = submit(browser, new, new, code="", name="", english="Chỉ có tiếng Anh")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "Chỉ có tiếng Anh" in answer.text


def test_retire_take_back_and_move(browser_sign_in: Any, submit: Any) -> None:
    browser, new = browser_sign_in("quantri"), f"{HOME}/rooms/new"
    ids = [
        entry_id(submit(browser, new, new, **{**FORMS["rooms"], "code": code, "name": code}))
        for code in ("P1", "P2")
    ]
    path = f"{HOME}/rooms/entries/{ids[0]}"
    submit(browser, path, path + "/position", direction="down")
    listed = browser.get(f"{HOME}/rooms").text
    assert listed.index(ids[1]) < listed.index(ids[0])
    submit(browser, path, path + "/retirement", retired_on="")
    assert f"entry-{ids[0]}" not in browser.get(f"{HOME}/rooms").text
    assert f"entry-{ids[0]}" in browser.get(f"{HOME}/rooms?retired=1").text
    submit(browser, path, path + "/reinstatement")
    assert f"entry-{ids[0]}" in browser.get(f"{HOME}/rooms").text


def test_the_rule_sets_say_what_holds_and_for_whom(browser_sign_in: Any) -> None:
    page = browser_sign_in("quantri").get(f"{HOME}/lookup/rule-sets").text
    for words in ("36-HD/VPTW", "Nghị định số 30/2020/NĐ-CP", "15-QĐ/ABC", "15/QĐ-ABC", "Tỉnh ủy"):
        assert words in page
    assert browser_sign_in("quantri").get(f"{HOME}/lookup/none").status_code == 404


@pytest.mark.parametrize("username", ["thuky", "chutri", "vanthu", "canbo"])
def test_the_pages_are_for_administrators(browser_sign_in: Any, submit: Any, username: str) -> None:
    browser = browser_sign_in(username)
    for path in ("/", "/rooms", "/rooms/new", "/rooms/import", "/lookup/rule-sets"):
        assert browser.get(HOME + path).status_code == 403, path
    assert submit(browser, "/", f"{HOME}/rooms/new", **FORMS["rooms"]).status_code == 403
    assert browser.get(f"{HOME}/rooms/export.xlsx").status_code in (403, 404)


ROWS = [
    ["Mã", "Tên gọi", "Sức chứa", "Ghi chú"],
    ["P1", "Phòng 1", 20, "x"],
    ["P2", "Phòng 2", "nhiều", ""],
    ["có dấu cách", "Phòng 3", 5, ""],
    ["P1", "Phòng 1 nữa", 6, ""],
    ["P4", "", 6, ""],
    ["P5", "Phòng 5", 30, ""],
]


def preview(browser: Any, submit: Any, data: bytes) -> Any:
    """Send a file and follow to what would become of it."""
    page = f"{HOME}/rooms/import"
    answer = submit(browser, page, page, file=(io.BytesIO(data), "phong.xlsx"))
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_file_is_looked_at_first_and_its_good_rows_taken_when_told(
    browser_sign_in: Any, submit: Any, sign_in: Any
) -> None:
    browser, api = browser_sign_in("quantri"), sign_in("quantri")
    where = preview(browser, submit, saved(book(*ROWS)))
    shown = browser.get(where).text
    for words in ("Cần một số nguyên", "Ghi chú", "Mã P1 đã có ở dòng 2", "P5"):
        assert words in shown, words
    assert api.get("/catalogues/rooms").json["entries"] == []
    refused = submit(browser, where, where)
    assert refused.status_code == 409
    assert api.get("/catalogues/rooms").json["entries"] == []
    assert submit(browser, where, where, skip_bad="1").status_code in (200, 303)
    kept = api.get("/catalogues/rooms").json["entries"]
    assert [(e["code"], e["data"]["capacity"]) for e in kept] == [("P1", 20), ("P5", 30)]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("key", FORMS)
def test_what_goes_out_comes_back_in_unchanged(
    browser_sign_in: Any, submit: Any, sign_in: Any, key: str, kind: str
) -> None:
    browser, api = browser_sign_in("quantri"), sign_in("quantri")
    new = f"{HOME}/{key}/new"
    entry_id(submit(browser, new, new, **proposed(browser.get(new).text) | FORMS[key]))
    before = api.get(f"/catalogues/{key}").json
    listed = browser.get(f"{HOME}/{key}").text
    (export,) = set(re.findall(rf'href="([^"]*{kind}[^"]*)"', listed))
    data = browser.get(export).data
    name = Column("name", "Tên gọi", required=True)
    assert len(read_table(data, "x", [name]).rows) == len(before["entries"])
    page = f"{HOME}/{key}/import"
    where = submit(browser, page, page, file=(io.BytesIO(data), f"x.{kind}")).location
    assert "Không đổi" in browser.get(where).text
    assert submit(browser, where, where).status_code in (200, 303)
    assert api.get(f"/catalogues/{key}").json == before

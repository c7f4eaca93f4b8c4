"""Catalogues in and out as files through the API; hostile files end in words."""

import io

import pytest

from tests.web.catalogues.test_pages import ROWS
from tests.workbooks import SHEET, book, saved, sheet, with_parts

PATH = "/catalogues/rooms"


def look(api, data, name="phong.xlsx"):
    return api.post(PATH + "/import-preview", data={"file": (io.BytesIO(data), name)})


def codes(api):
    return [entry["code"] for entry in api.get(PATH).json["entries"]]


def test_looked_at_first_then_the_good_rows_when_told(sign_in):
    api = sign_in("quantri")
    found = look(api, saved(book(*ROWS)))
    assert (found.status_code, found.json["good"]) == (200, 2)
    assert {row["number"] for row in found.json["bad"]} == {3, 4, 5, 6}
    assert codes(api) == []
    refused = api.post(PATH + "/import", {"seal": found.json["seal"]})
    assert (refused.status_code, refused.json["code"]) == (409, "import.has_bad_rows")
    body = {"seal": found.json["seal"], "skip_bad": True}
    done = api.post(PATH + "/import", body, request_id="i-1")
    assert (done.json["created"], len(done.json["left_out"])) == (2, 4)
    assert api.post(PATH + "/import", body, request_id="i-1").json == done.json
    assert codes(api) == ["P1", "P5"]
    for kind in ("xlsx", "csv"):
        out = api.get(f"{PATH}/export?kind={kind}")
        again = look(api, out.data, f"x.{kind}").json
        assert (again["good"], again["bad"]) == (2, [])


def test_a_seal_is_of_one_person_and_one_catalogue(sign_in):
    api = sign_in("quantri")
    seal = look(api, saved(book(*ROWS))).json["seal"]
    for path, body in (
        ("/catalogues/fields-of-work/import", {"seal": seal}),
        (PATH + "/import", {"seal": seal[:-1]}),
        (PATH + "/import", {"seal": "x"}),
    ):
        assert api.post(path, body).status_code == 404


@pytest.mark.parametrize("username", ["thuky", "canbo", "khach01"])
def test_for_administrators_only(sign_in, username):
    seal = look(sign_in("quantri"), saved(book(*ROWS))).json["seal"]
    api = sign_in(username)
    assert look(api, saved(book(*ROWS))).status_code == 403
    assert api.post(PATH + "/import", {"seal": seal, "skip_bad": True}).status_code == 403
    assert api.get(PATH + "/export").status_code == 403


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "sheet.old_workbook"),
        (with_parts(saved(book(*ROWS)), {SHEET: sheet(" " * (50 << 20))}),
         "sheet.unpacks_too_large"),
        (with_parts(saved(book(*ROWS)), {SHEET: b'<!DOCTYPE x [<!ENTITY e "x">]>' + sheet("")}),
         "sheet.unreadable"),
    ],
    ids=["empty", "old workbook", "bomb", "entities"],
)  # fmt: skip
def test_hostile_files_are_refused_in_words(sign_in, data, code):
    api = sign_in("quantri")
    answer = look(api, data)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["detail"]
    assert codes(api) == []

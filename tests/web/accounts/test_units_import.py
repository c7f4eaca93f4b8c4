"""Units come in from files: every wrong row is named, good ones only when told, all or nothing."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook

from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.core.clock import office_day, utc_now
from tests.counting import counted
from tests.populations import populate

HEADING = ("Ký hiệu", "Tên đơn vị", "Loại đơn vị", "Ký hiệu đơn vị cấp trên", "Hoạt động từ ngày",
           "Thay đổi có hiệu lực từ ngày")  # fmt: skip


def day(days=0):
    return f"{office_day(utc_now()) + timedelta(days=days):%d/%m/%Y}"


def as_csv(*rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADING, *rows])
    return out.getvalue().encode()


def as_xlsx(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in (HEADING, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def preview(admin):
    def look(data, name="units.csv"):
        return admin.post("/units/import-preview", data={"file": (io.BytesIO(data), name)})

    return look


@pytest.fixture
def units(admin):
    """Units by sign, as the API lists them."""
    return lambda: {u["code"]: u for u in admin.get("/units").json["units"]}


def reasons(answer):
    return {row["number"]: {r["code"] for r in row["reasons"]} for row in answer.json["bad"]}


GOOD = [
    ("PTH", "Phòng Tổng hợp", "Phòng", "VPTU", "", ""),
    ("P.1", "Tổ một", "khac", "pth2", "01/07/2025", ""),
    ("PTH2", "Phòng Tổng hợp 2", "division", "VPTU", "", ""),
]


@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (as_xlsx, "a.xlsx")])
def test_a_good_file_is_looked_at_then_imported(admin, preview, units, write, name):
    found = preview(write(*GOOD), name)
    assert (found.json["good"], found.json["bad"]) == (3, [])
    assert "PTH" not in units()
    done = admin.post("/units/import", {"seal": found.json["seal"]})
    assert {k: done.json[k] for k in ("created", "changed", "left_out")} == {
        "created": 3, "changed": 0, "left_out": [],
    }  # fmt: skip
    made = units()
    assert made["PTH"]["parent_id"] == made["VPTU"]["id"]
    assert made["P.1"]["parent_id"] == made["PTH2"]["id"]
    assert (made["P.1"]["kind"], made["P.1"]["opened_on"]) == ("other", "2025-07-01")
    history = admin.get(f"/units/{made['PTH']['id']}").json["periods"]
    assert [p["deed"] for p in history] == ["created"]


def test_every_wrong_row_is_named_with_its_reason(preview, admin, office):
    admin.post(f"/units/{office.units['UBKTTU']}/closure", {"from_on": "2026-01-01"})
    planned = {"code": "VP9", "from_on": f"{office_day(utc_now()) + timedelta(days=9)}"}
    admin.send("PATCH", f"/units/{office.units['VPTU']}", json=planned)
    rows = [
        ("A1", "Một", "Phòng", "KHONGCO", "", ""),  # 2 no such parent
        ("A2", "Hai", "Hội đồng", "", "", ""),  # 3 no such kind
        ("A 3", "Ba", "Phòng", "", "", ""),  # 4 not a sign
        ("A4", "", "Phòng", "", "", ""),  # 5 no name
        ("A5", "Năm", "Phòng", "TU", "31/02/2026", ""),  # 6 no day
        ("A6", "Sáu", "Phòng", "TU", "", ""),  # 7 good
        ("a6", "Sáu nữa", "Phòng", "TU", "", ""),  # 8 twice
        ("A7", "Bảy", "Phòng", "A8", "", ""),  # 9 circle
        ("A8", "Tám", "Phòng", "A7", "", ""),  # 10 circle
        ("A9", "Chín", "Phòng", "A1", "", ""),  # 11 leans on a wrong row
        ("UBKTTU", "Khác", "Văn phòng", "", "", ""),  # 12 closed
        ("VP9", "Mới", "Phòng", "", "", ""),  # 13 a planned sign
        ("VPTU", "Khác", "Văn phòng", "", "", ""),  # 14 has something planned
        ("A10", "Mười", "Phòng", "UBKTTU", "", ""),  # 15 closed parent
        ("TU", "Tỉnh ủy", "Cấp ủy", "", "", "01/01/1900"),  # 16 nobody means that day
        ("HUTD", "Huyện ủy Tam Đảo", "Văn phòng", "", "01/01/2025", ""),  # 17 begins otherwise
        ("A11", "Mười một", "Phòng", "A11", "", ""),  # 18 below itself
        ("=1+1", "=HYPERLINK()", "Phòng", "", "", ""),  # 19 hostile
    ]
    assert reasons(preview(as_csv(*rows))) == {
        2: {"unit.row_parent"}, 3: {"unit.bad_kind"}, 4: {"unit.bad_code"}, 5: {"sheet.missing"},
        6: {"sheet.bad_day"}, 8: {"unit.row_twice"}, 9: {"unit.row_circle"},
        10: {"unit.row_circle"}, 11: {"unit.row_parent"}, 12: {"unit.code_of_closed"},
        13: {"unit.code_taken"}, 14: {"unit.row_planned"}, 15: {"unit.row_parent_closed"},
        16: {"unit.day_too_early"}, 17: {"unit.row_opening"}, 18: {"unit.row_circle"},
        19: {"unit.bad_code"},
    }  # fmt: skip


def test_ten_percent_broken_rows_stay_out_only_when_told(admin, preview, units):
    rows = [(f"D{n}", f"Đơn vị {n}", "Phòng" if n % 10 else "?", "TU", "", "") for n in range(300)]
    found = preview(as_xlsx(*rows), "a.xlsx")
    assert (found.json["good"], len(found.json["bad"])) == (270, 30)
    before = units()
    refused = admin.post("/units/import", {"seal": found.json["seal"]})
    assert (refused.status_code, refused.json["code"]) == (409, "import.has_bad_rows")
    assert units() == before
    done = admin.post("/units/import", {"seal": found.json["seal"], "skip_bad": True})
    assert (done.json["created"], len(done.json["left_out"])) == (270, 30)
    again = admin.post("/units/import", {"seal": found.json["seal"], "skip_bad": True})
    assert (again.json["created"], again.json["unchanged"]) == (0, 270)


def test_known_units_change_from_a_day_and_never_in_a_circle(admin, preview, units, office):
    rows = [
        ("VPTU", "Văn phòng Cấp ủy", "Văn phòng", "TU", "", day(3)),
        ("BTCTU", "Ban Tổ chức", "Ban đảng", "", "", ""),
        ("TU", "Tỉnh ủy Vĩnh Phúc", "Văn phòng", "HUTD", "", day(3)),
        ("HUTD", "Huyện ủy Tam Đảo", "Văn phòng", "VPTU", "", ""),
    ]
    assert reasons(preview(as_csv(*rows))) == {
        2: {"unit.row_circle"}, 4: {"unit.row_circle"}, 5: {"unit.row_circle"},
    }  # fmt: skip
    found = preview(as_csv(*rows[:2]))
    done = admin.post("/units/import", {"seal": found.json["seal"]})
    assert done.json["changed"] == 2
    assert units()["BTCTU"]["name"] == "Ban Tổ chức"
    assert units()["VPTU"]["planned"] is not None
    told = admin.get(f"/units/{office.units['VPTU']}").json["periods"]
    assert (told[0]["when"], told[0]["changed"]) == ("ahead", ["name", "parent_id"])


def test_a_circle_through_a_unit_the_file_does_not_name(preview, admin, office):
    under = {"parent_id": str(office.units["VPTU"]), "from_on": f"{office_day(utc_now())}"}
    admin.post(f"/units/{office.units['BTCTU']}/move", under)
    found = preview(as_csv(("VPTU", "Văn phòng Tỉnh ủy", "Văn phòng", "BTCTU", "", "")))
    assert reasons(found) == {2: {"unit.row_circle"}}


def test_a_circle_with_what_is_planned_for_another(preview, admin, office):
    later = f"{office_day(utc_now()) + timedelta(days=5)}"
    under = {"parent_id": str(office.units["VPTU"]), "from_on": later}
    admin.post(f"/units/{office.units['BTCTU']}/move", under)
    found = preview(as_csv(("VPTU", "Văn phòng Tỉnh ủy", "Văn phòng", "BTCTU", "", "")))
    assert reasons(found) == {2: {"unit.row_circle"}}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_goes_out_comes_back_in_unchanged(admin, preview, units, store, kind, language):
    populate(store, 40, 0)
    hostile = {"name": "=cmd|' /C calc'!A0", "code": "-X.1"}
    assert admin.post("/units", hostile).status_code == 201
    file = admin.speaking(language).get(f"/units/export?kind={kind}")
    assert file.status_code == 200
    found = preview(file.data, f"a.{kind}")
    assert found.json["bad"] == []
    done = admin.post("/units/import", {"seal": found.json["seal"]})
    assert (done.json["created"], done.json["changed"]) == (0, 0)
    assert done.json["unchanged"] == len(units()) == 46


def test_no_cell_of_the_export_computes(admin):
    for name in ("=1+1", "+1", "@SUM(A1)", "-1"):
        code = f"X{ord(name[0])}"
        admin.post("/units", {"name": name, "code": code})
    sheet = load_workbook(io.BytesIO(admin.get("/units/export").data)).active
    names = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert {"'=1+1", "'+1", "'@SUM(A1)", "'-1"} <= set(names)
    text = admin.get("/units/export?kind=csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_the_export_goes_from_above(admin, store):
    populate(store, 30, 0)
    text = admin.get("/units/export?kind=csv").data.decode("utf-8-sig")
    seen = set()
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        assert row[3] == "" or row[3] in seen
        seen.add(row[0])


def test_a_file_that_was_good_and_is_not_any_more(admin, preview, store, as_actor):
    found = preview(as_csv(("PTH", "Phòng", "Phòng", "", "", "")))
    store.execute(as_actor("quantri"), create_unit, CreateUnit(name="Khác", code="PTH"))
    store.execute(as_actor("quantri"), create_unit, CreateUnit(name="Phòng", code="PTI"))
    done = admin.post("/units/import", {"seal": found.json["seal"]})
    assert (done.json["created"], done.json["changed"]) == (0, 1)


def test_five_thousand_rows_in_one_chain_are_judged_without_asking_for_each(preview, store):
    rows = [("C0", "Gốc", "Phòng", "", "", "")]
    rows += [(f"C{n}", f"Tầng {n}", "Phòng", f"C{n - 1}", "", "") for n in range(1, 5000)]
    preview(as_csv(*rows[:2]))
    with counted(store.engine) as few:
        preview(as_csv(*rows[:2]))
    with counted(store.engine) as many:
        assert preview(as_csv(*rows)).json["good"] == 5000
    assert len(many) == len(few)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xff\xfe\x00", b"a,b\n1,2\n"])
def test_a_file_that_is_no_table_of_units_is_refused_in_words(preview, data):
    answer = preview(data)
    assert answer.status_code == 422
    assert answer.json["code"].startswith("sheet.")


def test_a_strangers_seal_is_worth_nothing(preview, admin, sign_in):
    seal = preview(as_csv(*GOOD)).json["seal"]
    assert sign_in("thuky").post("/units/import", {"seal": seal}).status_code == 403
    assert admin.post("/units/import", {"seal": seal + "x"}).status_code == 404


def test_the_pages_of_the_import(browser_sign_in, submit):
    admin, start = browser_sign_in("quantri"), "/admin/units/import"
    file = (io.BytesIO(as_csv(*GOOD, ("A", "B", "C", "", "", ""))), "don-vi.csv")
    there = submit(admin, start, start, file=file).location
    page = admin.get(there).text
    for words in ("3 dòng đúng", "1 dòng sai", "“C” không phải là một loại đơn vị."):
        assert words in page
    done = submit(admin, there, there, skip_bad="1")
    assert "Đã nhập xong" in done.text
    assert admin.get("/admin/units/import/sample.xlsx").status_code == 200
    assert "Phòng Tổng hợp 2" in admin.get("/admin/units/").text

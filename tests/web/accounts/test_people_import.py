"""People come in from files and go out again: bad rows named, good ones only when told."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import delete, func, select

from ecabinet.accounts.models import Office, Person
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.search.models import SearchNeed
from tests.counting import asked, counted
from tests.populations import populate

HEADING = (
    "Tên đăng nhập", "Họ và tên", "Thư điện tử", "Điện thoại", "Ký hiệu đơn vị", "Vai trò",
    "Chức vụ", "Từ ngày", "Đến hết ngày", "Đứng đầu đơn vị",
)  # fmt: skip
FORM = "/admin/people/import"


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


def row(username, name="Hoàng Văn Mới", unit="BTCTU", role="Cán bộ", title="Chuyên viên", **more):
    known = {"from_on": day(), "to_on": "", "is_head": "", "email": "", "phone": ""} | more
    return (
        username, name, known["email"], known["phone"], unit, role, title,
        known["from_on"], known["to_on"], known["is_head"],
    )  # fmt: skip


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


@pytest.fixture
def preview(admin):
    def look(data, name="people.csv"):
        return admin.post("/people/import-preview", data={"file": (io.BytesIO(data), name)})

    return look


@pytest.fixture
def carry_out(admin):
    def do(found, **more):
        return admin.post("/people/import", {"seal": found.json["seal"], **more})

    return do


def reasons(answer):
    return {row["number"]: {r["code"] for r in row["reasons"]} for row in answer.json["bad"]}


def count(store, table):
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (as_xlsx, "a.xlsx")])
def test_a_good_file_is_looked_at_then_imported(store, admin, preview, carry_out, write, name):
    rows = [
        row("moi.1", email="moi@example.vn"),
        row("moi.1", unit="vptu", role="official", title="Trưởng phòng", from_on=day(40)),
        row("moi.2", "Lê Thị Không Chức Vụ", "", "", "", from_on=""),
    ]
    found = preview(write(*rows), name)
    assert (found.json["good"], found.json["bad"]) == (3, [])
    assert admin.get("/people?q=moi.1").json["people"] == []
    done = carry_out(found)
    assert (done.json["created"], done.json["changed"], done.json["left_out"]) == (2, 1, [])
    first = admin.get("/people?q=moi.1").json["people"][0]
    record = admin.get(f"/people/{first['id']}/record").json
    assert [(o["unit_code"], o["when"]) for o in record["offices"]] == [
        ("BTCTU", "now"), ("VPTU", "ahead"),
    ]  # fmt: skip
    alone = admin.get("/people?standing=no-office").json["people"]
    assert [p["username"] for p in alone] == ["moi.2"]


def test_each_bad_row_says_why(preview):
    found = preview(
        as_csv(
            row("moi.1"),
            row("Sai Tên"),
            row("moi.2", unit="KHONGCO"),
            row("moi.3", role="vua"),
            row("moi.4", from_on="31/02/2026"),
            row("moi.5", to_on=day(-1)),
            row("moi.6", email="khong phai thu"),
            row("moi.1", "Người Khác Hẳn"),
            row("moi.1"),
            row("cuong", "Không Phải Cường"),
            row("moi.7", title=""),
            row("moi.8", is_head="có lẽ"),
            row("", "Không Tên Đăng Nhập"),
        )
    )
    assert found.json["good"] == 1
    assert reasons(found) == {
        3: {"person.bad_username"},
        4: {"office.unknown_code"},
        5: {"office.bad_role"},
        6: {"sheet.bad_day"},
        7: {"office.days_reversed"},
        8: {"person.bad_email"},
        9: {"person.name_differs"},
        10: {"person.line_twice"},
        11: {"person.username_taken"},
        12: {"sheet.missing"},
        13: {"office.bad_flag"},
        14: {"sheet.missing"},
    }
    assert all(r["text"] for bad in found.json["bad"] for r in bad["reasons"])


def test_with_a_tenth_broken_nothing_happens_until_told(store, preview, carry_out):
    rows = [row(f"moi.{n}" if n % 10 else "tên có dấu", f"Người Thứ {n}") for n in range(1, 201)]
    before = count(store, Person), count(store, Office)
    found = preview(as_xlsx(*rows), "nguoi.xlsx")
    assert (found.json["good"], len(found.json["bad"])) == (180, 20)
    refused = carry_out(found)
    assert (refused.status_code, refused.json["code"]) == (409, "import.has_bad_rows")
    assert (count(store, Person), count(store, Office)) == before
    done = carry_out(found, skip_bad=True)
    assert (done.json["created"], len(done.json["left_out"])) == (180, 20)
    assert count(store, Person) == before[0] + 180


def test_importing_the_same_file_twice_changes_nothing(preview, carry_out):
    data = as_csv(row("moi.1"), row("moi.2", "Hai"))
    carry_out(preview(data))
    again = carry_out(preview(data))
    assert (again.json["created"], again.json["changed"], again.json["unchanged"]) == (0, 0, 2)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_imported_without_a_change(admin, preview, carry_out, kind):
    carry_out(preview(as_csv(
        row("hai.chuc", "Bùi Ước", title="Trưởng ban", role="Lãnh đạo", is_head="x"),
        row("hai.chuc", "Bùi Ước", unit="TU", role="Thành viên", title="Ủy viên", to_on=day(90)),
        row("hai.chuc", "Bùi Ước", unit="VPTU", from_on="01/02/2019", to_on="31/12/2021"),
        row("khong", "Không Chức Vụ", "", "", "", from_on="", phone="0912 345 678"),
    )))  # fmt: skip
    data = admin.get(f"/people/export?kind={kind}").data
    found = preview(data, f"nguoi.{kind}")
    assert found.json["bad"] == []
    done = carry_out(found)
    assert (done.json["created"], done.json["changed"], done.json["left_out"]) == (0, 0, [])
    assert done.json["unchanged"] == found.json["good"] == 11 + 4
    assert admin.get(f"/people/export?kind={kind}").status_code == 200
    english = admin.speaking("en").get("/people/export?kind=csv").data
    assert preview(english).json["bad"] == []


def test_formulas_are_written_as_words(admin, preview, carry_out):
    name = '=HYPERLINK("http://evil.test";"Bấm")'
    assert carry_out(preview(as_csv(row("evil", name, title="+1+1")))).status_code == 200
    text = admin.get("/people/export?kind=csv").data.decode("utf-8-sig")
    line = next(line for line in csv.reader(io.StringIO(text)) if line[0] == "evil")
    assert line[1].startswith("'=")
    assert line[6].startswith("'+")
    book = load_workbook(io.BytesIO(admin.get("/people/export?kind=xlsx").data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    back = preview(text.encode())
    assert (back.json["bad"], back.json["good"]) == ([], 12)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"a,b\n1,2\n"])
def test_what_is_no_such_table_is_refused(preview, data):
    assert preview(data).status_code == 422


def test_only_administrators_import_and_export(sign_in, preview):
    other = sign_in("thuky")
    seal = preview(as_csv(row("moi.1"))).json["seal"]
    assert other.get("/people/export").status_code == 403
    file = {"file": (io.BytesIO(as_csv(row("moi.1"))), "a.csv")}
    assert other.post("/people/import-preview", data=file).status_code == 403
    assert other.post("/people/import", {"seal": seal}).status_code == 403


def test_two_thousand_people_cost_no_more_queries_than_eleven(
    browser_sign_in, platform, store, office, sign_in
):
    client, admin = browser_sign_in("quantri"), sign_in("quantri")
    paths = ["/admin/people/", "/people", "/admin/people/?q=an&standing=no-factor", "/people?q=an",
             "/admin/people/export.csv"]  # fmt: skip
    for path in paths:
        client.get(path)
    before = [asked(store.engine, client, path) for path in paths]
    populate(store)
    assert [asked(store.engine, client, path) for path in paths] == before
    assert max(before) <= 15
    page = admin.get("/people?limit=200").json
    seen, after = [p["id"] for p in page["people"]], page["next_after"]
    while after:
        page = admin.get(f"/people?limit=200&after={after}").json
        seen += [p["id"] for p in page["people"]]
        after = page["next_after"]
    assert len(seen) == len(set(seen)) == page["total"] == 2_011


def test_a_large_file_costs_a_constant_number_of_queries(store, preview, carry_out):
    rows = [row(f"nguoi.{n}", f"Người Thứ {n}", title=f"Chuyên viên {n}") for n in range(300)]
    small, large = preview(as_csv(*rows[:3])), preview(as_csv(*rows[3:]))
    with counted(store.engine) as few:
        carry_out(small)
    with counted(store.engine) as many:
        carry_out(large)
    assert len(many) == len(few)


def test_who_was_imported_is_found_by_search(store, preview, carry_out):
    with store.engine.begin() as connection:
        connection.execute(delete(SearchNeed))
    carry_out(preview(as_csv(row("moi.1"), row("cuong", "Lý Mạnh Cường", unit="TU"))))
    with store.reading() as session:
        asked = session.scalars(select(SearchNeed.thing_id).where(SearchNeed.kind == "person"))
        wanted = select(Person.id).where(Person.username.in_(["moi.1", "cuong"]))
        assert set(asked) == set(session.scalars(wanted))

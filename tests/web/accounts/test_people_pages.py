"""People on the screen, for administrators: list, one person, offices, clearance, leaving."""

import html
import re
from uuid import UUID

import pytest

from tests.clients import csrf_of
from tests.days import today
from tests.web.accounts.people_pages import held, person

LIST = "/admin/people/"
WRONG = 409, 422


def names(page):
    """The names in the list, in order."""
    return re.findall(r'<a class="cell" href="/admin/people/[0-9a-f-]+">([^<]+)</a>', page.text)


def test_the_list_goes_by_given_name_and_finds_without_accents(admin):
    found = names(admin.get(LIST))
    assert found[:3] == ["Trần Văn An", "Lê Thị Bình", "Vũ Đình Cán Bộ"]
    assert names(admin.get(LIST, query_string={"q": "tuyet mai"})) == ["Hoàng Tuyết Mai"]
    assert names(admin.get(LIST, query_string={"q": "canbo"})) == ["Vũ Đình Cán Bộ"]
    assert names(admin.get(LIST, query_string={"q": "pho bi thu"})) == ["Đỗ Khắc Hiển"]


def test_the_list_is_narrowed_by_unit_role_and_standing(admin, post, office):
    unit = str(office.units["BTCTU"])
    assert names(admin.get(LIST, query_string={"unit_id": unit})) == ["Lý Mạnh Cường"]
    assert names(admin.get(LIST, query_string={"role": "clerk"})) == ["Đỗ Thị Văn Thư"]
    cuong = office.people["cuong"]
    post(f"/admin/people/{cuong}/deactivation", on=str(today()), reason="Nghỉ hưu", end_offices="1")
    assert "Lý Mạnh Cường" not in names(admin.get(LIST))
    assert names(admin.get(LIST, query_string={"standing": "left"})) == ["Lý Mạnh Cường"]
    assert "Lý Mạnh Cường" in names(admin.get(LIST, query_string={"standing": "all"}))
    assert len(names(admin.get(LIST, query_string={"standing": "no-factor"}))) == 10


def test_nothing_found_says_what_to_do(admin):
    page = admin.get(LIST, query_string={"q": "khong ai ten the"})
    assert "Không có ai khớp" in page.text


@pytest.mark.parametrize(
    "query", ["unit_id=1", "role=king", "standing=x", "after=%00", "q=" + "x" * 201]
)
def test_a_question_nobody_asks_is_refused_not_crashed(admin, query):
    assert admin.get(f"{LIST}?{query}").status_code == 422


def test_a_new_person_with_a_first_office(admin, post, store, office):
    done = post(
        LIST + "new", name=" Nguyễn Thị Hòa ", username="Hoa.NT", email="hoa@example.vn",
        unit_id=str(office.units["BTCTU"]), title="Phó Trưởng ban", role="leader",
        from_on=f"{today():%d/%m/%Y}",
    )  # fmt: skip
    assert done.status_code == 303
    page = admin.get(done.location)
    assert "Nguyễn Thị Hòa" in page.text
    assert "Phó Trưởng ban" in page.text
    assert "Chưa có mật khẩu riêng" in page.text
    made = person(store, UUID(done.location.rsplit("/", 1)[1]))
    assert (made.username, made.email, made.phone) == ("hoa.nt", "hoa@example.vn", None)


def test_what_was_typed_stays_when_something_is_wrong(post, office):
    wrong = post(LIST + "new", name="Hòa", username="cuong", phone="abc")
    assert wrong.status_code == 422
    assert "Số điện thoại chưa đúng." in wrong.text
    assert 'value="abc"' in wrong.text
    taken = post(LIST + "new", name="Hòa", username="cuong")
    assert (taken.status_code, "đã có người dùng" in taken.text) == (409, True)
    half = post(LIST + "new", name="Hòa", username="hoa", title="Trưởng ban")
    assert half.status_code == 422
    assert 'href="#f-unit_id"' in half.text


def test_markup_in_a_name_is_only_a_name(admin, post):
    evil = '<img src=x onerror="alert(1)">'
    done = post(LIST + "new", name=evil, username="evil")
    for path in (done.location, LIST, "/people"):
        page = admin.get(path)
        assert evil not in page.text
        assert html.escape(evil, quote=False).split("onerror")[0] in page.text


def test_details_are_changed_and_two_administrators_do_not_overwrite_each_other(
    admin, post, store, office
):
    path = f"/admin/people/{office.people['cuong']}/edit"
    first = post(path, name="Lý Mạnh Cường", email="cuong@example.vn", phone="0912 345 678")
    assert first.status_code == 303
    assert person(store, office.people["cuong"]).email == "cuong@example.vn"
    token = csrf_of(admin.get(path).text)
    late = {"csrf_token": token, "revision": "1", "name": "Khác", "email": "", "phone": ""}
    assert admin.post(path, data=late).status_code == 409
    assert person(store, office.people["cuong"]).name == "Lý Mạnh Cường"
    removed = post(path, name="Lý Mạnh Cường", email="", phone="")
    assert removed.status_code == 303
    assert person(store, office.people["cuong"]).email is None
    assert "Địa chỉ thư chưa đúng" in post(path, name="Lý", email="an@", phone="").text


def test_nobody_deactivates_oneself_nor_the_last_administrator(post, admin, store, office):
    own = office.people["quantri"]
    path = f"/admin/people/{own}"
    assert "không tự ngừng hoạt động" in admin.get(path).text
    refused = post(f"{path}/deactivation", on=str(today()), reason="x")
    assert refused.status_code == 409
    one = held(store, own)[0].id
    refused = post(f"{path}/offices/{one}/end", on=str(today()), to_on=str(today()), reason="x")
    assert (refused.status_code, "ít nhất một quản trị" in refused.text) == (409, True)
    assert person(store, own).active


@pytest.mark.parametrize("who", ["canbo", "chutri", "thuky", "vanthu"])
def test_nobody_else_opens_or_does_anything(browser_sign_in, office, store, who):
    client, cuong = browser_sign_in(who), office.people["cuong"]
    one = held(store, cuong)[0].id
    base = f"/admin/people/{cuong}"
    for path in (
        LIST, LIST + "new", LIST + "import", LIST + "export.xlsx", base, f"{base}/edit",
        f"{base}/offices/new", f"{base}/offices/{one}", f"{base}/offices/{one}/end",
        f"{base}/offices/{one}/handover", f"{base}/deactivation", f"{base}/access",
    ):  # fmt: skip
        assert client.get(path).status_code == 403, path
    form = {
        "csrf_token": csrf_of(client.get("/").text), "reason": "x", "on": str(today()), "name": "x",
        "username": "moi", "clearance": "3", "clearance_reason": "x", "to_on": str(today()),
        "to_person_id": str(office.people["canbo"]), "unit_id": str(office.units["TU"]),
        "role": "administrator", "title": "x", "from_on": str(today()),
    }  # fmt: skip
    for path in (
        LIST + "new", f"{base}/edit", f"{base}/offices/new", f"{base}/offices/{one}",
        f"{base}/offices/{one}/end", f"{base}/offices/{one}/handover", f"{base}/clearance",
        f"{base}/deactivation", f"{base}/reactivation",
        f"{base}/handovers/{one}/cancellation",
    ):  # fmt: skip
        assert client.post(path, data=form).status_code == 403, path
    found = person(store, cuong)
    assert (found.name, found.clearance, found.active, found.revision) == (
        "Lý Mạnh Cường", 0, True, 1,
    )  # fmt: skip
    assert "/admin/people" not in client.get("/").text


def test_an_unknown_person_is_not_found(admin):
    nobody = "01900000-0000-7000-8000-000000000000"
    for path in ("", "/edit", "/offices/new", "/deactivation", "/access"):
        assert admin.get(f"/admin/people/{nobody}{path}").status_code == 404, path


def test_in_english_no_vietnamese_words_are_left(admin, office, store):
    admin.post("/preferences", data={"csrf_token": csrf_of(admin.get("/").text), "language": "en"})
    page = admin.get(f"/admin/people/{office.people['cuong']}").text
    assert "Clearance" in page
    assert "Mức được biết" not in page


def test_who_holds_no_office_is_told_so_at_home_and_breaks_no_page(
    admin, post, store, office, browser_sign_in
):
    whose = office.people["cuong"]
    (only,) = held(store, whose)
    yesterday = f"{today(-1):%d/%m/%Y}"
    page = f"/admin/people/{whose}"
    ended = post(f"{page}/offices/{only.id}/end", page=page, to_on=yesterday, reason="Thôi việc")
    assert ended.status_code == 303, ended.text
    alone = browser_sign_in("cuong")
    assert "chưa được giao chức vụ nào" in alone.get("/").text
    for path in (
        "/meetings",
        "/tasks",
        "/dashboard",
        "/register",
        "/routing",
        "/calendar",
        "/search?q=a",
    ):
        assert alone.get(path).status_code == 200, path
    assert "chưa được giao chức vụ nào" not in admin.get("/").text

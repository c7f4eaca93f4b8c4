"""Offices of a person on the page: given, handed over, ended with the person."""

import html

from sqlalchemy import select

from ecabinet.accounts.models import Handover
from tests.days import today
from tests.web.accounts.people_pages import held, person


def test_offices_in_several_units_given_corrected_and_ended(admin, post, store, office):
    who = f"/admin/people/{office.people['cuong']}"
    given = {"title": "Uỷ viên", "role": "member", "from_on": f"{today():%d/%m/%Y}"}
    assert post(f"{who}/offices/new", unit_id=str(office.units["TU"]), **given).status_code == 303
    twice = post(f"{who}/offices/new", unit_id=str(office.units["TU"]), **given)
    assert (twice.status_code, "đã giữ chức vụ" in html.unescape(twice.text)) == (409, True)
    new = next(row for row in held(store, office.people["cuong"]) if row.role == "member")
    one = f"{who}/offices/{new.id}"
    assert post(one, **(given | {"title": "Ủy viên"})).status_code == 303
    assert "Ủy viên" in admin.get(who).text
    ended = post(f"{one}/end", to_on=str(today(5)), reason="Thôi giữ")
    assert ended.status_code == 303
    assert f"{today(5):%d/%m/%Y}" in admin.get(who).text


def test_an_office_of_somebody_else_is_not_found_below_this_person(admin, office, store):
    other = held(store, office.people["canbo"])[0].id
    base = f"/admin/people/{office.people['cuong']}/offices/{other}"
    for path in ("", "/end", "/handover"):
        assert admin.get(base + path).status_code == 404


def test_a_handover_on_a_later_day_is_shown_and_can_be_called_off(admin, post, store, office):
    cuong, canbo = office.people["cuong"], office.people["canbo"]
    one = held(store, cuong)[0]
    day = today(3)
    planned = post(
        f"/admin/people/{cuong}/offices/{one.id}/handover",
        to_person_id=str(canbo), on=f"{day:%d/%m/%Y}", reason="Luân chuyển",
    )  # fmt: skip
    assert planned.status_code == 303
    page = admin.get(f"/admin/people/{cuong}").text
    assert "Hẹn bàn giao cho đồng chí Vũ Đình Cán Bộ" in page
    assert (
        "chuyển cho đồng chí Vũ Đình Cán Bộ"
        in admin.get(f"/admin/people/{cuong}/deactivation").text
    )
    assert "1 chức vụ hẹn bàn giao" in admin.get(f"/admin/people/{canbo}/deactivation").text
    with store.reading() as session:
        handover = session.scalars(select(Handover)).one()
    cancel = f"/admin/people/{cuong}/handovers/{handover.id}/cancellation"
    assert post(cancel, page=f"/admin/people/{cuong}").status_code == 303
    assert "Hẹn bàn giao" not in admin.get(f"/admin/people/{cuong}").text
    again = post(cancel, page=f"/admin/people/{cuong}")
    assert (again.status_code, "đã xong hoặc đã hủy" in again.text) == (409, True)


def test_a_handover_of_today_is_done_and_the_next_holder_named(admin, post, store, office):
    cuong, canbo = office.people["cuong"], office.people["canbo"]
    path = f"/admin/people/{cuong}/offices/{held(store, cuong)[0].id}/handover"
    done = post(path, to_person_id=str(canbo), on=str(today()), reason="Luân chuyển")
    assert done.status_code == 303
    assert "bàn giao cho đồng chí Vũ Đình Cán Bộ" in admin.get(f"/admin/people/{cuong}").text
    assert "nhận từ đồng chí Lý Mạnh Cường" in admin.get(f"/admin/people/{canbo}").text
    wrong = post(f"/admin/people/{canbo}/offices/{held(store, canbo)[0].id}/handover", reason="x")
    assert wrong.status_code == 422


def test_clearance_is_given_with_its_reason_never_to_oneself(admin, post, store, office):
    cuong, own = office.people["cuong"], office.people["quantri"]
    path = f"/admin/people/{cuong}/clearance"
    home = f"/admin/people/{cuong}"
    assert post(path, home, clearance="2", clearance_reason="12-QĐ/TU").status_code == 303
    assert person(store, cuong).clearance == 2
    assert "12-QĐ/TU" in admin.get(home).text
    assert post(path, home, clearance="2", clearance_reason=" ").status_code == 422
    assert post(path, home, clearance="9", clearance_reason="x").status_code == 422
    mine = post(
        f"/admin/people/{own}/clearance", f"/admin/people/{own}",
        clearance="3", clearance_reason="Tôi cần",
    )  # fmt: skip
    assert (mine.status_code, person(store, own).clearance) == (422, 0)


def test_leaving_is_explained_done_and_undone(admin, post, store, office, sign_in):
    cuong = office.people["cuong"]
    sign_in("cuong")
    home, path = f"/admin/people/{cuong}", f"/admin/people/{cuong}/deactivation"
    assert "1 thiết bị đang đăng nhập bị đăng xuất" in admin.get(path).text
    assert post(path, on="hôm qua", reason="x").status_code == 422
    assert post(path, on=str(today(-1)), reason="x").status_code == 422
    assert post(path, on=str(today()), reason="Nghỉ hưu", end_offices="1").status_code == 303
    assert not person(store, cuong).active
    page = admin.get(home).text
    assert "Đã ngừng hoạt động từ" in page
    assert "Nghỉ hưu" in page
    back = f"{home}/reactivation"
    assert post(back, home, reason="").status_code == 422
    assert post(back, home, reason="Được mời trở lại").status_code == 303
    assert person(store, cuong).active

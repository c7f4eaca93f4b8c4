"""Changes of units on the page: looked at first, planned, merged, closed, once."""

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.models.unit import Unit
from tests.web.accounts.units_pages import TREE, day, said


def typed(days=0):
    return f"{day(days):%d/%m/%Y}"


def test_a_new_unit_is_looked_at_first_then_added(admin, submit, office, store):
    form = {"name": "Phòng Cơ yếu", "code": "PCY", "kind": "division"}
    form["parent_id"] = str(office.units["VPTU"])
    look = submit(admin, TREE + "new", TREE + "new", step="look", **form)
    assert "Thêm Phòng Cơ yếu, ký hiệu PCY, loại Phòng." in said(look)
    assert "Trực thuộc Văn phòng Tỉnh ủy" in said(look)
    with store.reading() as session:
        assert session.query(Unit).filter_by(code="PCY").count() == 0
    done = submit(admin, TREE + "new", TREE + "new", step="do", **form)
    assert done.status_code == 303
    assert "PCY" in said(admin.get(done.location))


def test_what_was_typed_stays_and_the_reason_stands_at_its_field(admin, submit):
    form = {"name": " ", "code": "vptu", "kind": "division", "opened_on": "31/02/2026"}
    refused = submit(admin, TREE + "new", TREE + "new", step="look", **form)
    assert refused.status_code == 422
    assert 'id="f-name-error"' in refused.text
    assert 'id="f-opened_on-error"' in refused.text
    assert 'value="vptu"' in refused.text
    form |= {"name": "Văn phòng", "opened_on": ""}
    taken = submit(admin, TREE + "new", TREE + "new", step="look", **form)
    assert taken.status_code == 409
    assert "Ký hiệu vptu đã thuộc một đơn vị khác." in taken.text
    assert 'id="f-code-error"' in taken.text


def test_a_rename_says_what_keeps_the_old_name(admin, submit, office, unit):
    path = f"{TREE}{office.units['VPTU']}/change"
    form = {"name": "Văn phòng Cấp ủy", "code": "VPTU", "kind": "office", "from_on": typed(9)}
    look = submit(admin, path, path, step="look", **form)
    words = said(look)
    assert "Tên: Văn phòng Tỉnh ủy Văn phòng Cấp ủy" in words
    assert f"trước ngày {typed(9)} giữ nguyên tên và ký hiệu cũ" in words
    assert f"Thay đổi này chờ đến ngày {typed(9)}" in words
    submit(admin, path, path, step="do", **form)
    assert unit(office.units["VPTU"]).name == "Văn phòng Tỉnh ủy"
    shown = said(admin.get(f"{TREE}{office.units['VPTU']}"))
    assert f"Từ {typed(9)}: Đổi tên Tên: Văn phòng Cấp ủy" in shown
    assert "Văn phòng Cấp ủy" in said(admin.get(TREE + "?view=planned"))


def test_again_goes_back_to_the_form_with_all_that_was_typed(admin, submit, office):
    path = f"{TREE}{office.units['VPTU']}/change"
    form = {"name": "Tên mới", "code": "VP1", "kind": "office", "from_on": typed()}
    back = submit(admin, path, path, step="do", again="1", **form)
    assert 'value="Tên mới"' in back.text
    assert 'value="VP1"' in back.text
    assert "Xem trước" in back.text


def test_a_planned_change_is_cancelled_on_the_page(admin, submit, office, unit, act):
    unit_id = office.units["VPTU"]
    act(change_unit, ChangeUnit(unit_id=unit_id, name="Mới", from_on=day(3)))
    here = f"{TREE}{unit_id}"
    stale = submit(admin, here, here + "/plan-withdrawal", revision="1")
    assert stale.status_code == 409
    done = submit(admin, here, here + "/plan-withdrawal", revision=unit(unit_id).revision)
    assert done.status_code == 303
    assert f"Đã hủy {typed()}" in said(admin.get(here))


def test_a_circle_is_refused_before_anything_is_asked(admin, submit, office, act):
    top = office.units["VPTU"]
    below = CreateUnit(name="Phòng Tổng hợp", code="PTH", parent_id=top)
    child = act(create_unit, below).id
    path = f"{TREE}{top}/move"
    form = {"parent_id": str(child), "from_on": typed()}
    refused = submit(admin, path, path, step="look", **form)
    assert refused.status_code == 409
    assert "Phòng Tổng hợp đang ở bên dưới đơn vị này" in refused.text
    assert submit(admin, path, path, step="do", **form).status_code == 409


def test_a_move_says_who_comes_along(admin, submit, office, unit):
    path = f"{TREE}{office.units['VPTU']}/move"
    form = {"parent_id": str(office.units["TU"]), "from_on": typed(), "reason": "15-QĐ/TU"}
    words = said(submit(admin, path, path, step="look", **form))
    assert "Từ: Cấp cao nhất Sang: Tỉnh ủy Vĩnh Phúc" in words
    assert "3 người giữ nguyên chức vụ" in words
    assert submit(admin, path, path, step="do", **form).status_code == 303
    assert unit(office.units["VPTU"]).parent_id == office.units["TU"]


def test_a_merger_says_what_passes_to_whom(admin, submit, office, unit, act):
    old, heir = office.units["BTCTU"], office.units["UBKTTU"]
    act(create_unit, CreateUnit(name="Phòng Cán bộ", code="PCB", parent_id=old))
    path = f"{TREE}{old}/merge"
    form = {"successor_id": str(heir), "others": [str(office.units["HUTD"])], "from_on": typed()}
    refused = submit(admin, path, path, step="look", **form)
    assert 'id="f-reason-error"' in refused.text
    form["reason"] = "Quyết định 15-QĐ/TU"
    words = said(submit(admin, path, path, step="look", **form))
    for part in ("Lý Mạnh Cường , Chuyên viên", "Phòng Cán bộ", "Đặng Quốc Khách", "Huyện ủy Tam"):
        assert part in words
    assert unit(old).closed_on is None
    done = submit(admin, path, path, step="do", **form)
    assert done.location.endswith(str(heir))
    assert unit(old).successor_id == heir
    assert "Nhận hộp thư của" in said(admin.get(done.location))
    assert "Đã sáp nhập từ ngày" in said(admin.get(f"{TREE}{old}"))
    closed = said(admin.get(TREE + "?view=closed"))
    assert f"Ban Tổ chức Tỉnh ủy BTCTU Văn phòng {typed()} Ủy ban Kiểm tra Tỉnh ủy" in closed


def test_a_unit_with_people_is_not_closed_and_the_page_says_why(admin, submit, office):
    path = f"{TREE}{office.units['VPTU']}/close"
    refused = submit(admin, path, path, step="look", from_on=typed())
    assert refused.status_code == 409
    assert "3 người đang giữ chức vụ" in refused.text
    assert "3 người đang giữ chức vụ" in said(admin.get(f"{TREE}{office.units['VPTU']}"))


def test_an_empty_unit_is_closed(admin, submit, office, unit):
    path = f"{TREE}{office.units['UBKTTU']}/close"
    assert "không ai chọn được" in said(submit(admin, path, path, step="look", from_on=typed(2)))
    submit(admin, path, path, step="do", from_on=typed(2))
    assert unit(office.units["UBKTTU"]).closed_on == day(2)


def test_two_administrators_at_once(admin, submit, office, unit, act):
    unit_id = office.units["VPTU"]
    seen = unit(unit_id).revision
    act(change_unit, ChangeUnit(unit_id=unit_id, name="Một", from_on=day()))
    path = f"{TREE}{unit_id}/change"
    form = {"name": "Hai", "code": "VPTU", "kind": "office", "from_on": typed(), "revision": seen}
    for step in ("look", "do"):
        refused = submit(admin, path, path, step=step, **form)
        assert refused.status_code == 409
        assert "Người khác vừa sửa nội dung này" in refused.text
    assert unit(unit_id).name == "Một"


def test_a_double_tap_does_it_once(admin, submit, office, store):
    form = {"name": "Phòng A", "code": "PA", "kind": "division", "request_id": "r1", "step": "do"}
    first = submit(admin, TREE + "new", TREE + "new", **form)
    again = submit(admin, TREE + "new", TREE + "new", **form)
    assert (first.status_code, first.location) == (again.status_code, again.location)

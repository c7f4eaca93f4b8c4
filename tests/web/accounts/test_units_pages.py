"""The administrators' pages of units: the tree, one unit, forms that tell before they do."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.models.unit import Unit
from ecabinet.core.clock import office_day, utc_now
from tests.counting import asked
from tests.populations import populate

TREE = "/admin/units/"


def day(days=0):
    return office_day(utc_now()) + timedelta(days=days)


def typed(days=0):
    return f"{day(days):%d/%m/%Y}"


@pytest.fixture
def admin(browser_sign_in):
    return browser_sign_in("quantri")


@pytest.fixture
def act(store, as_actor):
    """Do something as the administrator, besides the browser."""
    return lambda command, payload: store.execute(as_actor("quantri"), command, payload)


@pytest.fixture
def unit(store):
    """Look at a row of the database."""

    def find(unit_id):
        with store.reading() as session:
            return session.get_one(Unit, unit_id)

    return find


def said(answer):
    """The words of a page, on one line, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


@pytest.mark.parametrize("who", ["thuky", "khach01", "chutri"])
def test_only_administrators_see_the_pages(browser_sign_in, office, who):
    client, unit_id = browser_sign_in(who), office.units["VPTU"]
    places = ["", "order", "new", f"{unit_id}", f"{unit_id}/merge", "import", "export.csv"]
    assert {client.get(TREE + place).status_code for place in places} == {403}
    assert client.get("/admin/").status_code == 404


def test_nobody_unknown_comes_in(client):
    assert client.get(TREE).status_code == 302


def test_the_tree_is_the_first_place_of_the_administration(admin):
    page = admin.get("/admin/", follow_redirects=True).text
    assert page.index('href="/admin/units/"') < page.index('href="/admin/catalogues/"')


def test_the_tree_shows_heads_people_and_what_is_below(admin, office, act):
    below = CreateUnit(name="Phòng Tổng hợp", code="PTH", parent_id=office.units["VPTU"])
    act(create_unit, below)
    page = admin.get(TREE)
    assert page.status_code == 200
    words = said(page)
    assert "Văn phòng Tỉnh ủy VPTU Văn phòng Chưa ghi người đứng đầu 3 người" in words
    assert words.index("Văn phòng Tỉnh ủy") < words.index("Phòng Tổng hợp PTH")
    assert page.text.count('<summary><span class="sr">1 đơn vị trực thuộc') == 1


@pytest.mark.parametrize("q", ["van phong", "VAN PHONG TINH UY", "vptu", "Văn phòng"])
def test_search_needs_no_accents(admin, q):
    words = said(admin.get(TREE, query_string={"q": q}))
    assert "Văn phòng Tỉnh ủy VPTU" in words
    assert "Ban Tổ chức Tỉnh ủy" not in words


def test_search_finds_a_former_name_and_says_so(admin, office, act):
    change = ChangeUnit(unit_id=office.units["HUTD"], name="Đảng ủy Tam Đảo", from_on=day())
    act(change_unit, change)
    words = said(admin.get(TREE, query_string={"q": "huyen uy tam dao"}))
    assert "Đảng ủy Tam Đảo HUTD Văn phòng · còn gọi: Huyện ủy Tam Đảo (HUTD)" in words


def test_a_search_without_result_says_what_to_do(admin):
    assert "Không có đơn vị nào khớp" in said(admin.get(TREE, query_string={"q": "%_'\"><b>x"}))


def test_three_hundred_units_and_two_thousand_people_ask_as_often_as_five(
    admin, store, office, act
):
    unit_id = office.units["TU"]
    act(create_unit, CreateUnit(name="Phòng", code="PTH", parent_id=unit_id))
    pages = [TREE, f"{TREE}?q=ha", f"{TREE}?view=closed", f"{TREE}?view=planned"]
    pages += [f"{TREE}{unit_id}", f"{TREE}order", f"{TREE}{unit_id}/merge"]
    for path in pages:
        admin.get(path)
    few = [asked(store.engine, admin, path) for path in pages]
    town = populate(store)
    pages = [path.replace(str(unit_id), str(town.units["TUH"])) for path in pages]
    many = [asked(store.engine, admin, path) for path in pages]
    assert many == few
    assert max(many) <= 26
    assert "Đảng ủy xã Đồng Lạc 299" in admin.get(TREE).text


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


def test_the_order_can_be_changed_without_scripts(admin, submit, office, store):
    path = TREE + "order"
    moved = str(office.units["VPTU"])
    submit(admin, path, path, unit_id=moved, direction="up")
    words = said(admin.get(TREE))
    assert words.index("Văn phòng Tỉnh ủy VPTU") < words.index("Tỉnh ủy Vĩnh Phúc TU")
    assert submit(admin, path, path, unit_id="x", direction="up").status_code == 404
    assert admin.get(path + "?parent=nothing").status_code == 404


HOSTILE = ['"><img src=x onerror=alert(1)>', "'; DROP TABLE unit; --", "{{ 7*7 }}", "\u202egnohP"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(admin, submit, office, name):
    form = {"name": name, "code": "XYZ", "kind": "division"}
    look = submit(admin, TREE + "new", TREE + "new", step="look", **form)
    done = submit(admin, TREE + "new", TREE + "new", step="do", **form)
    for page in (look, admin.get(done.location), admin.get(TREE)):
        assert page.status_code == 200
        assert "<img src=x" not in page.text
        assert "\u202e" not in said(page)
        assert "49" not in said(page) or "7*7" in page.text


@pytest.mark.parametrize(
    "form",
    [
        {"name": "A" * 201, "code": "A", "kind": "division"},
        {"name": "A", "code": "A/B", "kind": "division"},
        {"name": "A", "code": "A", "kind": "president"},
        {"name": "A", "code": "A", "kind": "division", "parent_id": "not-an-id"},
        {"name": "A", "code": "A", "kind": "division", "parent_id": str(UUID(int=7))},
        {"name": "A", "code": "A", "kind": "division", "opened_on": "01/01/0001"},
        {},
    ],
)
def test_nonsense_is_refused_in_words(admin, submit, form):
    refused = submit(admin, TREE + "new", TREE + "new", step="do", **form)
    assert refused.status_code == 422
    assert "Còn " in said(refused)


def test_unknown_units_and_deeds_are_not_there(admin, office):
    for place in (UUID(int=7), f"{UUID(int=7)}/move", f"{office.units['TU']}/delete", "abc"):
        assert admin.get(f"{TREE}{place}").status_code == 404

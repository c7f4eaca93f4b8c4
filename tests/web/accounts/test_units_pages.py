"""The administrators' pages of units: the tree, one unit, forms that tell before they do."""

from uuid import UUID

import pytest

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from tests.counting import asked
from tests.populations import populate
from tests.web.accounts.units_pages import TREE, day, said


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

"""Two tablets and one paper: shapes, answers, layers, the pointer, who is reading."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import marks, room, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

QUESTION = "Nguồn kinh phí lấy ở đâu?"
ANSWER = "Từ dự toán năm 2026, đã có trong Tờ trình"


@pytest.fixture
def tablets(people: People, site: Site) -> tuple[Person, Person]:
    """The chair's and a member's, in the same room with the same paper open."""
    path = scenes.page_of(scenes.in_session(site))
    both = people.enter("chutri"), people.enter("daibieu01")
    for person in both:
        room.enter(person, path)
        room.paper_is_open(person)
    return both


def test_a_shape_is_seen_by_the_other_and_comes_and_goes_with_undo_and_redo(
    tablets: tuple[Person, Person],
) -> None:
    chair, _ = tablets
    marks.write_into(chair, "Phiên họp")
    # Ink first: a pen writes as it comes down, whatever stood in hand before.
    marks.pen(chair, (100, 100), (200, 150), (300, 180))
    expect(marks.strip(chair).get_by_role("button", name="Bút", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    for person in tablets:
        room.sees_marks(person, ink=1)
    marks.strip(chair).get_by_role("button", name="Hoàn tác").tap()
    for person in tablets:
        room.sees_marks(person, ink=0)
    marks.take_from_sheet(chair, "Khung")
    room.draw(chair, (100, 100), (200, 150), (300, 180))
    for person in tablets:
        room.sees_marks(person, ink=1)
    marks.strip(chair).get_by_role("button", name="Hoàn tác").tap()
    for person in tablets:
        room.sees_marks(person, ink=0)
    marks.take_from_sheet(chair, "Làm lại")
    for person in tablets:
        room.sees_marks(person, ink=1)
    marks.take_from_sheet(chair, "Dời, sửa")
    room.draw(chair, (200, 100), (220, 130), (240, 160))
    for person in tablets:
        room.all_is_saved(person)
        box = person.page.locator("[data-paper-view]").locator(marks.FRAMES).bounding_box()
        assert box is not None
        left, top = room._on_screen(person, (140, 160))
        assert abs(box["x"] - left) < 6, "moved 40 points to the right"
        assert abs(box["y"] - top) < 6, "and 60 down"


def test_a_note_is_answered_settled_and_found_in_the_list(tablets: tuple[Person, Person]) -> None:
    chair, member = tablets
    room.take(member, "Ghi chú", "Phiên họp")
    room.put_note(member, (400, 200), QUESTION)
    room.sees_marks(chair, note=1)

    listed = marks.open_list(chair)
    listed.get_by_role("button", name=QUESTION).tap()
    form = marks.dock(chair)
    form.get_by_label("Trả lời", exact=True).fill(ANSWER)
    form.get_by_role("button", name="Ghi", exact=True).tap()
    expect(form.get_by_role("list", name="Lời trả lời")).to_contain_text(ANSWER)
    form.get_by_role("button", name="Đã xong").tap()
    expect(form.get_by_role("button", name="Mở lại")).to_be_visible()
    assert not _violations(chair)

    theirs = marks.open_list(member)
    item = theirs.get_by_role("button", name=QUESTION)
    expect(item).to_contain_text("Trả lời: 1")
    expect(item).to_contain_text("Đã xong")
    theirs.get_by_label("Tình trạng").select_option("open")
    expect(item).to_have_count(0)
    theirs.get_by_label("Tình trạng").select_option("resolved")
    item.focus()
    member.page.keyboard.press("Enter")
    expect(marks.dock(member).get_by_role("list", name="Lời trả lời")).to_contain_text(ANSWER)


def test_layers_are_hidden_and_shown_and_a_unit_has_its_own(
    tablets: tuple[Person, Person],
) -> None:
    chair, member = tablets
    room.take(chair, "Ghi chú", "Của tôi")
    room.put_note(chair, (400, 200), "chỉ mình tôi biết")
    room.take(chair, "Ghi chú", "Ban Thường vụ Tỉnh ủy")
    room.put_note(chair, (400, 300), "trong đơn vị với nhau")
    # Both hold an office in the Standing Committee.
    room.sees_marks(chair, note=2)
    room.sees_marks(member, note=1)
    listed = marks.open_list(chair)
    marks.switch_layer(chair, "Của tôi")
    room.sees_marks(chair, note=1)
    expect(listed.get_by_role("button", name="chỉ mình tôi biết")).to_have_count(0)
    marks.switch_layer(chair, "Của tôi")
    room.sees_marks(chair, note=2)
    expect(listed.get_by_role("button", name="chỉ mình tôi biết")).to_be_visible()
    marks.close_list(chair)
    expect(marks.open_list(member)).not_to_contain_text("chỉ mình tôi biết")


def test_words_and_stamps_stand_on_the_page(tablets: tuple[Person, Person]) -> None:
    chair, member = tablets
    marks.write_into(chair, "Phiên họp")
    marks.take_from_sheet(chair, "Đồng ý")
    chair.page.touchscreen.tap(*room._on_screen(chair, (300, 200)))
    view = member.page.locator("[data-paper-view]")
    expect(view.get_by_text("ĐỒNG Ý", exact=True)).to_be_visible()
    marks.take_from_sheet(chair, "Viết chữ")
    room.put_note(chair, (120, 300), "Cần thẩm định lại")
    expect(view.get_by_text("Cần thẩm định lại")).to_be_visible()


def test_the_pointer_of_who_leads_is_seen_with_a_name_and_fades(
    tablets: tuple[Person, Person],
) -> None:
    chair, member = tablets
    marks.take_from_sheet(chair, "Trỏ")
    sign = member.page.locator(".paper-viewer__pointer")
    marks.point(chair, (200, 200), (220, 210), (240, 220), (260, 230))
    expect(sign).to_contain_text("Nguyễn Minh Khôi")
    chair.page.mouse.up()
    expect(sign).to_have_count(0)
    marks.strip(member).locator('[data-act="more"]').tap()
    expect(marks.strip(member).get_by_role("button", name="Trỏ", exact=True)).to_be_hidden()


def test_who_reads_the_paper_is_told(tablets: tuple[Person, Person]) -> None:
    chair, member = tablets
    listed = marks.open_list(chair)
    expect(listed.get_by_text(re.compile("· trang 1$"))).to_be_visible()
    member.page.get_by_role("button", name="Trang sau").tap()
    expect(listed.get_by_text(re.compile("· trang 2$"))).to_be_visible()


def _violations(person: Person) -> list[str]:
    """What axe finds on the page that is open."""
    person.page.wait_for_load_state("networkidle")
    found = Axe().run(person.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:4]]}" for rule in found]

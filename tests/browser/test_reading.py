"""A paper is read: found again, searched, marked, shown larger and dark; nothing piles up."""

from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import reading, room, scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering
from tests.samples import SENTENCE

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def meeting(site: Site) -> Gathering:
    """In session, with a paper of three pages open."""
    return scenes.in_session(site)


@pytest.fixture
def version_id(meeting: Gathering) -> UUID:
    """A paper of three pages with words, beside the one that is open in the room."""
    texts = [f"Trang {page}\n" + f"{SENTENCE}\n" * 3 for page in (1, 2, 3)]
    return meeting.paper(1, texts=texts)


def test_words_are_found_without_marks_and_shown_on_the_page(
    people: People, version_id: UUID
) -> None:
    reader = people.enter("daibieu01", DESK)
    reading.open_paper(reader, version_id)
    reading.look_for(reader, "dong chi")
    reading.found(reader, "1/9 chỗ")
    marks = reader.page.locator(reading.ON_PAGES)
    expect(marks).not_to_have_count(0)
    for _ in range(3):
        reader.page.keyboard.press("F3")
    reading.found(reader, "4/9 chỗ")
    reading.at_page(reader, 2, 3)
    reader.page.keyboard.press("Shift+F3")
    reading.found(reader, "3/9 chỗ")
    reading.at_page(reader, 1, 3)
    reader.photograph("reading-search")
    reading.look_for(reader, "khong co trong tai lieu")
    reader.sees("Không tìm thấy trong tài liệu.")
    expect(marks).to_have_count(0)
    reading.look_for(reader, "x")
    reader.watch.forgive("status of 422")
    reader.sees("Mời gõ ít nhất hai chữ cái để tìm.")


def test_the_place_and_bookmarks_wait_on_another_device(people: People, version_id: UUID) -> None:
    reader = people.enter("daibieu01")
    reading.open_paper(reader, version_id)
    reader.page.locator("[data-panel-open]").tap()
    thumbs = reading.panel(reader).locator("[data-thumbs] button")
    expect(thumbs).to_have_count(3)
    expect(thumbs.nth(2).locator("img")).to_be_visible()
    with reader.page.expect_response(lambda answer: answer.url.endswith("/reading-place")) as told:
        thumbs.nth(2).tap()
        reading.at_page(reader, 3, 3)
    assert told.value.status == 204
    reader.page.get_by_role("tab", name="Dấu").tap()
    reader.press("Đánh dấu trang 3")
    expect(reader.page.get_by_role("button", name="Bỏ dấu trang 3")).to_be_visible()
    reader.page.get_by_label("Tên dấu trang").fill("Kiến nghị")
    reading.panel(reader).get_by_role("button", name="Ghi", exact=True).tap()
    reader.photograph("reading-bookmarks")

    elsewhere = people.enter("daibieu01", PHONE)
    reading.open_paper(elsewhere, version_id)
    reading.at_page(elsewhere, 3, 3)
    elsewhere.page.keyboard.press("Alt+m")
    row = reading.panel(elsewhere).get_by_role("button", name="Kiến nghị")
    expect(row).to_be_visible()
    elsewhere.photograph("reading-phone")
    row.click()
    # On a phone the panel lies over the page: a choice puts it away.
    expect(reading.panel(elsewhere)).to_be_hidden()

    other = people.enter("daibieu02", DESK)
    reading.open_paper(other, version_id)
    reading.at_page(other, 1, 3)
    other.page.keyboard.press("Alt+m")
    other.sees("Chưa có dấu trang.")


def test_larger_letters_and_night_stay_chosen(people: People, version_id: UUID) -> None:
    reader = people.enter("daibieu03")
    reading.open_paper(reader, version_id)
    before = width_of_page(reader)
    reader.page.keyboard.press("Alt+x")
    reading.panel(reader).get_by_role("button", name="Lớn hơn").tap()
    reader.page.wait_for_function(f"({WIDTH})() > {before * 1.4}")
    reader.page.keyboard.press("Alt+n")
    expect(reader.page.locator("embedpdf-container[data-night]")).to_have_count(1)
    reader.photograph("reading-night")
    reader.page.reload()
    reading.is_painted(reader)
    expect(reader.page.locator("embedpdf-container[data-night]")).to_have_count(1)
    assert width_of_page(reader) > before * 1.4
    reader.page.keyboard.press("Alt+x")
    reading.panel(reader).get_by_role("button", name="Cả trang").tap()
    reader.page.wait_for_function(f"({WIDTH})() < {before}")


def test_in_the_room_a_page_of_ones_own_leaves_the_others(
    people: People, meeting: Gathering
) -> None:
    reader = people.enter("daibieu02")
    room.enter(reader, scenes.page_of(meeting))
    room.paper_is_open(reader)
    reader.page.locator("[data-panel-open]").tap()
    reading.panel(reader).locator("[data-thumbs] button").nth(1).tap()
    room.is_away(reader)
    room.reads_page(reader, 2, 3)
    reader.photograph("room-thumbnails")
    reader.page.keyboard.press("Escape")
    expect(reading.panel(reader)).to_be_hidden()
    room.come_back(reader)
    room.reads_page(reader, 1, 3)
    rail = reader.page.locator(".rail")
    reader.page.get_by_role("button", name="Thu gọn chương trình").tap()
    expect(rail).to_be_hidden()
    reader.page.get_by_role("button", name="Chương trình", exact=True).tap()
    expect(rail).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_panel(people: People, version_id: UUID, scheme: str) -> None:
    reader = people.enter("daibieu02", scheme=scheme)
    reading.open_paper(reader, version_id)
    reading.look_for(reader, "dong chi")
    reading.found(reader, "1/9 chỗ")
    wrong: list[object] = []
    for key in ("t", "k", "m", "x"):
        reader.page.keyboard.press(f"Alt+{key}")
        reader.page.wait_for_load_state("networkidle")
        rules = Axe().run(reader.page, options={"resultTypes": ["violations"]}).response
        wrong += [(key, rule["id"], rule["nodes"][0]["html"]) for rule in rules["violations"]]
    reader.photograph(f"reading-panel-{scheme}")
    assert not wrong, wrong


def test_targets_are_large_enough_for_a_finger(people: People, version_id: UUID) -> None:
    reader = people.enter("daibieu03", PHONE)
    reading.open_paper(reader, version_id)
    reading.look_for(reader, "dong chi")
    for key in ("t", "k", "m", "x"):
        reader.page.keyboard.press(f"Alt+{key}")
        for target in reading.panel(reader).locator("button:visible, input:visible").all():
            box = target.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 43.9, target.inner_text()


def test_the_next_items_papers_are_fetched_ahead(people: People, meeting: Gathering) -> None:
    later = meeting.paper(2)
    reader = people.enter("daibieu03")
    with reader.page.expect_request(
        lambda asked: asked.url.endswith(f"/papers/{later}/file")
    ) as asked:
        room.enter(reader, scenes.page_of(meeting))
        room.paper_is_open(reader)
    assert asked.value.headers["purpose"] == "prefetch"


def test_memory_stays_flat_over_many_papers(people: People, version_id: UUID) -> None:
    reader = people.enter("daibieu01", DESK)
    reading.open_paper(reader, version_id)
    weight = reading.Weight(reader)
    reading.open_one_after_another(reader, [str(version_id)] * 5)
    before = weight.now()
    reading.open_one_after_another(reader, [str(version_id)] * 15)
    after = weight.now()
    assert after["nodes"] < before["nodes"] + 150, (before, after)
    assert after["heap"] < before["heap"] * 1.1 + 1_000_000, (before, after)
    assert after["viewers"] == before["viewers"] <= 2


WIDTH = """() => Math.max(...[...document.querySelector("embedpdf-container").shadowRoot
.querySelectorAll('[style*="matrix("]')].map((sheet) => sheet.getBoundingClientRect().width))"""


def width_of_page(person: Person) -> float:
    """How wide the pages are drawn, in pixels."""
    return float(person.page.evaluate(WIDTH))

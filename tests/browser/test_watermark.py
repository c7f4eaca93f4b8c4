"""The reader's name lies over the paper, catches no taps, and stands on what is taken along."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import reading, scenes
from tests.browser.people import People
from tests.browser.server import Site
from tests.browser.walk import FIRST
from tests.samples import SENTENCE

pytestmark = pytest.mark.browser

OVER = ".watermark"
NAME = FIRST
# What lies at the middle of the page, as a finger meets it.
UNDER_FINGER = """() => {
  const box = document.querySelector('[data-paper-view]').getBoundingClientRect();
  const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(met.closest('[data-paper-view]'));
}"""


@pytest.fixture
def version_id(site: Site) -> UUID:
    meeting = scenes.in_session(site)
    return meeting.paper(1, texts=[f"Trang {page}\n{SENTENCE}\n" for page in (1, 2, 3)])


def test_the_name_is_seen_and_taps_reach_the_page(people: People, version_id: UUID) -> None:
    reader = people.enter("daibieu01")
    reading.open_paper(reader, version_id)
    over = reader.page.locator(OVER)
    expect(over).to_be_visible()
    expect(reader.page.locator(".lost-fact")).to_be_hidden()
    expect(over).to_have_attribute("aria-hidden", "true")
    expect(over.locator("text").first).to_contain_text(f"{NAME} · ")
    view = reader.page.locator("[data-paper-view]").bounding_box()
    assert over.bounding_box() == view
    assert reader.page.evaluate(UNDER_FINGER)
    day = over.locator("text").first.evaluate("text => getComputedStyle(text).fill")
    reader.page.keyboard.press("Alt+n")
    expect(reader.page.locator("[data-paper-view][data-night]")).to_be_attached()
    night = over.locator("text").first.evaluate("text => getComputedStyle(text).fill")
    assert day != night
    reader.photograph("watermark-night")


def test_a_copy_is_waited_for_and_bears_the_name(
    people: People, version_id: UUID, tmp_path: Path
) -> None:
    reader = people.enter("daibieu01")
    reading.open_paper(reader, version_id)
    with reader.page.expect_download(timeout=60_000) as begun:
        reader.page.get_by_role("button", name="Tải tệp").tap()
    kept = tmp_path / "copy.pdf"
    begun.value.save_as(kept)
    pages = PdfReader(BytesIO(kept.read_bytes())).pages
    assert len(pages) == 3
    assert all(f"{NAME} · " in page.extract_text() for page in pages)
    reader.sees("Đã chuẩn bị xong.")
    reader.photograph("watermark-copy")

"""A file brings annotations along: its sender chooses the layer, sees them, takes one away."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests import annotated
from tests.browser import marks, reading, room, scenes
from tests.browser.people import DESK, TABLET, People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WORDS = "Đề nghị làm rõ nguồn kinh phí"
STICKY = {"/Subtype": "/Text", "/Rect": [300, 600, 320, 620], "/Contents": WORDS,
          "/T": "Hoàng Văn Thụ", "/C": [1, 0.8, 0]}  # fmt: skip
CHOICE = "Ghi chú có sẵn trong tệp PDF"


@pytest.fixture
def meeting(site: Site) -> Gathering:
    return scenes.draft(site).planned()


def _form(person: Person) -> Locator:
    """The form for files of the first item, unfolded."""
    row = person.page.locator("#agenda ol.agenda > li").first
    if not row.get_by_label(CHOICE).first.is_visible():
        row.get_by_text("Sửa, thêm tài liệu").click()
    return row.locator("form[data-module=upload]").first


def _send(person: Person, folder: Path, name: str, layer: str) -> None:
    path = folder / f"{name}.pdf"
    path.write_bytes(annotated.annotated(annotated.INK, STICKY))
    form = _form(person)
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_label(CHOICE).select_option(label=layer)
    form.get_by_role("button", name="Gửi tệp lên").click()
    expect(form.locator("li[data-state=done]").filter(has_text=name)).to_have_count(1)


def _opened(person: Person, name: str) -> None:
    """Open the paper from the agenda once it can be read, without loading the page anew."""
    papers = person.page.locator("#agenda [data-papers]").first
    ready = papers.locator("li[data-paper-state=ready]").filter(has_text=name)
    expect(ready).to_have_count(1, timeout=60_000)
    ready.get_by_role("link", name=re.compile(re.escape(name))).first.click()
    reading.is_painted(person)


def test_what_a_file_brings_is_shown_and_its_sender_takes_it_away(
    people: People, meeting: Gathering, tmp_path: Path
) -> None:
    sender = people.enter("thuky", DESK)
    sender.go(scenes.page_of(meeting))
    _send(sender, tmp_path, "Dự thảo có ý kiến", "Nhập vào lớp chung của phiên họp")
    _opened(sender, "Dự thảo có ý kiến")
    room.sees_marks(sender, ink=1, note=1)
    panel = _list(sender)
    expect(panel).to_contain_text("Hoàng Văn Thụ (nhập từ tệp)")
    sender.photograph("marks-in-files-list")
    panel.get_by_role("button", name=re.compile(WORDS)).click()
    dock = marks.dock(sender)
    expect(dock).to_contain_text("Hoàng Văn Thụ (nhập từ tệp)")
    # Nobody rewords what somebody else wrote elsewhere.
    expect(dock.get_by_label("Lời ghi chú")).to_be_hidden()
    sender.photograph("marks-in-files-note")
    assert not _violations(sender)
    dock.get_by_role("button", name="Xóa").click()
    room.sees_marks(sender, ink=1, note=0)
    room.all_is_saved(sender)
    sender.page.reload()
    reading.is_painted(sender)
    room.sees_marks(sender, ink=1, note=0)


def test_all_stays_in_the_file_when_that_is_chosen(
    people: People, meeting: Gathering, tmp_path: Path
) -> None:
    sender = people.enter("thuky", DESK)
    sender.go(scenes.page_of(meeting))
    _send(sender, tmp_path, "Giữ nguyên", "Không nhập, để nguyên trong tệp")
    _opened(sender, "Giữ nguyên")
    # Seen as what the page says, and nobody's mark.
    room.sees_marks(sender, ink=1)
    expect(_list(sender)).to_contain_text("Chưa có ghi chú nào ở đây.")


@pytest.mark.parametrize(("size", "name"), [(TABLET, "1024"), (PHONE, "390")])
def test_the_choice_has_room_on_every_screen(
    people: People, meeting: Gathering, size: dict[str, int], name: str
) -> None:
    sender = people.enter("thuky", size)
    sender.go(scenes.page_of(meeting))
    choice = _form(sender).get_by_label(CHOICE)
    choice.scroll_into_view_if_needed()
    box = choice.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert sender.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    sender.photograph(f"marks-in-files-{name}")
    assert not _violations(sender)


def _list(person: Person) -> Locator:
    """The list of notes, opened with a mouse."""
    marks.strip(person).get_by_role("button", name="Danh sách", exact=True).click()
    panel = person.page.get_by_role("region", name="Ghi chú trên tài liệu")
    expect(panel).to_be_visible()
    return panel


def _violations(person: Person) -> list[str]:
    """What axe finds on the page that is open."""
    found = Axe().run(person.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:4]]}" for rule in found]

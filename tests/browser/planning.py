"""Before the meeting: what the secretary does at the meeting's page, one verb each."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from ecabinet.core.clock import office_time, utc_now
from tests.browser.people import Person


def start_new_meeting(secretary: Person) -> None:
    """From the list of meetings to the empty form."""
    secretary.go("/meetings")
    secretary.follow("Tạo phiên họp")


def plan(secretary: Person, title: str, place: str) -> None:
    """Fill the form with a meeting of the Standing Committee that begins in a few minutes."""
    starts = office_time(utc_now()) + timedelta(minutes=5)
    ends = starts + timedelta(hours=3)
    secretary.fill("Tên phiên họp", title)
    secretary.page.get_by_label("Đơn vị họp").select_option("Ban Thường vụ Tỉnh ủy")
    secretary.fill_day(secretary.page.locator("#f-starts_at"), starts.date())
    secretary.fill("Từ giờ", f"{starts:%H:%M}")
    secretary.fill("Đến giờ", f"{ends:%H:%M}")
    secretary.fill("Địa điểm", place)
    secretary.page.locator("[data-kind-agenda] input[type=checkbox]").uncheck()


def create(secretary: Person, title: str) -> str:
    """Send the form; return the path of the meeting's page."""
    secretary.press("Tạo phiên họp")
    expect(secretary.page.get_by_role("heading", name=title)).to_be_visible()
    return secretary.page.url.removeprefix(secretary.site.origin)


def add_item(secretary: Person, title: str, minutes: int, presenter: str, unit: str) -> None:
    """Add an agenda item at the end."""
    form = _unfolded(secretary, "#agenda details.adding")
    form.get_by_label("Nội dung", exact=False).first.fill(title)
    form.get_by_label("Số phút").fill(str(minutes))
    form.get_by_label("Người trình bày").fill(presenter)
    form.get_by_label("Đơn vị trình").fill(unit)
    form.get_by_role("button", name="Thêm nội dung").click()
    expect(_item(secretary, title)).to_be_visible()


def attach(secretary: Person, item: str, paper: Path, pages: int) -> None:
    """Attach a file to an item and wait until the worker has found its pages."""
    row = _item(secretary, item)
    row.get_by_text("Sửa, thêm tài liệu").click()
    row.locator('input[type="file"]').set_input_files(paper)
    row.get_by_role("button", name="Gửi tệp lên").click()
    # The worker has only just begun to start.
    expect(row.locator(".papers")).to_contain_text(f"{pages} trang", timeout=90_000)
    expect(row.locator(".papers")).to_contain_text(paper.stem)


def invite(secretary: Person, function: str, *names: str, items: tuple[str, ...] = ()) -> None:
    """Put people on the list; a guest for the named items only."""
    form = _unfolded(secretary, "#people details:has(form.form)")
    form.get_by_label("Tư cách dự").select_option(function)
    people = form.locator(".people-list")
    for box in people.get_by_role("checkbox").all():
        box.set_checked(False)
    for name in names:
        people.get_by_role("checkbox", name=name).check()
    for title in items:
        form.get_by_role("checkbox", name=title).check()
    form.get_by_role("button", name="Thêm vào danh sách").click()
    for name in names:
        expect(secretary.page.locator("#people ul.people")).to_contain_text(name)


def call(secretary: Person) -> None:
    """Call the meeting."""
    secretary.press("Mời họp")
    expect(secretary.page.get_by_role("button", name="Khai mạc")).to_be_visible()


def minutes(person: Person, path: str) -> str:
    """The text, squeezed, of the minutes that the meeting's page leads to."""
    person.go(path)
    whole = person.page.get_by_role("link", name="Xem biên bản")
    if whole.count():
        whole.click()
    link = person.page.get_by_role("link", name=re.compile(r"Biên bản \(PDF\)|Xem bản in"))
    answer = person.page.request.get(person.site.origin + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.body())).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    """`text` small and without spaces: sentences are joined and lines break anywhere."""
    return "".join(text.split()).lower()


def _unfolded(secretary: Person, place: str) -> Locator:
    """The form in a fold, which is opened when it is not."""
    fold = secretary.page.locator(place)
    form = fold.locator("form.form")
    if not form.is_visible():
        fold.locator("summary").click()
    return form


def _item(secretary: Person, title: str) -> Locator:
    return secretary.page.locator("#agenda ol.agenda > li").filter(has_text=title)

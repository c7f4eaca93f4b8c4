"""The room on a tablet: agenda, paper, following, marks, the ballot; one verb each."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person

READY_MS = 30_000


def check_in_from_home(person: Person, title: str) -> None:
    """From the home page to the meeting, check in, and arrive in the room."""
    person.go("/")
    person.follow(title)
    person.press("Điểm danh và vào họp")
    expect(person.page.locator("#room")).to_be_visible()


def enter(person: Person, path: str) -> None:
    """Open the room directly."""
    person.go(f"{path}/room")
    expect(person.page.locator("#room")).to_be_visible()


def sees_presence(person: Person, words: str) -> None:
    """Wait until the top line says who is here."""
    expect(person.page.locator("[data-presence-text]")).to_have_text(words)


def sees_item(person: Person, title: str) -> None:
    """Wait until the item stands in gold as the current one, and its paper is open."""
    expect(person.page.locator("[data-agenda] .item-now")).to_contain_text(title)
    expect(person.page.locator("[data-agenda] .paper-open")).to_be_visible()
    paper_is_open(person)


def paper_is_open(person: Person) -> None:
    """Wait until the viewer has painted and put the server's picture away."""
    expect(person.page.locator("[data-paper-view] > *").first).to_be_attached(timeout=READY_MS)
    expect(person.page.locator(".paper-viewer__cover")).to_have_count(0, timeout=READY_MS)


def reads_page(person: Person, page: int, pages: int) -> None:
    """Wait until this page is open."""
    expect(person.page.locator("[data-stage] [data-page]")).to_have_text(f"Trang {page}/{pages}")


def read_item(person: Person, title: str) -> None:
    """Open the paper of an item by oneself."""
    person.page.locator("[data-agenda] button.item").filter(has_text=title).tap()
    paper_is_open(person)


def turn_back(person: Person) -> None:
    """Turn to the page before, which leaves the room's place."""
    person.page.get_by_role("button", name="Trang trước").tap()


def is_away(person: Person) -> None:
    """Wait until the bar says that one reads alone."""
    expect(person.page.locator("[data-follow-title]")).to_have_text("Đang xem riêng")


def come_back(person: Person) -> None:
    """One tap back to the room."""
    person.page.locator("[data-come-back]").tap()
    expect(person.page.locator("[data-follow-title]")).to_have_text("Đang theo chủ tọa")


def take(person: Person, tool: str, layer: str) -> None:
    """Take a pen and choose the layer it writes on."""
    strip = person.page.locator("[data-paper-tools]")
    strip.get_by_role("button", name=tool, exact=True).tap()
    strip.get_by_role("button", name=layer, exact=True).tap()


def draw(person: Person, *points: tuple[float, float]) -> None:
    """Draw a line through points given as fractions of the viewer's width and height."""
    mouse = person.page.mouse
    box = _view(person.page).bounding_box()
    assert box is not None
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place, steps=4)
    mouse.up()


def put_note(person: Person, x: float, y: float, words: str) -> None:
    """Put a note on the page and write it."""
    box = _view(person.page).bounding_box()
    assert box is not None
    person.page.touchscreen.tap(box["x"] + x * box["width"], box["y"] + y * box["height"])
    form = person.page.locator("[data-paper-note]")
    form.get_by_label("Lời ghi chú").fill(words)
    form.get_by_role("button", name="Ghi", exact=True).tap()
    expect(form).to_be_hidden()


def marks(person: Person, kind: str) -> Locator:
    """The marks of a kind ("ink", "highlight", "note") that are drawn on the open page."""
    return _view(person.page).locator(DRAWN[kind])


def sees_marks(person: Person, kind: str, count: int) -> None:
    """Wait until so many marks of a kind are drawn."""
    expect(marks(person, kind)).to_have_count(count)


def all_is_saved(person: Person) -> None:
    """Wait until the server has answered for every mark."""
    expect(person.page.locator("[data-paper-unsent]")).to_be_hidden()


def choose(person: Person, choice: str) -> None:
    """First tap of a ballot."""
    ballot = person.page.locator("[data-ballot]")
    expect(ballot).to_be_visible()
    ballot.get_by_role("radio", name=choice, exact=True).tap()


def send(person: Person, choice: str) -> None:
    """Second tap of a ballot."""
    person.page.get_by_role("button", name=f"Gửi phiếu: {choice}").tap()


def cast(person: Person, choice: str) -> None:
    """Both taps, and the server's receipt."""
    choose(person, choice)
    send(person, choice)
    recorded = person.page.locator("[data-recorded]")
    expect(recorded).to_contain_text("Đã ghi nhận lúc")
    expect(recorded.locator("[data-mine]")).to_have_text(choice)


def sees_result(person: Person, verdict: str, sentence: re.Pattern[str]) -> None:
    """Wait for the verdict and its sentence."""
    result = person.page.locator("dialog[data-result]")
    expect(result.locator("[data-verdict-word]")).to_have_text(verdict)
    expect(result.locator("[data-sentence]")).to_have_text(sentence)


def back_to_paper(person: Person) -> None:
    """Put the sheet over the paper away."""
    person.page.locator("dialog[open]").get_by_role("button", name="Về tài liệu").first.tap()
    expect(person.page.locator("dialog[open]")).to_have_count(0)


def download_annotated(person: Person, folder: Path) -> Path:
    """From the paper's own page take the PDF with its marks."""
    with person.page.expect_download() as begun:
        person.follow("Tải kèm ghi chú")
    path = folder / f"{person.name}.pdf"
    begun.value.save_as(path)
    return path


def _view(page: Page) -> Locator:
    return page.locator("[data-paper-view]")


DRAWN = {
    "ink": "svg path",
    "highlight": "[data-highlight]",
    "note": "[data-note]",
}

"""The room on a tablet: agenda, paper, following, marks, the ballot; one verb each."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person

Point = tuple[float, float]

READY_MS = 30_000
A4 = (595.28, 841.89)
# What EmbedPDF draws: the picture of a page, and on it one element for each mark.
PAGE = 'img[style*="width: 100%"]'
DRAWN = {
    "ink": '[data-no-interaction] path[style*="stroke: rgb"]',
    "highlight": '[data-no-interaction] div[style*="background: rgb"]',
    "note": '[data-no-interaction] svg[viewBox="0 0 20 20"]',
}


def check_in_from_home(person: Person, title: str) -> None:
    """From the home page: say that one comes, go to the meeting, check in, arrive in the room."""
    person.go("/")
    person.press("Tôi dự họp")
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


def sees_agenda(person: Person, *titles: str) -> None:
    """Wait until the agenda holds these items and no others."""
    expect(person.page.locator("[data-agenda] button.item")).to_have_text(
        [re.compile(re.escape(title)) for title in titles]
    )


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
    expect(person.page.locator("[data-follow-title]")).to_have_text("Đang theo người chủ trì")


def take(person: Person, tool: str, layer: str) -> None:
    """Take a pen and choose the layer it writes on."""
    strip = person.page.locator("[data-paper-tools]")
    strip.get_by_role("button", name=tool, exact=True).tap()
    strip.get_by_role("button", name=layer, exact=True).tap()


def draw(person: Person, *points: Point) -> None:
    """Draw a line through points of the open page: points (1/72 inch) from its top left."""
    mouse = person.page.mouse
    places = [_on_screen(person, point) for point in points]
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place, steps=4)
    mouse.up()


def put_note(person: Person, point: Point, words: str) -> None:
    """Put a note on the open page and write it."""
    person.page.touchscreen.tap(*_on_screen(person, point))
    form = person.page.locator("[data-paper-note]")
    form.get_by_label("Lời ghi chú").fill(words)
    form.get_by_role("button", name="Ghi", exact=True).tap()
    expect(form).to_be_hidden()


def sees_marks(person: Person, **counts: int) -> None:
    """Wait until so many marks of each kind are drawn on the pages near."""
    for kind, count in counts.items():
        expect(_view(person.page).locator(DRAWN[kind])).to_have_count(count)


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


def is_recorded(person: Person, choice: str) -> None:
    """Wait for the server's receipt of the ballot."""
    recorded = person.page.locator("dialog[data-ballot] [data-recorded]")
    expect(recorded).to_contain_text("Đã ghi nhận lúc")
    expect(recorded.locator("[data-mine]")).to_have_text(choice)


def is_refused(person: Person) -> None:
    """Wait until the tablet says that the ballot was not taken."""
    refused = person.page.locator("dialog[data-ballot] [data-refused]")
    expect(refused).to_contain_text("Phiếu này không được ghi")


def cast(person: Person, choice: str) -> None:
    """Both taps, and the receipt."""
    choose(person, choice)
    send(person, choice)
    is_recorded(person, choice)


def sees_result(person: Person, verdict: str, sentence: re.Pattern[str]) -> None:
    """Wait for the verdict and its sentence."""
    result = person.page.locator("dialog[data-result]")
    expect(result.locator("[data-verdict-word]")).to_have_text(verdict)
    expect(result.locator("[data-sentence]")).to_have_text(sentence)


def back_to_paper(person: Person) -> None:
    """Put the sheet over the paper away."""
    person.page.locator("dialog[open]").get_by_role("button", name="Về tài liệu").first.tap()
    expect(person.page.locator("dialog[open]")).to_have_count(0)


def download_annotated(person: Person, path: str, paper: str, folder: Path) -> Path:
    """From the meeting's page to the paper's own, and take the PDF with its marks."""
    person.go(path)
    person.follow(paper)
    paper_is_open(person)
    with person.page.expect_download() as begun:
        person.page.get_by_role("button", name="Tải kèm ghi chú").tap()
    kept = folder / f"{person.name}.pdf"
    begun.value.save_as(kept)
    return kept


def _view(page: Page) -> Locator:
    return page.locator("[data-paper-view]")


def _on_screen(person: Person, point: Point) -> Point:
    """Where a point of the open page is in the window."""
    view = _view(person.page)
    frame = view.bounding_box()
    assert frame is not None
    middle = frame["y"] + frame["height"] / 2
    for page in view.locator(PAGE).all():
        box = page.bounding_box()
        if box and box["y"] <= middle <= box["y"] + box["height"]:
            scale = box["width"] / A4[0]
            return box["x"] + point[0] * scale, box["y"] + point[1] * scale
    raise AssertionError("no page is open")

"""Marks on the paper of the room: the sheet of tools, layers, the list of notes; one verb each."""

from playwright.sync_api import Locator, expect

from tests.browser import room
from tests.browser.people import Person
from tests.browser.room import Point

FRAMES = '[data-no-interaction] path[style*="stroke: rgb"]'


def strip(person: Person) -> Locator:
    """The strip of tools."""
    return person.page.locator("[data-paper-tools]")


def take_from_sheet(person: Person, tool: str) -> None:
    """Take a tool that lies in the sheet."""
    opener = strip(person).locator('[data-act="more"]')
    if opener.get_attribute("aria-expanded") == "false":
        opener.tap()
    strip(person).get_by_role("button", name=tool, exact=True).tap()


def write_into(person: Person, layer: str) -> None:
    """Choose the layer to write on: one tap."""
    strip(person).get_by_role("button", name=layer, exact=True).tap()
    expect(strip(person).get_by_role("button", name=layer, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def open_list(person: Person) -> Locator:
    """Open the list of notes."""
    strip(person).get_by_role("button", name="Danh sách", exact=True).tap()
    panel = person.page.get_by_role("region", name="Ghi chú trên tài liệu")
    expect(panel).to_be_visible()
    return panel


def close_list(person: Person) -> None:
    """Close it by the keyboard."""
    person.page.keyboard.press("Escape")
    expect(person.page.locator("[data-paper-notes]")).to_be_hidden()


def switch_layer(person: Person, layer: str) -> None:
    """Show or hide a layer; the list is open."""
    person.page.locator("[data-notes-layers]").get_by_role("button", name=layer, exact=True).tap()


def dock(person: Person) -> Locator:
    """The note that is open."""
    form = person.page.locator("[data-paper-note]")
    expect(form).to_be_visible()
    return form


def point(person: Person, *points: Point) -> None:
    """Point at places of the page, and stay."""
    places = [room._on_screen(person, place) for place in points]
    person.page.mouse.move(*places[0])
    person.page.mouse.down()
    for place in places[1:]:
        person.page.wait_for_timeout(80)  # A pointer is told at most 20 times a second.
        person.page.mouse.move(*place)


def pen(person: Person, *points: Point) -> None:
    """Draw a line with a pen, as a tablet's own hardware reports it."""
    protocol = person.page.context.new_cdp_session(person.page)
    places = [room._on_screen(person, point) for point in points]
    for number, (x, y) in enumerate((*places, places[-1])):
        steps = {0: "mousePressed", len(places): "mouseReleased"}
        protocol.send(
            "Input.dispatchMouseEvent",
            {
                "type": steps.get(number, "mouseMoved"), "x": x, "y": y, "button": "left",
                "buttons": int(number < len(places)), "clickCount": 1, "pointerType": "pen",
            },
        )  # fmt: skip

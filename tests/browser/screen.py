"""The big screen of the hall: what it shows to everybody."""

import re

from playwright.sync_api import expect

from tests.browser.people import Person


def stand_before(person: Person, path: str) -> None:
    """Open the big screen of a meeting."""
    person.go(f"{path}/screen")
    expect(person.page.locator("main.wall")).to_be_visible()


def shows_item(person: Person, title: str) -> None:
    """Wait until the item's title and the page's picture are shown."""
    expect(person.page.locator("[data-wall-side] [data-title]")).to_have_text(title)
    expect(person.page.locator("[data-picture]")).to_be_visible()


def shows_page(person: Person, page: int) -> None:
    """Wait until the picture is that of this page."""
    expect(person.page.locator("[data-picture]")).to_have_attribute("data-page", str(page))


def shows_turnout(person: Person, cast: int, entitled: int) -> None:
    """Wait until so many have cast."""
    turnout = person.page.locator("[data-vote-open] .turn b")
    expect(turnout).to_have_text(re.compile(rf"^\s*{cast}\s*/\s*{entitled}\s*$"))


def shows_verdict(person: Person, verdict: str, sentence: re.Pattern[str]) -> None:
    """Wait for the verdict and its sentence."""
    result = person.page.locator("[data-vote-result] .verdict")
    expect(result.locator("b")).to_have_text(verdict)
    expect(result.locator("p")).to_have_text(sentence)

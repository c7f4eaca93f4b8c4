"""Somebody who has a keyboard and nothing else: goes by Tab, sees where the focus is, presses."""

from playwright.sync_api import Locator, expect

from tests.browser.people import Person

MOST = 120
HERE = "element => element === document.activeElement || element.contains(document.activeElement)"
NAME = """() => {
  const { ariaLabel, textContent, tagName } = document.activeElement;
  return ariaLabel ?? (tagName === "BODY" ? "the page" : textContent.trim().slice(0, 30));
}"""
# The ring is drawn round the element, or round the label or the box that it fills.
RINGED = """element => {
  const focused = document.activeElement;
  const around = [focused.closest("label"), focused.parentElement];
  return [focused, ...(focused.labels ?? []), ...around].some((place) => {
    const { outlineStyle, outlineWidth } = place ? getComputedStyle(place) : {};
    return outlineStyle && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
}"""


def reach(person: Person, target: Locator) -> None:
    """Press Tab until the focus is there; it is seen, and not covered by the window's edge."""
    expect(target).to_be_visible()
    expect(target).to_be_enabled()
    way: list[str] = []
    while not target.evaluate(HERE):
        assert len(way) < MOST, f"Tab does not come to {target}, but to {way}"
        person.page.keyboard.press("Tab")
        way.append(person.page.evaluate(NAME))
    assert target.evaluate(RINGED), f"the focus on {target} is not seen"
    expect(person.page.locator(":focus")).to_be_in_viewport()


def press(person: Person, target: Locator, key: str = "Enter") -> None:
    """Go there and press a key."""
    reach(person, target)
    person.page.keyboard.press(key)


def button(person: Person, words: str, *, exact: bool = True) -> None:
    """Press the button with these words."""
    press(person, person.page.get_by_role("button", name=words, exact=exact).last)


def link(person: Person, words: str) -> None:
    """Follow the link with these words."""
    press(person, person.page.get_by_role("link", name=words).first)


def write(person: Person, field: Locator, words: str) -> None:
    """Go to a field, and write into it in the place of what stands there."""
    reach(person, field)
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type(words)


def pick(person: Person, field: Locator, words: str) -> None:
    """Find in a long list: write, take the first that is offered."""
    write(person, field, words)
    offered = person.page.locator(f"#{field.get_attribute('aria-controls')}")
    option = offered.get_by_role("option", name=words).first
    expect(option).to_be_visible()
    person.page.keyboard.press("Enter")
    expect(option).to_be_hidden()


def choose(person: Person, radio: Locator) -> None:
    """Go to a group of radio buttons, and by arrows to this one."""
    group = radio.locator("xpath=ancestor::fieldset[1]")
    reach(person, group)
    person.page.keyboard.press("Space")
    for _ in range(group.get_by_role("radio").count()):
        if radio.is_checked():
            break
        person.page.keyboard.press("ArrowDown")
    expect(radio).to_be_checked()

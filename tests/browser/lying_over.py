"""What can be tapped and lies over something else, on the page that somebody has open."""

from pathlib import Path

from tests.browser.people import Person

SIZES = ({"width": 1024, "height": 768}, {"width": 768, "height": 1024})
"""A tablet across and upright."""

FIND = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def lying_over(person: Person, where: str) -> list[str]:
    """Return what lies over one another in both positions of a tablet; it stays upright."""
    found = []
    for size in SIZES:
        person.page.set_viewport_size(size)  # type: ignore[arg-type]
        pairs = person.page.evaluate(FIND)
        found += [f"{where} ({size['width']} px): {pair} lie over one another" for pair in pairs]
    return found

"""How a person wants to see and hold everything: what there is to choose, and what was chosen."""

from dataclasses import dataclass
from typing import Any

CHOICES = {
    "language": ("vi", "en"),
    "theme": ("auto", "light", "dark", "contrast"),
    "text_size": ("normal", "large", "larger"),
    "hand": ("right", "left"),
    "motion": ("auto", "reduced"),
}


@dataclass(frozen=True)
class Appearance:
    """Theme, size of letters, the hand that holds the pen, and whether things may move.

    `text_size` large is 140 %, larger 200 % (WCAG 1.4.4); `motion` auto is as the device says.
    """

    theme: str = "auto"
    text_size: str = "normal"
    hand: str = "right"
    motion: str = "auto"


def appearance_of(person: Any) -> Appearance:
    """Return what a person, or whatever else holds such choices, has chosen."""
    names = Appearance.__dataclass_fields__
    return Appearance(**{name: getattr(person, name) for name in names})


def appearance_in(chosen: dict[str, Any]) -> Appearance:
    """Return what a browser has chosen before sign-in; what is unknown counts for nothing."""
    names = Appearance.__dataclass_fields__
    return Appearance(**{n: chosen[n] for n in names if chosen.get(n) in CHOICES[n]})

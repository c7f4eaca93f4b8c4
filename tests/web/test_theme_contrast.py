"""Text and controls can be read in every theme: WCAG 2.2, 1.4.3 (4.5:1) and 1.4.11 (3:1)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
INKS = ("ink", "ink-2", "house", "gold", "ok", "warn", "late", "info", "idle")
GROUNDS = ("paper", "ground")
ON_SOFT = ("ok", "warn", "late", "info", "idle", "gold", "house")
FILLED = (
    ("house-fill-ink", "house-fill"),
    ("gold-ink", "gold-fill"),
    ("paper", "ink"),
    ("doc-ink", "doc-paper"),
    ("doc-ink", "mark-me"),
    ("doc-ink", "mark-them"),
    ("who-me", "who-me-soft"),
    ("who-them", "who-them-soft"),
    ("who-wait", "who-wait-soft"),
    ("night-ink-2", "night"),
    ("night-gold", "night"),
)
CONTROLS = ("stroke", "focus", "ink-3")


def _values(*sheets: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sheet in sheets:
        text = (CSS / f"{sheet}.css").read_text()
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", text))
    return found


THEMES = {
    "light": _values("tokens"),
    "dark": _values("tokens", "theme-dark"),
    "contrast": _values("tokens", "theme-contrast"),
}


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read(theme: str) -> None:
    values = THEMES[theme]
    needed = 7.0 if theme == "contrast" else 4.5
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    pairs += [(ink, f"{ink}-soft") for ink in ON_SOFT]
    pairs += [("ink", f"{soft}-soft") for soft in ON_SOFT]
    pairs += [("ink-2", f"{soft}-soft") for soft in ON_SOFT]
    weak = {
        f"{a} on {b}": round(_ratio(values[a], values[b]), 2)
        for a, b in pairs
        if _ratio(values[a], values[b]) < needed
    }
    weak |= {
        f"{a} on {b}": round(_ratio(values[a], values[b]), 2)
        for a, b in FILLED
        if _ratio(values[a], values[b]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_controls_can_be_seen(theme: str) -> None:
    values = THEMES[theme]
    weak = {
        f"{edge} on {ground}": round(_ratio(values[edge], values[ground]), 2)
        for edge in CONTROLS
        for ground in GROUNDS
        if _ratio(values[edge], values[ground]) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("sheet", sorted(CSS.rglob("*.css")), ids=lambda path: path.stem)
def test_colours_come_from_the_tokens(sheet: Path) -> None:
    named = sheet.stem.startswith(("tokens", "theme-"))
    assert named or not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", sheet.read_text())

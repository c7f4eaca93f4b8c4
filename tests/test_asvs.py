"""docs/asvs.md leaves out no item of OWASP ASVS 5.0, level 2; each "met" shows by what."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)

# Section → the numbers of its items of level 1 and 2, from the text of the standard (5.0.0).
ITEMS = {
    "2.1": [1, 2, 3],
    "2.2": [1, 2, 3],
    "2.3": [1, 2, 3, 4],
    "2.4": [1],
    "3.2": [1, 2],
    "3.3": [1, 2, 3, 4],
    "3.4": [1, 2, 3, 4, 5, 6],
    "3.5": [1, 2, 3, 4, 5],
    "3.7": [1, 2],
    "4.1": [1, 2, 3],
    "4.2": [1],
    "4.3": [1, 2],
    "4.4": [1, 2, 3, 4],
    "5.1": [1],
    "5.2": [1, 2, 3],
    "5.3": [1, 2],
    "5.4": [1, 2, 3],
    "6.1": [1, 2, 3],
    "6.2": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    "6.3": [1, 2, 3, 4],
    "6.4": [1, 2, 3, 4],
    "6.5": [1, 2, 3, 4, 5],
    "6.6": [1, 2, 3],
    "6.8": [1, 2, 3, 4],
    "7.1": [1, 2, 3],
    "7.2": [1, 2, 3, 4],
    "7.3": [1, 2],
    "7.4": [1, 2, 3, 4, 5],
    "7.5": [1, 2],
    "7.6": [1, 2],
    "8.1": [1, 2],
    "8.2": [1, 2, 3],
    "8.3": [1],
    "8.4": [1],
    "14.1": [1, 2],
    "14.2": [1, 2, 3, 4],
    "14.3": [1, 2, 3],
    "16.1": [1],
    "16.2": [1, 2, 3, 4, 5],
    "16.3": [1, 2, 3, 4],
    "16.4": [1, 2, 3],
    "16.5": [1, 2, 3],
}
# What is not there needs no place to show it.
ABSENT = {"6.2.10", "6.4.2", "3.7.1", "4.1.1", "3.4.2"}


def rows() -> dict[str, tuple[str, str]]:
    found = ROW.findall((ROOT / "docs/asvs.md").read_text())
    assert len(found) == len({row[0] for row in found}), "an item stands there twice"
    return {number: (state, words) for number, _about, state, words in found}


def test_no_item_is_left_out() -> None:
    expected = {f"{section}.{n}" for section, numbers in ITEMS.items() for n in numbers}
    assert len(expected) == 134
    assert set(rows()) == expected


def test_each_state_is_one_of_four_and_met_shows_by_what() -> None:
    for number, (state, words) in rows().items():
        assert state in {"met", "partly", "deviation", "none"}, number
        shows = "](" in words or re.search(r"`(test_\w+|[\w/]+\.\w+|[\w/]+/)`", words)
        assert state != "met" or shows or number in ABSENT, f"{number} says met, and not by what"
        assert len(words) > 5, number

"""Texts of minutes: what can stand in them, how two become one, how they differ."""

import random

import pytest
from pydantic import ValidationError

from meetings.minutes.merging import Clash, LineFate, differences, merge, settled
from meetings.minutes.text import Text, TextLine, TextLineKind, kept, plain, read, typed


def text(*lines: str) -> tuple[TextLine, ...]:
    return typed("\n".join(lines))


def words(lines: object) -> list[object]:
    return [
        plain([part]) if isinstance(part, TextLine) else (plain(part.mine), plain(part.theirs))  # type: ignore[attr-defined]
        for part in lines  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a b c", "a x c", "a b c", "a x c"),
        ("a b", "x b", "a y", "x y"),  # beside each other
        ("a b c", "a c", "a b c d", "a c d"),
        ("a", "a x", "a y", "a y x"),  # both added at the end: theirs first
        ("", "x", "x", "x"),
        ("a b", "x b", "x b", "x b"),
        ("a b c", "a x y c", "z a b c", "z a x y c"),
        ("a", "x a", "y", "x y"),
    ],
)
def test_what_both_changed_stands(base: str, mine: str, theirs: str, merged: str) -> None:
    result = merge(text(*base.split()), text(*mine.split()), text(*theirs.split()))
    assert words(result) == merged.split()
    assert settled(result) is not None


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "clash"),
    [
        ("a b c", "a x c", "a y c", ("x", "y")),
        ("a b c", "a c", "a y c", ("", "y")),
        ("a b c", "x", "a b y c", ("x", "a\nb\ny\nc")),
    ],
)
def test_the_same_lines_changed_otherwise_clash(
    base: str, mine: str, theirs: str, clash: tuple[str, str]
) -> None:
    result = merge(text(*base.split()), text(*mine.split()), text(*theirs.split()))
    assert clash in words(result)
    assert settled(result) is None


def test_no_line_of_anybody_is_lost() -> None:
    """Seeded: whatever both do, each line that one added stands in the result or in a clash."""
    dice = random.Random(7)
    for _ in range(300):
        base = text(*(f"b{i}" for i in range(dice.randrange(7))))
        sides = [_changed(base, name, dice) for name in ("m", "t")]
        result = merge(base, sides[0], sides[1])
        there = {
            plain([line])
            for part in result
            for line in (part.mine + part.theirs if isinstance(part, Clash) else (part,))
        }
        added = {plain([line]) for side in sides for line in side if line not in base}
        assert added <= there
        assert settled(merge(base, sides[0], base)) == sides[0]
        assert settled(merge(base, base, sides[1])) == sides[1]


def _changed(base: tuple[TextLine, ...], name: str, dice: random.Random) -> tuple[TextLine, ...]:
    lines = list(base)
    for turn in range(dice.randrange(4)):
        at = dice.randrange(len(lines) + 1)
        lines[at : at + dice.randrange(3)] = text(f"{name}{turn}")
    return tuple(lines)


def test_nothing_but_lines_and_letters_can_stand_there() -> None:
    for hostile in (
        {"kind": "image", "runs": []},
        {"kind": "paragraph", "runs": [{"text": "x", "href": "javascript:alert(1)"}]},
        {"kind": "paragraph", "runs": [], "attrs": {"onclick": "x"}},
        {"kind": "paragraph", "runs": [{"text": "x" * 10_001}]},
    ):
        with pytest.raises(ValidationError):
            Text.model_validate({"body": [hostile]})
    rows = [{"runs": [{"text": "a\u0000\u2028"}, {"text": "b"}, {"text": "", "bold": True}]}, {}]
    assert kept(read(rows)) == [{"runs": [{"text": "a  b"}]}]


def test_letters_typed_into_a_field_keep_the_looks_of_lines_that_stay() -> None:
    before = read(
        [{"runs": [{"text": "Đậm", "bold": True}]}, {"kind": "bullet", "runs": [{"text": "một"}]}]
    )
    from_word = read([{"runs": [{"text": "- gạch đầu dòng"}]}, {"runs": [{"text": "1. một"}]}])
    assert typed(plain(from_word), from_word) == from_word
    after = typed(plain(before) + "\n2. hai\n\n", before)
    assert after[:2] == before
    assert (after[2].kind, plain([after[2]])) == (TextLineKind.NUMBER, "1. hai")
    fates = [fate for fate, _line in differences(before, after)]
    assert fates == [LineFate.SAME, LineFate.SAME, LineFate.ADDED]

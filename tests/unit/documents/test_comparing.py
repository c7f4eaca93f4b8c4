"""What changed between two texts: every word of both is told, whatever breaks the lines."""

import random

import pytest

from documents.comparing.ask import compare_apart
from documents.comparing.words import Block, compare, one_after_the_other
from ecabinet.core.apart import Limits
from ecabinet.core.errors import Conflict

BEFORE = [
    (
        "Điều 1. Giao Văn phòng Tỉnh ủy chủ trì,\nhoàn thành trước ngày 30/9/2022.\n"
        "Điều 2. Giữ nguyên."
    ),
    "Điều 3. Bãi bỏ quy định cũ.",
]
AFTER = [
    "Điều 1. Giao Văn phòng Tỉnh ủy\nchủ trì, hoàn thành trước ngày 15/10/2022.",
    "Điều 2. Giữ\nnguyên. Điều 4. Quy định mới.",
]


def told(blocks: list[Block], side: str) -> str:
    """All words of one side."""
    return " ".join(run.text for block in blocks for run in getattr(block, side))


def words(pages: list[str]) -> str:
    return " ".join(" ".join(pages).split())


def test_a_changed_date_is_told_by_the_word() -> None:
    blocks = compare(BEFORE, AFTER)
    changed = next(block for block in blocks if block.kind == "changed")
    assert [run.text for run in changed.before if run.sign == "removed"] == ["30/9/2022."]
    assert [run.text for run in changed.after if run.sign == "added"] == ["15/10/2022."]
    assert (changed.page_before, changed.page_after) == (1, 1)


def test_where_lines_break_means_nothing() -> None:
    blocks = compare(["một hai\nba bốn. Năm\n\nsáu"], ["một\nhai ba\n\n\nbốn. Năm sáu"])
    assert {block.kind for block in blocks} <= {"same", "changed"}
    assert all(run.sign == "same" for block in blocks for run in block.before)


def test_pages_that_moved_are_named() -> None:
    moved = compare(["A b c."], ["Mở đầu thêm.", "A b c."])
    assert [(block.kind, block.page_before, block.page_after) for block in moved] == [
        ("added", None, 1),
        ("same", 1, 2),
    ]


@pytest.mark.parametrize(("before", "after"), [([], []), ([""], ["x."]), (["x."], [])])
def test_nothing_is_a_text_too(before: list[str], after: list[str]) -> None:
    blocks = compare(before, after)
    assert told(blocks, "before") == words(before)
    assert told(blocks, "after") == words(after)


@pytest.mark.parametrize("seed", range(40))
def test_every_word_is_told_once_and_the_flow_holds_both(seed: int) -> None:
    chance = random.Random(seed)
    vocabulary = ["đồng", "chí", "giao", "30/9.", "việc;", "a)", "\n2.", "xong.", "–"]

    def text(share: float, base: list[str]) -> list[str]:
        kept = [word if chance.random() < share else chance.choice(vocabulary) for word in base]
        pages, at = [], 0
        while at < len(kept):
            step = chance.randint(1, 30)
            pages.append(chance.choice([" ", "\n"]).join(kept[at : at + step]))
            at += step
        return pages

    base = [chance.choice(vocabulary) for _ in range(chance.randint(0, 120))]
    before, after = text(1, base), text(0.8, base)
    blocks = compare(before, after)
    assert told(blocks, "before") == words(before)
    assert told(blocks, "after") == words(after)
    for block in blocks:
        flow = one_after_the_other(block)
        for side, sign in (("before", "added"), ("after", "removed")):
            kept = " ".join(run.text for run in flow if run.sign != sign)
            assert kept == " ".join(run.text for run in getattr(block, side))


def test_a_child_does_it_and_is_killed_when_late() -> None:
    assert compare_apart(BEFORE, AFTER) == compare(BEFORE, AFTER)
    with pytest.raises(Conflict, match=r"compare\.too_long"):
        compare_apart(BEFORE, AFTER, Limits(seconds=0.001))


def test_three_hundred_pages_fit_into_the_limits() -> None:
    chance = random.Random(1)
    pages = [" ".join(f"chữ{chance.randrange(3000)}" + "." * (n % 12 == 0) for n in range(400))
             for _ in range(300)]  # fmt: skip
    changed = [page.replace("chữ7 ", "chữ8 ") for page in pages]
    blocks = compare_apart(pages, changed)
    assert told(blocks, "after") == words(changed)

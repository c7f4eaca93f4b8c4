"""What a column of a tracking sheet can mean, and how to guess it from its heading. Pure."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from ecabinet.core.text import fold


class Field(StrEnum):
    """What a column says of a task, or of the directive behind it."""

    CONTENT = "content"
    LEAD = "lead"
    COORDINATING = "coordinating"
    SUPERVISOR = "supervisor"
    DUE = "due"
    ISSUED = "issued"
    SYMBOL = "symbol"
    DATED = "dated"
    ABSTRACT = "abstract"
    WORK = "field"
    PRIORITY = "priority"
    STATUS = "status"
    PERCENT = "percent"
    DONE = "done"
    RESULT = "result"
    NOTE = "note"


OF_DIRECTIVE = (Field.SYMBOL, Field.DATED, Field.ABSTRACT)
"""What a merged cell usually holds, for several tasks of one directive."""

# Folded headings as offices write them, the exact ones first; longer ones win over shorter.
NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.CONTENT: (
        "noi dung nhiem vu", "nhiem vu", "noi dung cong viec", "ten nhiem vu", "noi dung giao",
        "nhiem vu duoc giao", "noi dung chi dao", "cong viec", "noi dung", "task",
    ),
    Field.LEAD: (
        "don vi chu tri", "co quan chu tri", "co quan, don vi chu tri", "chu tri",
        "don vi thuc hien", "co quan thuc hien", "don vi duoc giao", "don vi", "lead unit",
    ),
    Field.COORDINATING: (
        "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop", "phoi hop",
        "coordinating units",
    ),
    Field.SUPERVISOR: (
        "lanh dao theo doi", "lanh dao chi dao", "lanh dao theo doi/chi dao", "lanh dao phu trach",
        "dong chi chi dao", "nguoi chi dao", "lanh dao", "supervising leader",
    ),
    Field.DUE: (
        "thoi han", "thoi han hoan thanh", "han hoan thanh", "han xu ly", "han thuc hien",
        "thoi gian hoan thanh", "ngay het han", "han", "due date",
    ),
    Field.ISSUED: ("ngay giao", "ngay giao nhiem vu", "thoi gian giao", "issued on"),
    Field.SYMBOL: (
        "so, ky hieu van ban", "so ky hieu van ban", "so, ky hieu", "so ky hieu", "so hieu van ban",
        "so van ban", "van ban chi dao", "van ban giao", "ky hieu", "can cu", "van ban",
        "document number",
    ),
    Field.DATED: (
        "ngay ban hanh", "ngay, thang ban hanh", "ngay van ban", "ngay thang van ban",
        "ngay, thang van ban", "ngay ky", "document date",
    ),
    Field.ABSTRACT: (
        "trich yeu", "trich yeu noi dung", "trich yeu van ban", "ten van ban", "abstract",
    ),
    Field.WORK: ("linh vuc", "field"),
    Field.PRIORITY: ("muc do uu tien", "muc do", "do khan", "uu tien", "priority"),
    Field.STATUS: ("tinh trang", "trang thai", "tinh hinh thuc hien", "tinh hinh", "status"),
    Field.PERCENT: (
        "tien do", "tien do (%)", "tien do thuc hien", "ty le hoan thanh", "ti le hoan thanh",
        "% hoan thanh", "progress",
    ),
    Field.DONE: ("ngay hoan thanh", "ngay xong", "thoi gian hoan thanh thuc te", "done on"),
    Field.RESULT: ("ket qua", "ket qua thuc hien", "san pham", "result"),
    Field.NOTE: ("ghi chu", "note", "notes"),
}  # fmt: skip
HEADING_LINES = 30
"""How far down a heading is looked for."""


def plain(heading: str) -> str:
    """Return a heading as it is compared: no case, diacritics, stars, line breaks."""
    return " ".join(re.sub(r"[*:.]", " ", fold(heading)).split())


def guess(headings: Sequence[str], before: Mapping[str, str] | None = None) -> dict[Field, int]:
    """Return which column is which; each field and each column once.

    `before`: field → heading, as the person decided the last time; it goes before any guess.
    """
    found: dict[Field, int] = {}
    words = [plain(heading) for heading in headings]
    for name, heading in (before or {}).items():
        if name in list(Field) and heading in words:
            _take(found, Field(name), words.index(heading))
    weighed = sorted(
        ((_weight(word, field), field, at) for at, word in enumerate(words) for field in Field),
        key=lambda one: -one[0],
    )
    for weight, field, at in weighed:
        if weight and heading_is_free(before, words[at]):
            _take(found, field, at)
    return found


def heading_is_free(before: Mapping[str, str] | None, word: str) -> bool:
    """Whether the person has never said what such a column is."""
    return before is None or word not in before.values()


def _take(found: dict[Field, int], field: Field, at: int) -> None:
    if field not in found and at not in found.values():
        found[field] = at


def _weight(word: str, field: Field) -> int:
    """How well a heading fits: as a whole, as the beginning of one, or somewhere in it."""
    best = 0
    for place, name in enumerate(NAMES[field]):
        if word == name:
            return 1000 - place
        if re.match(rf"{re.escape(name)}\b", word):
            best = max(best, 500 + len(name))
        elif len(name) > 6 and re.search(rf"\b{re.escape(name)}\b", word):
            best = max(best, 100 + len(name))
    return best


def heading_line(lines: Sequence[tuple[int, list[str]]]) -> int:
    """Return the number of the line that most looks like a heading; the first one if none does."""
    best, where = 0, lines[0][0]
    for number, cells in lines[:HEADING_LINES]:
        fits = len(guess([cell if len(cell) <= 60 else "" for cell in cells]))
        if fits > best:
            best, where = fits, number
    return where

"""A paper leaving with its marks: annotations, the flat copy, the summary of comments.

python -m benchmarks.exports [--pages 300] [--marks 2000] [--repeats 3]

In turns: *bare* is pypdf alone, in this process, adding as many annotations of the same sorts,
without appearances, layers and dates. Ours runs in a child, starting it included.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Rectangle, Text
from pypdf.generic import ArrayObject, FloatObject

from benchmarks.places import circumstances
from documents.cache import Cache
from documents.marks import Author, Kind, Mark
from documents.pdf.annotate import write_annotations
from documents.pdf.flatten import flatten
from documents.summaries.making import made, told
from documents.summaries.shapes import Comment, Heads, Said, Summary
from tests.samples import plain_pdf

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
WORDS = "Đề nghị làm rõ nguồn kinh phí và đơn vị chủ trì"
KINDS: tuple[Kind, ...] = ("note", "highlight", "rectangle")
AUTHOR = Author(id=UUID(int=1), name="Nguyễn Thị Ánh Nguyệt")


def marks(count: int, pages: int) -> list[Mark]:
    """Return notes, highlights and rectangles in turn, spread over the pages."""
    shapes: dict[str, dict[str, Any]] = {
        "note": {"point": (400, 300)},
        "highlight": {"quads": [(72, 110, 300, 124)], "quote": "Đồng chí"},
        "rectangle": {"box": (72, 200, 300, 260), "width": 2},
    }
    return [
        Mark(
            id=uuid4(), version_id=UUID(int=2), layer="meeting", kind=KINDS[n % 3],
            page=n % pages + 1, text=WORDS, author=AUTHOR, created_at=NOW, modified_at=NOW,
            revision=1, **shapes[KINDS[n % 3]],
        )
        for n in range(count)
    ]  # fmt: skip


def bare(source: Path, target: Path, given: list[Mark]) -> None:
    """Add the same with the library alone."""
    writer = PdfWriter(clone_from=PdfReader(source))
    for mark in given:
        writer.add_annotation(mark.page - 1, _bare(mark))
    writer.write(target)


def _bare(mark: Mark) -> Any:
    if mark.kind == "note":
        return Text(rect=(400, 500, 420, 520), text=mark.text)
    if mark.kind == "rectangle":
        return Rectangle(rect=(72, 580, 300, 640))
    corners = (72, 730, 300, 730, 72, 716, 300, 716)
    points = ArrayObject([FloatObject(value) for value in corners])
    return Highlight(rect=(72, 716, 300, 730), quad_points=points)


def summary(count: int) -> str:
    """Return as many comments, each with a reply, as the child is given them."""
    heads = Heads(page="Trang", author="Người viết", at="Lúc", layer="Lớp", kind="Loại",
                  quote="Đoạn", text="Ý kiến", replies="Trả lời", state="Tình trạng")  # fmt: skip
    reply = Said(author=AUTHOR.name, at=NOW, text="Đã sửa ở mục 3", settles="Đã xong")
    rows = tuple(
        Comment(page=n + 1, layer="Phiên họp", kind="Tô sáng", author=AUTHOR.name, at=NOW,
                quote="hoàn thành trước ngày 30/9", text=WORDS, replies=(reply,), state="Đã xong")
        for n in range(count)
    )  # fmt: skip
    return told(Summary(title="Tổng hợp ý kiến", paper="Tờ trình", facts=(), made=NOW,
                        heads=heads, comments=rows))  # fmt: skip


def main() -> None:
    """Measure in turns and print the table."""
    asked = argparse.ArgumentParser()
    for name, usual in (("pages", 300), ("marks", 2000), ("repeats", 3)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    options = asked.parse_args()
    took: dict[str, list[float]] = defaultdict(list)
    ended: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.repeats):
            place = Path(folder) / str(turn)
            place.mkdir()
            for name, work in _works(place, options.pages, options.marks).items():
                began = time.perf_counter()
                try:
                    work()
                except TimeoutError:  # The product's own limit: on a busy machine it may come.
                    ended.add(name)
                took[name].append(time.perf_counter() - began)
    print(circumstances())
    print(f"{options.pages} pages, {options.marks} marks\n\n| what | s | of bare |\n|---|---|---|")
    for name, seconds in took.items():
        limit = " (ended at its limit)" if name in ended else ""
        ratio = median(seconds) / median(took["bare"])
        print(f"| {name}{limit} | {median(seconds):.2f} | {ratio:.2f} |")


def _works(place: Path, pages: int, count: int) -> dict[str, Callable[[], object]]:
    source, marked, cache = place / "a.pdf", place / "marked.pdf", Cache(place / "cache")
    source.write_bytes(plain_pdf(pages))
    given = marks(count, pages)
    wires, said = [mark.wire() for mark in given], summary(count)
    return {
        "bare": lambda: bare(source, place / "bare.pdf", given),
        "annotations": lambda: write_annotations(source, marked, wires),
        "flat copy of it": lambda: flatten(marked, place / "flat.pdf"),
        "summary, PDF": lambda: made(cache, said, "pdf"),
        "summary, XLSX": lambda: made(cache, said, "xlsx"),
    }


if __name__ == "__main__":
    main()

"""Stamping every page of a copy with its reader's name.

python -m benchmarks.stamps [--pages 300] [--repeats 3]

In turns: *bare* is pypdf alone, in this process, merging one page with the same words into every
page. Ours draws them once and runs in a child, starting it included.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pypdf import PdfReader, PdfWriter

from benchmarks.places import circumstances
from documents.pdf.inside.wording import worded_page
from documents.pdf.stamp import stamp
from tests.samples import plain_pdf

WORDS = "Nguyễn Thị Ngọc Quỳnh · Văn phòng Tỉnh ủy Vĩnh Phúc · 14:05 28/11/2026"


def bare(source: Path, target: Path) -> None:
    """Do the same with the library alone."""
    words, writer = worded_page(WORDS, 595, 842), PdfWriter(clone_from=PdfReader(source))
    for page in writer.pages:
        page.merge_page(words)
    with target.open("wb") as file:
        writer.write(file)


def main() -> None:
    """Measure in turns and print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--repeats", type=int, default=3)
    options = asked.parse_args()
    took: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        source.write_bytes(plain_pdf(options.pages, lines=30))
        works: dict[str, Callable[[], object]] = {
            "bare": lambda: bare(source, target),
            "ours": lambda: stamp(source, target, WORDS),
        }
        for _ in range(options.repeats):
            for name, work in works.items():
                began = time.perf_counter()
                work()
                took[name].append(time.perf_counter() - began)
                sizes[name] = target.stat().st_size
        before = source.stat().st_size
    print(circumstances())
    print(f"{options.pages} pages, {before / 1e6:.2f} MB\n")
    print("| what | ms a page | of bare | MB |\n|---|---|---|---|")
    for name, seconds in took.items():
        ratio = median(seconds) / median(took["bare"])
        page = median(seconds) / options.pages * 1000
        print(f"| {name} | {page:.2f} | {ratio:.2f} | {sizes[name] / 1e6:.2f} |")


if __name__ == "__main__":
    main()

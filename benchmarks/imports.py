"""Annotations that a PDF brings along become marks.

python -m benchmarks.imports [--pages 100] [--marks 500] [--repeats 3]

In turns: *bare* is pypdf alone, in this process, reading subtype, place, words, author and date of
each annotation and writing the file without them. *Taken* is our child, its start included;
*stored* is the worker's whole step: taken, checked as what a tablet sends, written to a database
on disk.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from pypdf import PdfReader, PdfWriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.exports import marks
from benchmarks.places import DISK, circumstances
from documents.models import Annotation, Paper, PaperVersion
from documents.pdf.annotate import write_annotations
from documents.pdf.take import take_annotations
from documents.taking import without_marks
from ecabinet import database
from ecabinet.accounts.models import Person
from ecabinet.core.clock import utc_now
from ecabinet.core.db import open_engine
from ecabinet.core.storage import LocalBlobs
from ecabinet.core.store import Store
from tests.samples import plain_pdf

A4 = (595.28, 841.89)
KEYS = ("/Subtype", "/Rect", "/QuadPoints", "/InkList", "/Contents", "/T", "/M", "/C", "/CA")


def bare(source: Path, target: Path) -> int:
    """Do the same with the library alone; return how many annotations there were."""
    reader = PdfReader(source)
    found = [
        [each.get_object().get(key) for key in KEYS]
        for page in reader.pages
        for each in page.get("/Annots", ())
    ]
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        page.pop("/Annots", None)
    writer.write(target)
    return len(found)


def received(store: Store) -> PaperVersion:
    """Return a version that is being looked into, its marks wanted on the meeting layer."""
    now = utc_now()
    with Session(store.engine, expire_on_commit=False) as session:
        person = Person(username=uuid4().hex, name="Nguyễn Thị Ánh Nguyệt", sort_key="nguyet")
        paper = Paper(container_kind="x", container_id=uuid4(), title="Báo cáo", symbol=None,
                      position=1, latest_number=1, shown_number=1, created_at=now)  # fmt: skip
        session.add_all([person, paper])
        session.flush()
        version = PaperVersion(
            paper_id=paper.id, number=1, state="received", blob="0" * 64, size=1,
            filename="a.pdf", media_type="application/pdf", uploaded_at=now,
            uploaded_by=person.id, marks_onto="meeting",
        )  # fmt: skip
        session.add(version)
        session.commit()
        return version


def stored(store: Store, source: Path, target: Path, pages: int) -> int:
    """Do the worker's step; return how many marks are stored."""
    version = received(store)
    without_marks(store, version, source, target, [A4] * pages)
    return _count(store, version.id)


def _count(store: Store, version_id: UUID) -> int:
    with store.reading() as session:
        of_it = select(func.count()).where(Annotation.version_id == version_id)
        return session.scalar(of_it) or 0


def main() -> None:
    """Measure in turns and print the table."""
    asked = argparse.ArgumentParser()
    for name, usual in (("pages", 100), ("marks", 500), ("repeats", 3)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    options = asked.parse_args()
    took: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=DISK) as name:
        folder = Path(name)
        plain, source, target = (folder / f"{part}.pdf" for part in ("plain", "marked", "bare"))
        plain.write_bytes(plain_pdf(options.pages))
        wires: list[dict[str, Any]] = [m.wire() for m in marks(options.marks, options.pages)]
        write_annotations(plain, source, wires)
        engine = open_engine(f"sqlite:///{folder / 'db'}")
        database.upgrade(str(engine.url))
        store = Store(engine, LocalBlobs(folder / "blobs"))
        works: dict[str, Callable[[], int]] = {
            "bare": lambda: bare(source, target),
            "taken": lambda: len(take_annotations(source, target)),
            "stored": lambda: stored(store, source, target, options.pages),
        }
        for _ in range(options.repeats):
            for each, work in works.items():
                began = time.perf_counter()
                count = work()
                took[each].append(time.perf_counter() - began)
                if count != options.marks:
                    raise RuntimeError(f"{each}: {count} of {options.marks} marks")
    print(circumstances())
    print(f"{options.pages} pages, {options.marks} marks\n\n| what | s | of bare |\n|---|---|---|")
    for each, seconds in took.items():
        print(f"| {each} | {median(seconds):.2f} | {median(seconds) / median(took['bare']):.2f} |")


if __name__ == "__main__":
    main()

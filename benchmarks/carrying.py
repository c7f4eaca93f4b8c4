"""Marks carried over to a newer version: 2,000 on 300 pages, half of the pages moved or changed.

python -m benchmarks.carrying [--pages 300] [--marks 2000]

The worker's own job over a database on disk: reading both files, judging, writing in transactions.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.places import DISK, circumstances
from documents.carrier import carry_version
from documents.carrying.fates import Drawing, Sheets, judge
from documents.carrying.words import Text
from documents.models import Annotation, CarriedMark, Paper, PaperVersion
from documents.pdf.words import words_of_pages
from ecabinet import database
from ecabinet.accounts.models import Person
from ecabinet.core.clock import utc_now
from ecabinet.core.storage import LocalBlobs
from ecabinet.core.store import Store
from tests.samples import worded_pdf

SAID = (
    "tỉnh ủy ban chỉ đạo thực hiện nghị quyết kế hoạch giải ngân đầu tư công hoàn thành trước "
    "tháng chín báo cáo thường trực đôn đốc thu hồi tạm ứng quá hạn hồ sơ khu công nghiệp"
)
WORDS = SAID.split()
A4 = [595.28, 841.89]


def texts(pages: int) -> list[list[str]]:
    """Return pages of 35 lines of 12 words, the same each time."""
    chosen = random.Random(8)
    return [[" ".join(chosen.choices(WORDS, k=12)) for _ in range(35)] for _ in range(pages)]


def revised(old: list[list[str]]) -> list[list[str]]:
    """Return a page in front; of each four pages one loses a line, one has words changed."""
    new = [["Trang bìa của bản mới"]]
    for number, lines in enumerate(old):
        cut = lines[1:] if number % 4 == 1 else lines
        new.append([line.replace("công", "phát triển") for line in cut] if number % 4 == 2 else cut)
    return new


def drawings(count: int, pages: int) -> list[Drawing]:
    """Return highlights, notes and ink in turn, spread over the pages."""
    made = []
    for n in range(count):
        foot = 80.0 + 20 * (n % 35)
        shape: dict[str, Any] = [
            {"quads": [[72.0, foot - 11, 320.0, foot + 3]], "quote": ""},
            {"point": [320.0, foot]},
            {"strokes": [[[100.0 + i, foot + i % 7] for i in range(60)]], "width": 2.0},
        ][n % 3]
        made.append(Drawing(("highlight", "note", "ink")[n % 3], n % pages + 1, shape))
    return made


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--marks", type=int, default=2000)
    options = asked.parse_args()
    old = texts(options.pages)
    files = worded_pdf(*old), worded_pdf(*revised(old))
    given = drawings(options.marks, options.pages)
    print(circumstances())
    with tempfile.TemporaryDirectory(dir=DISK) as folder:
        _parts(Path(folder), files, given)
        _job(Path(folder), files, given)


def _parts(folder: Path, files: tuple[bytes, bytes], given: list[Drawing]) -> None:
    sheets = []
    for name, content in zip(("old", "new"), files, strict=True):
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        began = time.perf_counter()
        pages = words_of_pages(path)
        took = time.perf_counter() - began
        count = sum(map(len, pages))
        print(f"words of the {name} file: {took:.2f} s for {len(pages)} pages, {count} words")
        sheets.append(Sheets(Text(pages), [A4] * len(pages)))
    began = time.perf_counter()
    fates = Counter(judge(mark, *sheets).fate.value for mark in given)
    print(f"judging: {time.perf_counter() - began:.2f} s for {len(given)} marks, {dict(fates)}")


def _job(folder: Path, files: tuple[bytes, bytes], given: list[Drawing]) -> None:
    blobs, engine = LocalBlobs(folder / "blobs"), database.open_engine(f"sqlite:///{folder / 'db'}")
    database.upgrade(str(engine.url))
    store = Store(engine, blobs)
    newer = _written(store, [blobs.put(BytesIO(content)) for content in files], given)
    longest, execute = [0.0], store.execute

    def timed(*args: Any, **rest: Any) -> Any:
        began = time.perf_counter()
        result = execute(*args, **rest)
        longest.append(time.perf_counter() - began)
        return result

    store.execute = timed  # type: ignore[method-assign]
    began = time.perf_counter()
    carry_version(store, newer)
    took = time.perf_counter() - began
    with store.reading() as session:
        rows = len(session.scalars(select(CarriedMark.id)).all())
    print(f"the whole job: {took:.2f} s, {rows} carried")
    print(f"{len(longest) - 1} transactions, the longest {max(longest) * 1000:.0f} ms")


def _written(store: Store, stored: list[Any], given: list[Drawing]) -> str:
    now = utc_now()
    with Session(store.engine) as session:
        person = Person(username="a", name="Nguyễn Thị Ánh Nguyệt", sort_key="nguyet")
        paper = Paper(container_kind="x", container_id=uuid4(), title="Báo cáo", symbol=None,
                      position=1, latest_number=2, shown_number=2, created_at=now)  # fmt: skip
        session.add_all([person, paper])
        session.flush()
        versions = [
            PaperVersion(
                paper_id=paper.id, number=number, state="ready", blob=kept.sha256, size=kept.size,
                filename="a.pdf", media_type="application/pdf", served_blob=kept.sha256,
                page_count=number + 299, pages=[A4] * 400, uploaded_at=now,
                carry_state="wanted" if number == 2 else None,
            )
            for number, kept in enumerate(stored, start=1)
        ]  # fmt: skip
        session.add_all(versions)
        session.flush()
        session.add_all(
            Annotation(
                id=uuid4(), version_id=versions[0].id, layer="meeting", author_id=person.id,
                kind=mark.kind, page=mark.page, body=dict(mark.body) | {"color": "#ffd54f"},
                text="", fingerprint="", created_at=now, changed_at=now,
            )
            for mark in given
        )  # fmt: skip
        session.commit()
        return str(versions[1].id)


if __name__ == "__main__":
    main()

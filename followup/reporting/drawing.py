"""The files of a frozen report, row by row: paper, workbook, a long list as an appendix."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID

from documents.official.apart import set_apart, set_list_apart
from ecabinet.core.clock import office_day
from ecabinet.core.sheets_stream import workbook_file
from ecabinet.core.store import Store
from followup.reporting.keeping import rows_kept
from followup.reporting.paper import in_paper, lines_of, list_paper_of, paper_of, sheets_of
from followup.reporting.shapes import ReportData, ReportRow


@dataclass(frozen=True)
class Drawn:
    """The addresses of the files; without `list_blob` the list stands in the paper itself."""

    pdf_blob: str
    list_blob: str | None
    xlsx_blob: str


def draw(store: Store, run_id: UUID, data: ReportData, digest: str) -> Drawn:
    """Draw the files; the same data give the same papers."""
    day = office_day(store.clock())

    @contextmanager
    def rows() -> Iterator[Iterator[ReportRow]]:
        with store.reading() as session:
            yield rows_kept(session, run_id, data)

    with tempfile.TemporaryDirectory(prefix="ecabinet-report-") as folder:
        short = in_paper(data)
        with rows() as found:
            paper = paper_of(data, found if short else (), digest, day)
        pdf = _kept(store, set_apart(paper, "pdf"))
        listed = None
        if data.spec.detailed and not short:
            path = Path(folder) / "list.jsonl"
            with rows() as found, path.open("w", encoding="utf-8") as out:
                out.writelines(json.dumps(line) + "\n" for line in lines_of(data, found))
            listed = _kept(store, set_list_apart(list_paper_of(data, digest, day), path))
        path = Path(folder) / "report.xlsx"
        with rows() as found:
            workbook_file(path, sheets_of(data, found))
        with path.open("rb") as book:
            return Drawn(pdf, listed, store.blobs.put(book).sha256)


def _kept(store: Store, content: bytes) -> str:
    return store.blobs.put(BytesIO(content)).sha256

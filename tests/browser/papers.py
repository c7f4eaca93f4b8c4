"""The papers of the walk: letters in official layout, as an office would bring them."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from documents.official.letter import build_letter
from ecabinet.demo import papers


@dataclass(frozen=True)
class File:
    """A PDF on disk and how many pages it has."""

    path: Path
    pages: int


def official_papers(folder: Path, day: date) -> list[File]:
    """A plan, a proposal and a report, with as many pages as such papers have."""
    letters = {
        "01 Kế hoạch triển khai": papers.plan(day, "97-KH/VPTU"),
        "02 Tờ trình mở rộng": papers.proposal(day, "96-TTr/VPTU"),
        "03 Báo cáo sơ kết": papers.report(day, "98-BC/VPTU"),
    }
    files = [_written(folder / f"{name}.pdf", build_letter(x)) for name, x in letters.items()]
    assert files[1].pages >= 6
    return files


def evidence(folder: Path, day: date) -> File:
    """What the official proves the result with."""
    letter = papers.evidence(day, "45-BC/VPTU", "Văn phòng Tỉnh ủy", 100)
    return _written(folder / "Báo cáo kết quả.pdf", build_letter(letter))


def _written(path: Path, content: bytes) -> File:
    path.write_bytes(content)
    return File(path, len(PdfReader(BytesIO(content)).pages))

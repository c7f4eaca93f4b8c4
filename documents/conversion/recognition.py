"""Words of scans by ocrmypdf and tesseract with Vietnamese, where they are installed. Never needed.

As with LibreOffice: one after the other, a folder of its own, no network, killed when too long.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.conversion.errors import ConversionFailed
from documents.conversion.office import Limits, run_alone, turn

LIMITS = Limits(seconds=900, memory_mb=4096)
LANGUAGES = "vie+eng"
PAGE_END = "\f"


def recogniser() -> str | None:
    """Return the path of ocrmypdf on this machine, None when it is not installed."""
    return shutil.which("ocrmypdf")


def recognise(pdf: Path, pages: int, limits: Limits = LIMITS) -> list[str]:
    """Return the words of each page of a scan, in order; "" for a page without any.

    Raises:
        ConversionFailed: it is missing, takes too long, or cannot read the file.
    """
    program = recogniser()
    if program is None:
        raise ConversionFailed("no_converter")
    with turn, TemporaryDirectory(prefix="ecabinet-words-") as folder:
        place = Path(folder)
        shutil.copyfile(pdf, place / "paper.pdf")
        command = [
            program, "--quiet", "--jobs", "1", "--language", LANGUAGES, "--force-ocr",
            "--output-type", "pdf", "--optimize", "0", "--sidecar", str(place / "words.txt"),
            str(place / "paper.pdf"), str(place / "made.pdf"),
        ]  # fmt: skip
        if not run_alone(command, place, "paper.pdf", limits):
            raise ConversionFailed("timeout")
        if not (place / "words.txt").is_file():
            raise ConversionFailed("failed")
        found = (place / "words.txt").read_text(errors="replace").split(PAGE_END)
    return [text.strip() for text in (found + [""] * pages)[:pages]]

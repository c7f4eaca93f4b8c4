"""The lighter copy of a heavy scan: smaller pictures, everything else the same."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops

from benchmarks.scans import scanned_page, write_scan
from documents.pdf.errors import PdfRejected
from documents.pdf.lighten import lighten
from documents.pdf.render import render_page
from documents.pdf.runner import Limits
from tests import samples


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    write_scan(path, 4)
    return path


def test_a_scan_becomes_lighter_and_looks_the_same(scan: Path, tmp_path: Path) -> None:
    light = tmp_path / "light.pdf"
    changed, size = lighten(scan, light)
    before, after = pypdf.PdfReader(scan), pypdf.PdfReader(light)
    assert changed == len(before.pages) == len(after.pages)
    assert size == light.stat().st_size < 0.3 * scan.stat().st_size
    assert [page.mediabox for page in before.pages] == [page.mediabox for page in after.pages]
    looks = [Image.open(BytesIO(render_page(path, 1, 320))).convert("L") for path in (scan, light)]
    assert max(ImageChops.difference(*looks).resize((40, 40)).get_flattened_data()) < 16


def test_a_paper_of_text_has_nothing_to_gain(tmp_path: Path) -> None:
    source = samples.saved(tmp_path, samples.plain_pdf(3))
    assert lighten(source, tmp_path / "light.pdf")[0] == 0


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "1"])
def test_only_plain_colours_are_touched(tmp_path: Path, mode: str) -> None:
    picture = Image.open(BytesIO(scanned_page(1))).convert(mode)
    source, light = tmp_path / "source.pdf", tmp_path / "light.pdf"
    picture.save(source, "PDF", resolution=200)
    changed, _size = lighten(source, light)
    assert changed == (1 if mode in ("RGB", "L") else 0)
    assert render_page(light, 1, 160).startswith(b"\x89PNG")


def test_too_long_is_refused(scan: Path, tmp_path: Path) -> None:
    with pytest.raises(PdfRejected) as late:
        lighten(scan, tmp_path / "light.pdf", limits=Limits(seconds=0.001, memory_mb=2048))
    assert late.value.reason == "timeout"

"""Damaged files: every one ends in an answer or a refusal, never in a hang or a crash."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect
from documents.pdf.render import render_page
from documents.pdf.sanitise import sanitise
from documents.pdf.text import text_of_pages
from tests import samples

MUTATIONS = 200
ENDS = {"done", "broken", "truncated", "encrypted", "too_large"}


def test_mutations_end_by_themselves(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.mutations", str(tmp_path), "0", str(MUTATIONS)]
    subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
    outcomes = json.loads((tmp_path / "outcomes.json").read_text())
    assert len(outcomes) == MUTATIONS
    assert set(outcomes.values()) <= ENDS
    assert {"done", "truncated"} <= set(outcomes.values())


def _reason(work: Callable[[], object]) -> str:
    try:
        work()
    except PdfRejected as refusal:
        return refusal.reason
    return "done"


@pytest.mark.parametrize("seed", range(0, MUTATIONS, 33))
def test_every_work_survives_mutations(tmp_path: Path, seed: int) -> None:
    path = samples.saved(tmp_path, samples.mutated(samples.plain_pdf(2), seed))
    works: list[Callable[[], object]] = [
        lambda: inspect(path),
        lambda: sanitise(path, tmp_path / "sach.pdf"),
        lambda: text_of_pages(path),
        lambda: render_page(path, 1, 300),
    ]
    for work in works:
        started = time.monotonic()
        assert _reason(work) in ENDS
        assert time.monotonic() - started < 6

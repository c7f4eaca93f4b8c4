"""Damaged files: every one ends in an answer or a refusal, never in a hang or a crash."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from benchmarks.active_content import active_in
from benchmarks.hostile import ROOT, corpus
from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect
from documents.pdf.render import render_page
from documents.pdf.sanitise import sanitise
from documents.pdf.text import text_of_pages
from tests import samples
from tests.mutations import rearranged
from tests.samples import ACTIVE_KINDS

MUTATIONS = 200
ENDS = {"done", "broken", "truncated", "encrypted", "too_large"}


def test_mutations_end_by_themselves() -> None:
    """A bounded sample; `python -m benchmarks.hostile` tries more, of strangers too."""
    ends = _bench("100", ROOT / "docs")
    assert sum(ends.values()) >= 100
    assert {"served", "inspect: truncated"} <= set(ends)


def _bench(mutations: str, folder: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "benchmarks.hostile", "--mutations", mutations, str(folder)]
    done = subprocess.run(command, check=False, timeout=500, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = re.findall(r"^ *(\d+)  (.+)$", done.stdout, re.MULTILINE)
    return {end: int(count) for count, end in lines}


def test_files_that_nobody_here_wrote_are_looked_into_whole() -> None:
    # In a process of its own: the limit of memory counts what a fork inherits from its parent,
    # and the process of a long test run holds more than a PDF may take.
    ends = _bench("0", ROOT / "static/node_modules/@embedpdf")
    wrong = "crashes, or something active served"
    assert set(ends) == {"served", wrong, "are read, and cannot be stamped"}
    assert ends["served"] > len(ACTIVE_KINDS)


def test_one_that_would_never_end_is_killed(tmp_path: Path) -> None:
    files = corpus([ROOT / "static/node_modules/@embedpdf"])
    (content,) = (files[name] for name in files if name.endswith("/demo.pdf"))
    # Found by the bench: looking into this one takes longer than anybody waits.
    path = samples.saved(tmp_path, samples.mutated(content, 15))
    started = time.monotonic()
    assert _reason(lambda: inspect(path)) in {"timeout", *ENDS}
    assert time.monotonic() - started < 8


def test_the_check_of_what_is_served_sees_what_acts(tmp_path: Path) -> None:
    for kind in ("JavaScript", "OpenAction", "Launch", "SubmitForm", "EmbeddedFiles", "XFA"):
        assert active_in(samples.saved(tmp_path, samples.active_pdf(kind))), kind
    assert not active_in(samples.saved(tmp_path, samples.linked_pdf()))


@pytest.mark.parametrize(
    ("kind", "seed"), [("Launch", 574), ("EmbeddedFiles", 841), ("EmbeddedFiles", 5281)]
)
def test_what_acts_does_not_hide_under_a_damaged_key(tmp_path: Path, kind: str, seed: int) -> None:
    # Found by the bench: /S became /SS, /Names a key without a name; a file hung on /Info.
    path = samples.saved(tmp_path, samples.mutated(samples.active_pdf(kind), seed))
    served = tmp_path / "served.pdf"
    sanitise(path, served)
    assert not active_in(served)


def test_no_name_of_what_acts_is_kept_where_no_reader_looks(tmp_path: Path) -> None:
    # Found by the bench: an entry of /Info had become /Launch, one of a page /OpenAction.
    page = PdfWriter(clone_from=PdfReader(BytesIO(samples.plain_pdf(1))))
    page.pages[0][NameObject("/OpenAction")] = ArrayObject([NameObject("/Fit")])
    opening = BytesIO()
    page.write(opening)
    for content in (rearranged(samples.active_pdf("Launch"), 3), opening.getvalue()):
        path, served = samples.saved(tmp_path, content), tmp_path / "served.pdf"
        assert active_in(path)
        sanitise(path, served)
        assert not active_in(served)


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

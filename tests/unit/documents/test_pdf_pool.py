"""The standing child: it stays, keeps files open, is killed when late, and nothing lasts."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.finding import words_pattern
from documents.pdf import pool
from documents.pdf.errors import PdfRejected
from documents.pdf.pool import Child, Pool
from documents.pdf.questions import outline_of, pictures_on, places_of
from documents.pdf.runner import Limits
from ecabinet.core import apart
from tests import samples

LIMITS = Limits(seconds=10, memory_mb=1024)


@pytest.fixture
def children() -> Iterator[Pool]:
    made = Pool(size=2)
    yield made
    made.close()


def outline_request(path: Path) -> dict[str, object]:
    return {"path": str(path)}


def pid_of(made: Pool) -> int:
    (child,) = made._idle
    return child._process.pid


def test_one_child_answers_again_and_again(children: Pool, tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    assert children.ask("outline", outline_request(path), LIMITS) == []
    first = pid_of(children)
    for _ in range(3):
        children.ask("outline", outline_request(path), LIMITS)
    assert pid_of(children) == first


def test_a_child_does_not_take_the_memory_of_its_parent_for_its_own(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(1))
    program = (
        "held = bytearray(b'x') * (400 << 20);"
        "from pathlib import Path; from documents.pdf.pool import POOL;"
        "from documents.pdf.questions import outline_of;"
        f"ask = lambda: (outline_of(Path({str(path)!r})), POOL._idle[0]._process.pid)[1];"
        "print(ask() == ask())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=apart.ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ran.stdout.strip(), ran.stderr) == ("True", "")


def test_a_child_that_died_is_replaced_without_anybody_noticing(
    children: Pool, tmp_path: Path
) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    children.ask("outline", outline_request(path), LIMITS)
    first = pid_of(children)
    os.kill(first, signal.SIGKILL)
    assert children.ask("outline", outline_request(path), LIMITS) == []
    assert pid_of(children) != first


def test_a_late_child_is_killed(children: Pool, tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    children.ask("outline", outline_request(path), LIMITS)
    stopped = pid_of(children)
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(PdfRejected) as late:
        children.ask("outline", outline_request(path), Limits(seconds=0.3, memory_mb=1024))
    assert late.value.reason == "timeout"
    assert not Path(f"/proc/{stopped}").exists()
    assert children.ask("outline", outline_request(path), LIMITS) == []


def test_a_broken_file_is_refused_and_the_child_goes_on(children: Pool, tmp_path: Path) -> None:
    good, bad = samples.saved(tmp_path, samples.plain_pdf(2)), tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\n" + bytes(200))
    children.ask("outline", outline_request(good), LIMITS)
    first = pid_of(children)
    with pytest.raises(PdfRejected):
        children.ask("outline", outline_request(bad), LIMITS)
    assert pid_of(children) == first


def test_a_child_is_let_go_after_so_many_answers(
    children: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "ANSWERS_AT_MOST", 2)
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    children.ask("outline", outline_request(path), LIMITS)
    first = pid_of(children)
    children.ask("outline", outline_request(path), LIMITS)
    assert children._idle == []
    children.ask("outline", outline_request(path), LIMITS)
    assert pid_of(children) != first


def test_many_may_ask_at_once(children: Pool, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(1, 5)]
    for n, path in enumerate(paths, start=1):
        path.write_bytes(samples.plain_pdf(n))
    answers: list[object] = []

    def ask(path: Path) -> None:
        answers.append(children.ask("outline", outline_request(path), LIMITS))

    threads = [threading.Thread(target=ask, args=(path,)) for path in paths * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[]] * 8
    assert len(children._idle) <= 2


def test_it_works_under_eventlet_too(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(1))
    program = (
        "from ecabinet import concurrency; concurrency.choose('eventlet');"
        "from pathlib import Path; from documents.pdf.questions import outline_of;"
        f"print([outline_of(Path({str(path)!r})) for _ in range(3)])"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=apart.ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ran.stdout.strip(), ran.stderr) == ("[[], [], []]", "")


def test_a_child_has_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECABINET_SECRET_KEY", "bí mật")
    path = samples.saved(tmp_path, samples.plain_pdf(1))
    child = Child(LIMITS)
    try:
        child.ask("outline", outline_request(path), 10)
        kept = Path(f"/proc/{child._process.pid}/environ").read_bytes()
        assert b"ECABINET" not in kept
    finally:
        child.end()


def test_words_are_placed_where_they_are_drawn(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.plain_pdf(2))
    (first, *rest) = places_of(path, 2, words_pattern("ngoc quynh"))
    assert len(rest) == 2
    ((x0, y0, x1, y1),) = first
    # The sentence stands at (72, 720) from below on A4, letters of 12 points.
    assert 72 < x0 < x1 < 540
    assert y0 == pytest.approx(841.89 - 720 - 9, abs=4)
    assert y1 == pytest.approx(841.89 - 720, abs=5)
    assert places_of(path, 2, words_pattern("không có")) == []
    with pytest.raises(PdfRejected) as missing:
        places_of(path, 3, words_pattern("ngoc"))
    assert missing.value.reason == "no_such_page"


def test_the_outline_is_read(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.outlined_pdf())
    told = [(entry.depth, entry.title, entry.page) for entry in outline_of(path)]
    assert told == [(0, "I. Kết quả", 1), (1, "1. Đã làm", 2), (0, "II. Nhiệm vụ", 3)]


def test_photographs_are_told_and_a_scan_is_paper(tmp_path: Path) -> None:
    picture, path = tmp_path / "photo.png", tmp_path / "photo.pdf"
    Image.new("RGB", (60, 40), "red").save(picture)
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(str(picture), 100, A4[1] - 300, 200, 150)
    canvas.showPage()
    canvas.drawImage(str(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    (quad,) = pictures_on(path, 1)
    assert quad == pytest.approx((100, 150, 300, 300), abs=0.5)
    assert pictures_on(path, 2) == []

"""Office files become PDFs in a program that is alone, limited and killed; pictures in a child."""

import socket
import stat
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from documents.conversion import office
from documents.conversion.errors import ConversionFailed
from documents.pdf.bind import bind_picture
from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect

# What LibreOffice is asked: …, "--outdir", folder, file.
MAKES_PDF = 'cp "$0.pdf" "${@: -2:1}/paper.pdf"'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a script in the place of LibreOffice."""

    def put(script: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setattr(office, "converter", lambda: str(path))
        return path

    return put


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"PK\x03\x04 a file of Word")
    return path


def test_what_it_wrote_is_taken(fake, source: Path, tmp_path: Path) -> None:
    program = fake(MAKES_PDF)
    Path(f"{program}.pdf").write_bytes(b"%PDF-1.7 made")
    office.to_pdf(source, "docx", tmp_path / "made.pdf")
    assert (tmp_path / "made.pdf").read_bytes() == b"%PDF-1.7 made"


@pytest.mark.parametrize("script", ["exit 0", "exit 77", "touch paper.pdf", "kill -SEGV $$"])
def test_nothing_written_is_a_refusal(fake, source: Path, tmp_path: Path, script: str) -> None:
    fake(script)
    with pytest.raises(ConversionFailed) as refused:
        office.to_pdf(source, "docx", tmp_path / "made.pdf")
    assert refused.value.code == "office.failed"


def test_what_hangs_is_killed_with_all_it_started(fake, source: Path, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    fake(f'(while true; do date +%s%N > "{witness}"; sleep 0.05; done) & wait')
    with pytest.raises(ConversionFailed) as refused:
        office.to_pdf(source, "docx", tmp_path / "made.pdf", office.Limits(seconds=2))
    assert refused.value.code == "office.timeout"
    last = witness.read_text()
    time.sleep(0.3)
    assert witness.read_text() == last


def test_it_sees_no_network_and_no_secrets(
    fake, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECABINET_SECRET_KEY", "never seen")
    seen = tmp_path / "seen"
    fake(f'(cat /proc/net/dev; env) > "{seen}"')
    with pytest.raises(ConversionFailed):
        office.to_pdf(source, "docx", tmp_path / "made.pdf")
    text = seen.read_text()
    assert "never seen" not in text
    if subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this kernel gives no network of one's own")
    assert [line.split(":")[0].strip() for line in text.splitlines() if "lo:" in line] == ["lo"]
    assert "eth" not in text.split("PATH=")[0]


@pytest.mark.parametrize("network", [True, False], ids=["own network", "no sockets"])
def test_it_cannot_speak_to_anybody(network: bool) -> None:
    """Nor can what it starts; where the kernel gives no network of one's own, as in containers."""
    listening = socket.create_server(("127.0.0.1", 0))
    code = f"""
import socket, subprocess, sys
from documents.conversion import alone
alone.own_network = {"alone.own_network" if network else "lambda: False"}
assert alone.leave_the_network()
socket.socketpair()[0].send(b"here")
speak = "import socket; socket.create_connection(('127.0.0.1', {listening.getsockname()[1]}), 2)"
sys.exit(subprocess.run([sys.executable, "-c", speak], stderr=subprocess.DEVNULL).returncode)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    listening.close()
    assert done.returncode == 1, done.stderr.decode()


def test_without_it_the_reason_is_said(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "converter", lambda: None)
    with pytest.raises(ConversionFailed) as refused:
        office.to_pdf(source, "docx", tmp_path / "made.pdf")
    assert refused.value.code == "office.no_converter"


@pytest.mark.skipif(office.converter() is None, reason="LibreOffice is not installed")
def test_a_real_text_becomes_pages(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("Đồng chí Nguyễn Thị Ngọc Quỳnh", encoding="utf-8")
    office.to_pdf(text, "txt", tmp_path / "made.pdf")
    assert "Quỳnh" in pypdf.PdfReader(tmp_path / "made.pdf").pages[0].extract_text()


def picture(kind: str, mode: str = "RGB", frames: int = 1, **options: object) -> bytes:
    data = BytesIO()
    sheets = [Image.new(mode, (400, 600), 200 if mode == "L" else None) for _ in range(frames)]
    more = {"save_all": True, "append_images": sheets[1:]} if frames > 1 else {}
    sheets[0].save(data, kind, **more, **options)
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (picture("PNG", "RGBA"), 1),
        (picture("JPEG", "L"), 1),
        (picture("WEBP"), 1),
        (picture("TIFF", frames=3), 3),
    ],
    ids=["png", "jpeg", "webp", "tiff"],
)
def test_pictures_become_pages(tmp_path: Path, content: bytes, pages: int) -> None:
    source, target = tmp_path / "picture", tmp_path / "made.pdf"
    source.write_bytes(content)
    bind_picture(source, target)
    seen = inspect(target)
    assert seen.page_count == pages
    assert (seen.pages[0].width, seen.pages[0].height) == pytest.approx((595.28, 892.9), abs=0.1)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(64), picture("PNG")[:60]])
def test_a_broken_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "picture"
    source.write_bytes(content)
    with pytest.raises(PdfRejected):
        bind_picture(source, tmp_path / "made.pdf")

"""Archives as files: names that unpack anywhere, and every changed byte found."""

import random
import unicodedata
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from ecabinet.cli import commands
from meetings.archive.checking import check_archive
from meetings.archive.names import LONGEST, LONGEST_BYTES, Names, clean, stem_of
from meetings.archive.packing import FORMAT, MANIFEST, Manifest, listed, of_bytes, pack

AT = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
FILES = (
    of_bytes("index.html", b"<!doctype html>"),
    of_bytes("tai-lieu/muc-1/Tờ trình.pdf", b"%PDF-1.7 " + bytes(range(256))),
    of_bytes("ket-luan/Kết luận.json", b"[]\n"),
)


def written(target: Path) -> bytes:
    manifest = Manifest(
        format=FORMAT, meeting_id=UUID(int=7), meeting="Phiên họp Ban Thường vụ", made_at=AT,
        made_for="Lê Thị Bình", files=tuple(sorted(map(listed, FILES), key=lambda one: one.path)),
    )  # fmt: skip
    with target.open("wb") as file:
        pack(file, [*FILES, of_bytes(MANIFEST, manifest.written())])
    return target.read_bytes()


def test_the_same_files_give_the_same_archive_and_it_is_whole(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    assert written(archive) == written(tmp_path / "b.zip")
    found = check_archive(archive)
    assert found.faults == []
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert opened.read("tai-lieu/muc-1/Tờ trình.pdf").startswith(b"%PDF")
    told = CliRunner().invoke(commands, ["verify-archive", str(archive)])
    assert told.exit_code == 0
    assert found.sha256 in told.output


def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.zip")
    changed, chance = tmp_path / "changed.zip", random.Random(7)
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << chance.randrange(8)
        changed.write_bytes(spoilt)
        assert check_archive(changed).faults, f"byte {place}"
    for other in (whole[:-1], whole + b"\0", b"\0" + whole, b"", whole[: len(whole) // 2]):
        changed.write_bytes(other)
        assert check_archive(changed).faults


def test_what_was_added_taken_out_or_compressed_is_named(tmp_path: Path) -> None:
    written(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    for name, change in {
        "lạ.pdf: is not in the manifest": lambda: files | {"lạ.pdf": b"x"},
        "index.html: is missing": lambda: {k: v for k, v in files.items() if k != "index.html"},
        "index.html: has changed": lambda: files | {"index.html": b"<!doctype htm_>"},
        "manifest.json is missing": lambda: {k: v for k, v in files.items() if k != MANIFEST},
    }.items():
        spoilt = tmp_path / "b.zip"
        with spoilt.open("wb") as target:
            pack(target, [of_bytes(path, content) for path, content in change().items()])
        assert any(name in fault for fault in check_archive(spoilt).faults), name
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target_zip:
        target_zip.writestr(MANIFEST, b"0" * 1_000_000)
    (tmp_path / "bomb.zip").write_bytes(bomb.getvalue())
    assert "compressed" in check_archive(tmp_path / "bomb.zip").faults[0]
    told = CliRunner().invoke(commands, ["verify-archive", str(tmp_path / "bomb.zip")])
    assert (told.exit_code, "1 faults" in told.output) == (1, True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Users\\An\\Tờ trình", "C-Users-An-Tờ trình"),
        ("Báo cáo\x00\u202efdp.exe", "Báo cáo-fdp.exe"),
        (unicodedata.normalize("NFD", "Kế hoạch số 15"), "Kế hoạch số 15"),
        (" .. ", "tep"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("15/BC-VPTU", "15-BC-VPTU"),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_no_two_files_have_one_name_and_none_is_too_long() -> None:
    names = Names(("index.html",))
    taken = [
        names.take("tai-lieu/muc-1", name, "pdf")
        for name in (
            "Báo cáo",
            "BÁO CÁO",
            unicodedata.normalize("NFD", "Báo cáo"),
            "ế" * 400,
            "🙂" * 400,
        )
    ]
    assert taken[:3] == [
        "tai-lieu/muc-1/Báo cáo.pdf",
        "tai-lieu/muc-1/BÁO CÁO (2).pdf",
        "tai-lieu/muc-1/Báo cáo (3).pdf",
    ]
    assert names.take("", "index", "html") == "index (2).html"
    for path in taken:
        assert len(path) <= LONGEST + 40
        assert len(path.rpartition("/")[2].encode()) <= LONGEST_BYTES + 20
    assert (stem_of("Tờ trình.pdf"), stem_of("v1.2 bản cuối")) == ("Tờ trình", "v1.2 bản cuối")

"""Scans are told apart, recognised once where the machine can, and then found by their words."""

import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.conversion import recognition
from documents.conversion.errors import ConversionFailed
from documents.conversion.office import Limits
from documents.models import PageText, PaperVersion
from documents.queries.scans import scans, unrecognised
from documents.recognising import recognise_version
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from tests.gatherings import Gathering, gathering
from tests.samples import plain_pdf
from tests.searching import finder, register_all

__all__ = ["gathering"]

WORDS = r"Kết luận về\nchuyển đổi số\fTrang hai\f"
WRITES = f'printf "{WORDS}" > "${{@: -3:1}}"'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in the place of ocrmypdf; "${@: -3:1}" is where the words go."""

    def put(script: str) -> None:
        path = tmp_path / "ocrmypdf"
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setattr(recognition, "recogniser", lambda: str(path))

    return put


@pytest.fixture
def scan(gathering: Gathering) -> UUID:
    gathering.called()
    return gathering.paper(0, pages=3, title="Bản chụp")


def words(store: Store, version_id: UUID) -> list[tuple[int, str]]:
    with store.reading() as session:
        query = select(PageText).where(PageText.version_id == version_id).order_by(PageText.page)
        return [(row.page, row.text) for row in session.scalars(query)]


def test_words_come_by_page(fake: Callable[[str], None], tmp_path: Path) -> None:
    fake(WRITES)
    (tmp_path / "scan.pdf").write_bytes(plain_pdf())
    found = recognition.recognise(tmp_path / "scan.pdf", 3)
    assert found == ["Kết luận về\nchuyển đổi số", "Trang hai", ""]


@pytest.mark.parametrize(("script", "code"), [("exit 1", "failed"), ("sleep 60", "timeout")])
def test_what_fails_or_hangs_is_a_refusal(
    fake: Callable[[str], None], tmp_path: Path, script: str, code: str
) -> None:
    fake(script)
    (tmp_path / "scan.pdf").write_bytes(plain_pdf())
    with pytest.raises(ConversionFailed, match=code):
        recognition.recognise(tmp_path / "scan.pdf", 3, Limits(seconds=1))


def test_a_scan_is_recognised_once_and_found(
    scan: UUID,
    store: Store,
    fake: Callable[[str], None],
    as_actor: Callable[[str], Actor],
) -> None:
    register_all()
    find = finder(store, as_actor)
    with store.reading() as session:
        assert scans(session, [scan]) == {scan}
        assert unrecognised(session) == [scan]
    assert find("daibieu01", "ket luan chuyen doi", kind="paper").hits == ()
    fake(WRITES)
    recognise_version(store, str(scan))
    assert words(store, scan)[0] == (1, "Kết luận về\nchuyển đổi số")
    (hit,) = find("daibieu01", "chuyển đổi số", kind="paper").hits
    assert hit.page == 1
    with store.reading() as session:
        assert scans(session, [scan]) == set()
    fake('printf "khác" > "${@: -3:1}"')
    recognise_version(store, str(scan))
    assert words(store, scan)[0][1].startswith("Kết luận")


def test_what_cannot_be_read_is_not_tried_again(
    scan: UUID, store: Store, fake: Callable[[str], None]
) -> None:
    fake("exit 1")
    recognise_version(store, str(scan))
    with store.reading() as session:
        assert session.get_one(PaperVersion, scan).recognised_at is not None
        assert unrecognised(session) == []
        assert scans(session, [scan]) == {scan}


def test_papers_with_words_are_no_scans(gathering: Gathering, store: Store) -> None:
    gathering.called()
    version = gathering.paper(0, texts=["Có chữ"])
    with store.reading() as session:
        assert scans(session, [version]) == set()
        assert unrecognised(session) == []

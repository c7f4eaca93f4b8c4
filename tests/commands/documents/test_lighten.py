"""Heavy scans get a lighter copy: wanted, made once, read by people; the whole file is saved."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.scans import write_scan
from documents import lighter
from documents.cache import open_cache
from documents.commands import lighten as rule
from documents.commands.lighten import Lighter, finish_lighter
from documents.lighter import Lightener
from documents.models import PaperVersion
from documents.pdf.errors import PdfRejected
from documents.states import LightState
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.unit_of_work import Job
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.samples import plain_pdf
from tests.shelves import AN, Shelf


@pytest.fixture
def heavy(shelf: Shelf, an: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PaperVersion:
    """A scan of two megabytes, where one is heavy."""
    monkeypatch.setattr(rule, "HEAVY_BYTES", 1_000_000)
    write_scan(tmp_path / "scan.pdf", 4)
    receipt = shelf.upload(an, (tmp_path / "scan.pdf").read_bytes())
    shelf.process(receipt.version_id)
    return now(shelf, receipt.version_id)


def now(shelf: Shelf, version_id: object) -> PaperVersion:
    with shelf.platform.store.reading() as session:
        return session.get_one(PaperVersion, version_id)


def make_lighter(platform: Platform, version: PaperVersion) -> None:
    Lightener(open_cache(platform.settings)).lighten_version(platform.store, str(version.id))


def test_a_heavy_scan_is_read_light_and_saved_whole(
    platform: Platform, shelf: Shelf, heavy: PaperVersion, sign_in: Callable[[str], ApiClient]
) -> None:
    assert heavy.light_state == LightState.WANTED
    client, path = sign_in(AN), f"/papers/{heavy.id}"
    shelf.register()  # The application has registered its own kind of shelf meanwhile.
    assert len(client.get(f"{path}/file").data) == heavy.served_size
    make_lighter(platform, heavy)
    made = now(shelf, heavy.id)
    assert made.light_state == LightState.MADE
    assert made.light_size is not None
    assert made.light_size < (heavy.served_size or 0) * 0.5
    assert made.served_blob == heavy.served_blob
    assert len(client.get(f"{path}/file").data) == made.light_size
    assert len(client.get(f"{path}/file?download=1").data) == heavy.served_size
    assert client.get(path).json["version"]["light_size"] == made.light_size
    assert client.get(f"{path}/pages/1.png?look=jpeg").content_type == "image/jpeg"
    again = made.light_blob
    make_lighter(platform, made)
    assert now(shelf, heavy.id).light_blob == again


def test_an_ordinary_paper_needs_none(shelf: Shelf, an: Actor) -> None:
    receipt = shelf.upload(an, plain_pdf(3))
    shelf.process(receipt.version_id)
    assert now(shelf, receipt.version_id).light_state is None


def test_what_gains_too_little_is_left(
    platform: Platform, shelf: Shelf, heavy: PaperVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lighter, "WORTH_IT", 0.001)
    make_lighter(platform, heavy)
    assert now(shelf, heavy.id).light_state == LightState.NONE
    assert now(shelf, heavy.id).blob_to_read == heavy.served_blob


def test_a_failure_leaves_the_whole_file_to_read(
    platform: Platform, shelf: Shelf, heavy: PaperVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise PdfRejected("timeout")

    monkeypatch.setattr(lighter, "lighten", fail)
    make_lighter(platform, heavy)
    assert now(shelf, heavy.id).light_state == LightState.NONE


def test_what_was_left_is_queued_again(
    platform: Platform, shelf: Shelf, heavy: PaperVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[Job] = []
    monkeypatch.setattr(platform.store, "dispatch", queued.append)
    lightener = Lightener(open_cache(platform.settings))
    lightener.sweep(platform.store)
    assert queued == []
    monkeypatch.setattr(lighter, "LEFT_AFTER", -timedelta(minutes=1))
    lightener.sweep(platform.store)
    assert [job.arguments for job in queued] == [{"version_id": str(heavy.id)}]


def test_two_workers_keep_one_copy(platform: Platform, shelf: Shelf, heavy: PaperVersion) -> None:
    first = platform.blobs.put(BytesIO(b"first"))
    for blob, size in ((first.sha256, first.size), ("0" * 64, 9)):
        command = Lighter(version_id=heavy.id, blob=blob, size=size)
        platform.store.execute(SYSTEM, finish_lighter, command)
    assert now(shelf, heavy.id).light_blob == first.sha256

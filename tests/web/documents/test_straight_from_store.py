"""Files in a store: who is sent there for a paper, and who gets it through us."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
import requests
from sqlalchemy import select, update

from documents.models import Paper, PaperVersion
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.keeping import open_blobs
from ecabinet.platform import Platform
from tests.buckets import new_bucket
from tests.clients import ApiClient
from tests.samples import plain_pdf
from tests.servers import free_port
from tests.shelves import AN, BINH, Shelf

SignIn = Callable[[str], ApiClient]
OURS = "https://hop.tinh.example"


@pytest.fixture(autouse=True)
def store_of_files(platform: Platform, s3_url: str) -> Iterator[Callable[..., None]]:
    """The office keeps its files in a store; call it to choose other settings."""
    usual, on_disk = platform.settings, platform.blobs
    place = new_bucket(s3_url, origins=(OURS,), public=s3_url)

    def choose(**settings: object) -> None:
        platform.settings = replace(usual, **{"s3": place, **settings})  # type: ignore[arg-type]
        if platform.blobs is not on_disk:
            platform.blobs.close()
        platform.blobs = platform.store.blobs = open_blobs(platform.settings)

    choose()
    yield choose
    platform.blobs.close()
    platform.settings, platform.blobs = usual, on_disk


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    return shelf.ready(an, plain_pdf(3), filename="Tờ trình.pdf")


def test_the_store_hands_it_out_and_the_log_tells(
    platform: Platform, sign_in: SignIn, version_id: UUID
) -> None:
    answer = sign_in(BINH).get(f"/papers/{version_id}/file?download=1")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    given = requests.get(answer.headers["Location"], headers={"Origin": OURS}, timeout=10)
    assert given.content.startswith(b"%PDF-")
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith('attachment; filename="To trinh.pdf"')
    assert given.headers["Access-Control-Allow-Origin"] in ("*", OURS)
    with platform.store.reading() as session:
        assert "paper.downloaded" in session.scalars(select(AuditEntry.action)).all()


def test_what_may_not_be_taken_along_goes_through_us(
    platform: Platform, sign_in: SignIn, version_id: UUID, store_of_files: Callable[..., None]
) -> None:
    path = f"/papers/{version_id}/file"
    store_of_files(watermark="all")
    assert sign_in(BINH).get(path).status_code == 200, "bears the reader's name when saved"
    assert sign_in(AN).get(path).status_code == 302, "brings papers"
    store_of_files(watermark="off")
    with platform.store.engine.begin() as connection:
        connection.execute(update(Paper).values(secrecy=1))
        connection.commit()
    assert sign_in(AN).get(path).status_code in (200, 404), "secret"


def test_who_has_it_already_is_told_so_by_us(
    platform: Platform, sign_in: SignIn, version_id: UUID
) -> None:
    with platform.store.reading() as session:
        blob = session.get_one(PaperVersion, version_id).blob_to_read
    platform.blobs.path(blob).unlink()
    client = sign_in(BINH)
    answer = client.get(f"/papers/{version_id}/file", headers={"If-None-Match": f'"{blob}"'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert platform.settings.s3_cache_dir.is_dir()
    assert not [*platform.settings.s3_cache_dir.glob("*/*")], "nothing was fetched for it"


def test_a_store_that_is_away_is_said(
    platform: Platform, sign_in: SignIn, version_id: UUID, store_of_files: Callable[..., None]
) -> None:
    assert platform.settings.s3 is not None
    gone = replace(platform.settings.s3, endpoint=f"http://127.0.0.1:{free_port()}", public=None)
    client, path = sign_in(AN), f"/papers/{version_id}/file"
    store_of_files(s3=gone)
    assert client.get(path).status_code == 200, "a copy is here"
    for copy in platform.settings.s3_cache_dir.rglob("*"):
        if copy.is_file():
            copy.unlink()
    answer = client.get(path)
    assert (answer.status_code, answer.json["code"]) == (503, "files.away")

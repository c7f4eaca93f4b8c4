"""Pictures and office files become pages, and are tried again."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from documents.commands.process import (
    Conversion,
    begin_conversion,
)
from documents.commands.retry import RetryVersion, retry_version
from documents.conversion import office
from documents.models import PaperVersion
from documents.states import VersionState
from documents.tasks import Worker
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from tests.commands.documents.processed import version_of
from tests.shelves import Shelf

PNG = BytesIO()
Image.new("RGB", (300, 400), "white").save(PNG, "PNG")


def test_a_picture_for_a_meeting_becomes_pages(store: Store, shelf: Shelf, an: Actor) -> None:
    receipt = shelf.upload(an, PNG.getvalue(), media_type="image/png", filename="anh.png")
    shelf.process(receipt.version_id)
    with store.reading() as session:
        version = session.get_one(PaperVersion, receipt.version_id)
    assert (version.state, version.page_count) == (VersionState.READY, 1)
    assert (version.served_type, version.served_name) == ("application/pdf", "anh.pdf")
    assert version.served_blob not in (None, version.blob)
    with store.blobs.path(version.served_blob or "").open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_an_office_file_waits_for_a_converter_and_is_tried_again(
    platform: Platform, shelf: Shelf, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = platform.store
    monkeypatch.setattr(office, "converter", lambda: None)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    version_id = shelf.upload(an, b"PK", media_type=word, filename="a.docx").version_id
    shelf.process(version_id)

    def state() -> tuple[str, str | None]:
        with store.reading() as session:
            version = session.get_one(PaperVersion, version_id)
            return version.state, version.failure

    assert state() == (VersionState.FAILED, "office.no_converter")
    Worker(platform.settings).sweep(store)
    assert state() == (VersionState.FAILED, "office.no_converter")
    monkeypatch.setattr(office, "converter", lambda: "/bin/false")
    Worker(platform.settings).sweep(store)
    assert state() == (VersionState.RECEIVED, None)
    shelf.process(version_id)
    assert state() == (VersionState.FAILED, "office.failed")
    Worker(platform.settings).sweep(store)
    assert state() == (VersionState.FAILED, "office.failed")
    store.execute(an, retry_version, RetryVersion(version_id=version_id))
    assert state() == (VersionState.RECEIVED, None)
    with pytest.raises(Conflict):
        store.execute(an, retry_version, RetryVersion(version_id=version_id))


def test_only_who_may_upload_asks_to_try_again(
    store: Store, shelf: Shelf, an: Actor, binh: Actor, cuong: Actor
) -> None:
    version = version_of(store, shelf, an, b"%PDF-1.7\n")
    for actor, refused in ((binh, Denied), (cuong, NotFound)):
        with pytest.raises(refused):
            store.execute(actor, retry_version, RetryVersion(version_id=version.id))


def test_a_conversion_cut_short_is_begun_again(platform: Platform, shelf: Shelf, an: Actor) -> None:
    store = platform.store
    version_id = shelf.upload(an, PNG.getvalue(), media_type="image/png").version_id
    store.execute(SYSTEM, begin_conversion, Conversion(version_id=version_id))
    Worker(platform.settings).sweep(store)
    with store.reading() as session:
        assert session.get_one(PaperVersion, version_id).state == VersionState.CONVERTING
    with store.engine.begin() as connection:
        connection.execute(
            PaperVersion.__table__.update()  # type: ignore[attr-defined]
            .where(PaperVersion.id == version_id)
            .values(converting_since=utc_now() - timedelta(minutes=11))
        )
    Worker(platform.settings).sweep(store)
    with store.reading() as session:
        assert session.get_one(PaperVersion, version_id).state == VersionState.RECEIVED

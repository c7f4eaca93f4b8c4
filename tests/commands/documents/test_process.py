"""The worker looks into files: ready with a safe copy, or failed with a reason; never both."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from PIL import Image
from sqlalchemy import select

from documents.cache import open_cache
from documents.commands.process import (
    Conversion,
    Findings,
    Refusal,
    begin_conversion,
    finish_version,
    refuse_version,
)
from documents.commands.retry import RetryVersion, retry_version
from documents.conversion import office
from documents.models import PageText, Paper, PaperVersion
from documents.pictures import FIRST_PAGES, key
from documents.states import VersionState
from documents.tasks import Worker
from ecabinet.core import outbox
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from ecabinet.core.unit_of_work import Job, Store
from ecabinet.platform import Platform
from tests.samples import active_pdf, encrypted_pdf, plain_pdf
from tests.shelves import Shelf


def version_of(store: Store, shelf: Shelf, actor: Actor, content: bytes) -> PaperVersion:
    receipt = shelf.upload(actor, content)
    shelf.process(receipt.version_id)
    with store.reading() as session:
        return session.get_one(PaperVersion, receipt.version_id)


def test_a_good_file_becomes_ready(platform: Platform, shelf: Shelf, an: Actor) -> None:
    version = version_of(platform.store, shelf, an, plain_pdf(3))
    assert (version.state, version.failure) == (VersionState.READY, None)
    assert version.page_count == 3
    assert version.pages is not None
    assert version.pages[0] == pytest.approx([595.28, 841.89], abs=0.1)
    with platform.store.reading() as session:
        texts = session.scalars(
            select(PageText.text).where(PageText.version_id == version.id).order_by(PageText.page)
        ).all()
        events = outbox.changes(session, f"shelf:{shelf.id}", 0)
    assert "Trang 2" in texts[1]
    assert "Đồng chí Nguyễn Thị Ngọc Quỳnh" in texts[0]
    assert [(event.type, event.payload["version_id"]) for event in events] == [
        ("paper.ready", str(version.id))
    ]
    assert "title" not in events[0].payload
    assert version.served_blob is not None
    cache = open_cache(platform.settings)
    for width, look in FIRST_PAGES:
        picture = cache.get(key(version.served_blob, 1, width, look))
        assert picture is not None
        assert picture.read_bytes().startswith({"png": b"\x89PNG", "jpeg": b"\xff\xd8"}[look])


def test_scripts_are_gone_from_the_copy_and_the_original_stays(
    platform: Platform, shelf: Shelf, an: Actor
) -> None:
    content = active_pdf("JavaScript")
    version = version_of(platform.store, shelf, an, content)
    assert version.state == VersionState.READY
    assert platform.blobs.path(version.blob).read_bytes() == content
    assert version.served_blob not in (None, version.blob)
    served = platform.blobs.path(str(version.served_blob))
    assert b"hidden" not in served.read_bytes()
    assert len(pypdf.PdfReader(served).pages) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (encrypted_pdf("mật khẩu"), "pdf.encrypted"),
        (plain_pdf(3)[:900], "pdf.truncated"),
        (b"%PDF-1.7\nkhong co gi\n%%EOF\n", "pdf.broken"),
        (b"%PDF-1.7\n", "pdf.truncated"),
    ],
    ids=["encrypted", "cut short", "broken", "only a header"],
)
def test_a_bad_file_fails_with_its_reason(
    store: Store, shelf: Shelf, an: Actor, content: bytes, code: str
) -> None:
    version = version_of(store, shelf, an, content)
    assert (version.state, version.failure) == (VersionState.FAILED, code)
    assert (version.served_blob, version.page_count, version.pages) == (None, None, None)
    with store.reading() as session:
        (event,) = outbox.changes(session, f"shelf:{shelf.id}", 0)
    assert event.type == "paper.failed"


def test_too_many_pages_are_refused(platform: Platform, shelf: Shelf, an: Actor) -> None:
    object.__setattr__(platform.settings, "page_limit", 2)
    version = version_of(platform.store, shelf, an, plain_pdf(3))
    assert version.failure == "pdf.too_many_pages"


def test_looking_twice_changes_nothing(store: Store, shelf: Shelf, an: Actor) -> None:
    version = version_of(store, shelf, an, plain_pdf(1))
    shelf.process(version.id)
    again = Findings(version_id=version.id, served_blob="f" * 64, served_size=1, pages=[(1, 1)])
    store.execute(SYSTEM, finish_version, again)
    store.execute(SYSTEM, refuse_version, Refusal(version_id=version.id, code="pdf.broken"))
    with store.reading() as session:
        kept = session.get_one(PaperVersion, version.id)
        assert len(outbox.changes(session, f"shelf:{shelf.id}", 0)) == 1
    assert (kept.state, kept.served_blob) == (VersionState.READY, version.served_blob)


def test_a_broken_newer_version_does_not_take_the_good_one_away(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    from documents.commands.upload import AddVersion, StoredFile, add_version

    good = shelf.ready(an)
    file = StoredFile(blob="0" * 64, size=1, filename="b.pdf", media_type="application/pdf")
    with store.reading() as session:
        paper_id = session.get_one(PaperVersion, good).paper_id
    bad = store.execute(an, add_version, AddVersion(paper_id=paper_id, file=file)).version_id
    store.execute(SYSTEM, refuse_version, Refusal(version_id=bad, code="pdf.broken"))
    with store.reading() as session:
        paper = session.get_one(Paper, paper_id)
    assert (paper.shown_number, paper.latest_number) == (1, 2)


def test_evidence_that_is_no_pdf_is_ready_as_it_came(store: Store, shelf: Shelf, an: Actor) -> None:
    shelf.any_file = True
    shelf.register()
    receipt = shelf.upload(an, b"\x89PNG...", media_type="image/png", filename="anh.png")
    shelf.process(receipt.version_id)
    with store.reading() as session:
        version = session.get_one(PaperVersion, receipt.version_id)
    assert (version.state, version.served_blob) == (VersionState.READY, version.blob)
    assert version.pages is None


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


def test_a_paper_with_a_mark_of_secrecy_is_refused(
    platform: Platform, shelf: Shelf, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.tasks.text_of_pages", lambda _path: ("TỐI MẬT\nBÁO CÁO",))
    version = version_of(platform.store, shelf, an, plain_pdf(1))
    assert (version.state, version.failure) == (VersionState.FAILED, "paper.secret_mark")
    object.__setattr__(platform.settings, "secret_papers", "allow")
    assert version_of(platform.store, shelf, an, plain_pdf(2)).state == VersionState.READY


def test_the_sweep_queues_again_what_was_left(platform: Platform, shelf: Shelf, an: Actor) -> None:
    left, fresh = shelf.upload(an).version_id, shelf.upload(an).version_id
    store = platform.store
    with store.engine.begin() as connection:
        connection.execute(
            PaperVersion.__table__.update()  # type: ignore[attr-defined]
            .where(PaperVersion.id == left)
            .values(uploaded_at=utc_now() - timedelta(minutes=5))
        )
    queued: list[Job] = []
    store.dispatch = queued.append
    Worker(platform.settings).sweep(store)
    assert [job.arguments["version_id"] for job in queued] == [str(left)]
    assert str(fresh) not in str(queued)


def test_the_queue_runs_the_job(platform: Platform, shelf: Shelf, an: Actor) -> None:
    from documents.feature import register_document_jobs

    register_document_jobs(platform.jobs, platform.settings)
    version_id = shelf.upload(an, plain_pdf(1)).version_id
    platform.jobs.drain(platform.store)
    with platform.store.reading() as session:
        assert session.get_one(PaperVersion, version_id).state == VersionState.READY

"""The worker looks into files: ready with a safe copy, or failed with a reason; never both."""

from datetime import timedelta

import pypdf
import pytest
from sqlalchemy import select

from documents.cache import open_cache
from documents.commands.process import (
    Findings,
    Refusal,
    finish_version,
    refuse_version,
)
from documents.models import PageText, Paper, PaperVersion
from documents.pictures import FIRST_PAGES, key
from documents.states import VersionState
from documents.tasks import Worker
from ecabinet.core import outbox
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.platform import Platform
from tests.commands.documents.processed import version_of
from tests.samples import active_pdf, encrypted_pdf, plain_pdf
from tests.shelves import Shelf


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

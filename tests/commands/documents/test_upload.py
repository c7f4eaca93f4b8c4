"""Papers arrive: a row and a job, or nothing."""

import pytest
from sqlalchemy import func, select

from documents.commands.upload import AddVersion, StoredFile, add_version
from documents.models import Paper, PaperVersion
from documents.queries.papers import papers_of
from documents.states import VersionState
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Denied, Invalid, NotFound
from ecabinet.core.search.following import INDEX
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from tests.shelves import KIND, Shelf

FILE = StoredFile(blob="0" * 64, size=9, filename="Bản hai.pdf", media_type="application/pdf")


def test_a_paper_gets_its_row_its_audit_entry_and_its_job(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    queued: list[Job] = []
    store.dispatch = queued.append
    receipt = shelf.upload(an, filename="Tờ trình 118.pdf", symbol=" 118-TTr/VPTU ")
    with store.reading() as session:
        paper = session.get_one(Paper, receipt.paper_id)
        version = session.get_one(PaperVersion, receipt.version_id)
        actions = session.scalars(select(AuditEntry.action)).all()
    assert (paper.title, paper.symbol) == ("Tờ trình 118", "118-TTr/VPTU")
    assert (version.number, version.state) == (1, VersionState.RECEIVED)
    assert version.uploaded_by == an.person_id
    assert "paper.uploaded" in actions
    # The nudge to the index comes too where search has been registered in this process.
    own = [job for job in queued if job.name != INDEX]
    assert own == [Job("documents.process_version", {"version_id": str(version.id)})]


def test_papers_stand_in_the_order_they_came(store: Store, shelf: Shelf, an: Actor) -> None:
    for title in ("Một", "Hai", "Ba"):
        shelf.upload(an, title=title)
    with store.reading() as session:
        papers = papers_of(session, an, KIND, [shelf.id])[shelf.id]
    assert [paper.title for paper in papers] == ["Một", "Hai", "Ba"]


def test_who_may_not_upload_leaves_nothing(
    store: Store, shelf: Shelf, binh: Actor, cuong: Actor
) -> None:
    with pytest.raises(Denied):
        shelf.upload(binh)
    with pytest.raises(NotFound):
        shelf.upload(cuong)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Paper)) == 0


def test_only_what_can_be_read_is_taken_unless_the_container_takes_any_file(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    with pytest.raises(Invalid, match=r"file\.type_refused"):
        shelf.upload(an, b"heic", media_type="image/heic")
    assert shelf.upload(an, b"png", media_type="image/png").number == 1
    shelf.any_file = True
    shelf.register()
    assert shelf.upload(an, b"heic", media_type="image/heic").number == 1


def test_a_newer_version_is_shown_once_it_is_ready(store: Store, shelf: Shelf, an: Actor) -> None:
    first = shelf.ready(an)
    with store.reading() as session:
        paper_id = session.get_one(PaperVersion, first).paper_id
    second = store.execute(an, add_version, AddVersion(paper_id=paper_id, file=FILE, note="Sửa"))
    assert second.number == 2
    with store.reading() as session:
        (view,) = papers_of(session, an, KIND, [shelf.id])[shelf.id]
    assert view.version.id == first
    assert view.newer is not None
    assert view.newer.id == second.version_id
    shelf.finish(second.version_id)
    with store.reading() as session:
        (view,) = papers_of(session, an, KIND, [shelf.id])[shelf.id]
    assert (view.version.id, view.newer) == (second.version_id, None)


def test_a_member_may_not_replace_a_paper(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    paper_id = shelf.upload(an).paper_id
    with pytest.raises(Denied):
        store.execute(binh, add_version, AddVersion(paper_id=paper_id, file=FILE))

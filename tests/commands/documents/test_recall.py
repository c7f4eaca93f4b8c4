"""A recalled paper is to everybody as if it were not there; restored, it is as it was."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from documents import access
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.recall import RecallPaper, RestorePaper, recall_paper, restore_paper
from documents.models import Paper, PaperVersion
from documents.policies import PaperPermission, may_read, visible_to
from documents.queries.papers import papers_of, readable_papers
from documents.queries.recalled import recalled_papers
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.store import Store
from tests.gatherings import Gathering, gathering
from tests.marks import new, note
from tests.people import PEOPLE
from tests.searching import finder, register_all

__all__ = ["gathering"]


@pytest.fixture
def version(gathering: Gathering) -> UUID:
    register_all()
    gathering.running()
    return gathering.paper(1, texts=["Nội dung gửi nhầm"], title="Gửi nhầm")


def paper_of(store: Store, version_id: UUID) -> UUID:
    with store.reading() as session:
        return session.get_one(PaperVersion, version_id).paper_id


def recall(g: Gathering, version: UUID, who: str = "thuky") -> None:
    paper = paper_of(g.store, version)
    g.run(who, recall_paper, RecallPaper(paper_id=paper, reason="Gửi nhầm tài liệu"))


@pytest.mark.parametrize("username", PEOPLE)
def test_nobody_reads_or_lists_it(
    gathering: Gathering, version: UUID, store: Store, username: str
) -> None:
    recall(gathering, version)
    actor = gathering.as_actor(username)
    with store.reading() as session:
        for permission in set(PaperPermission) - {PaperPermission.RESTORE}:
            if permission not in (PaperPermission.READ_UNIT, PaperPermission.MARK_UNIT):
                with pytest.raises(NotFound):
                    access.version(session, actor, version, permission)
        assert readable_papers(session, actor).rows == []
        assert papers_of(session, actor, "agenda_item", gathering.items) == {}
        assert session.scalars(select(Paper.id).where(visible_to(actor))).all() == []


def test_rule_and_sql_agree_for_everybody(
    gathering: Gathering, version: UUID, store: Store
) -> None:
    recall(gathering, version)
    gathering.paper(1, title="Đúng")
    with store.reading() as session:
        for username in PEOPLE:
            actor = gathering.as_actor(username)
            seen = set(session.scalars(select(Paper.id).where(visible_to(actor))))
            for paper in session.scalars(select(Paper)):
                held = access._held_paper(session, actor, paper)
                assert held is not None
                assert may_read(actor, held) is (paper.id in seen), username


def test_search_forgets_it_at_once(
    gathering: Gathering, version: UUID, store: Store, as_actor: Callable[[str], Actor]
) -> None:
    find = finder(store, as_actor)
    assert find("daibieu01", "gui nham").counts == {"paper": 1}
    recall(gathering, version)
    assert find("daibieu01", "gui nham").total == find("thuky", "gui nham").total == 0


def test_open_viewers_hear_it(gathering: Gathering, version: UUID, store: Store) -> None:
    recall(gathering, version)
    with store.reading() as session:
        told = session.scalars(
            select(OutboxEntry.stream).where(OutboxEntry.type == "paper.recalled")
        ).all()
    assert f"paper:{version}:meeting" in told
    assert len(told) == 2


def test_only_who_adds_papers_recalls_and_restores(
    gathering: Gathering, version: UUID, store: Store
) -> None:
    for username in ("chutri", "daibieu01", "khach01"):
        with pytest.raises(Denied):
            recall(gathering, version, username)
    with pytest.raises(NotFound):
        recall(gathering, version, "cuong")
    recall(gathering, version)
    paper = paper_of(store, version)
    for username in PEOPLE:
        with store.reading() as session:
            rows = recalled_papers(session, gathering.as_actor(username))
        assert [row.id for row in rows] == ([paper] if username == "thuky" else [])
        if username != "thuky":
            with pytest.raises(NotFound):
                gathering.run(username, restore_paper, RestorePaper(paper_id=paper))
    with pytest.raises(NotFound):
        recall(gathering, version)


def test_restored_it_is_as_it_was_with_its_marks(
    gathering: Gathering, version: UUID, store: Store
) -> None:
    mark = AddAnnotations(version_id=version, annotations=[new(note(layer="meeting"))])
    gathering.run("daibieu01", add_annotations, mark)
    recall(gathering, version)
    with pytest.raises(NotFound):
        gathering.run("daibieu01", add_annotations, mark)
    paper = paper_of(store, version)
    gathering.run("thuky", restore_paper, RestorePaper(paper_id=paper))
    with store.reading() as session:
        held = access.version(
            session, gathering.as_actor("daibieu01"), version, PaperPermission.READ
        )
        assert held.paper.recalled_at is None
    with pytest.raises(NotFound):
        gathering.run("thuky", restore_paper, RestorePaper(paper_id=paper))


def test_the_room_forgets_a_recalled_current_paper(gathering: Gathering, version: UUID) -> None:
    gathering.push(1, version_id=version, page=1)
    assert gathering.seen_by("daibieu01").current_version_id == version
    recall(gathering, version)
    seen = gathering.seen_by("daibieu01")
    assert seen.current_version_id is None
    assert all(paper.version_id != version for item in seen.agenda for paper in item.papers)

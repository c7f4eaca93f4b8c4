"""What is written can be found by whoever may know of it, and by nobody else."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from documents.carrier import carry_version
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.revise_mark import RemoveAnnotation, remove_annotation
from documents.models import Annotation, Paper
from ecabinet.core.actors import Actor
from ecabinet.core.search.matching import Side, matches
from ecabinet.core.search.models import SearchEntry, SearchNeed
from ecabinet.core.search.words import read_query
from ecabinet.core.store import Store
from ecabinet.search import looking
from ecabinet.search.queries import Found
from ecabinet.search.tasks import ask_for_all, index_changes
from meetings.commands.plan import UpdateMeeting, update_meeting
from tests.gatherings import MEMBERS, VOTERS, Gathering, gathering
from tests.marks import new, note
from tests.people import PEOPLE
from tests.searching import finder, register_all, titles

__all__ = ["gathering"]

PAGES = [
    "Nghị quyết về chuyển đổi số của các cơ quan.",
    "Nghi thức khai mạc. Đơn vị đổi mới cách làm, số liệu chuyển về Văn phòng.",
    "Phụ lục: lấy chuyển đổi số làm khâu đột phá.",
]

Find = Callable[..., Found]


@pytest.fixture(autouse=True)
def _kinds() -> None:
    register_all()


@pytest.fixture
def find(store: Store, as_actor: Callable[[str], Actor]) -> Find:
    return finder(store, as_actor)


@pytest.fixture
def called(gathering: Gathering) -> Gathering:
    gathering.called()
    gathering.paper(0, texts=PAGES, title="Đề án số hóa tài liệu", symbol="118-TTr/VPTU")
    return gathering


def paper_hits(found: Found) -> list[Any]:
    return [hit for hit in found.hits if hit.kind == "paper"]


def test_papers_are_found_with_and_without_diacritics(called: Gathering, find: Find) -> None:
    for words in ("chuyển đổi số", "chuyen doi so", "CHUYEN DOI SO", "chuyê\u0309n đổi"):
        (hit,) = paper_hits(find("daibieu01", words))
        assert (hit.page, hit.place) == (1, "Trang 1")
        assert hit.more == 2 if words != "chuyển đổi số" else 1
        assert hit.url.partition("?")[2].startswith("page=1&find=")
        assert "Công tác chuyển đổi số" in hit.note


def test_exact_places_come_first(called: Gathering, find: Find) -> None:
    assert paper_hits(find("daibieu01", "nghi thuc "))[0].page == 2
    assert paper_hits(find("daibieu01", "nghi "))[0].page == 1
    assert paper_hits(find("daibieu01", "nghị "))[0].page == 1
    assert paper_hits(find("daibieu01", '"đổi mới"'))[0].page == 2
    assert not find("daibieu01", '"mới đổi"').hits


def test_titles_symbols_and_people(called: Gathering, find: Find) -> None:
    assert titles(find("daibieu01", "118-ttr"))[0] == "118-TTr/VPTU · Đề án số hóa tài liệu"
    assert titles(find("cuong", "tran van an")) == ["Trần Văn An"]
    assert find("cuong", "tran van an").hits[0].note == "Ủy viên Ban Thường vụ, Tỉnh ủy Vĩnh Phúc"
    assert "Phiên họp Ban Thường vụ" in titles(find("daibieu01", "phien hop", kind="meeting"))


@pytest.mark.parametrize("username", PEOPLE)
def test_nobody_finds_what_they_may_not_know(called: Gathering, find: Find, username: str) -> None:
    found = find(username, "chuyen doi so")
    if username in {"thuky", *VOTERS}:
        assert found.counts == {"paper": 1, "agenda_item": 1}
    else:  # khach01 is a guest of another item.
        assert (found.hits, found.counts, found.total) == ((), {}, 0)
    assert find(username, "118").total == (1 if username in {"thuky", *VOTERS} else 0)


def test_a_guest_finds_the_item_and_papers_invited_for(called: Gathering, find: Find) -> None:
    called.paper(1, texts=["Báo cáo mật độ dân cư"], title="Báo cáo")
    assert find("khach01", "mat do dan cu").counts == {"paper": 1}
    assert find("khach01", "phien hop ban thuong vu").counts == {"meeting": 1}


def test_what_is_other_peoples_does_not_hide_ones_own(
    called: Gathering, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_LOOKED", 3)
    called.paper(1, texts=["Báo cáo mật độ dân cư"], title="Báo cáo")
    for number in range(4):
        called.paper(0, texts=["Mật độ dân cư"], title=f"Phụ lục {number}")
    for words in ("mat do dan cu", '"mật độ"', "dan cu mat do"):
        found = find("khach01", words)
        assert (found.counts, titles(found), found.capped) == ({"paper": 1}, ["Báo cáo"], False)
        assert find("cuong", words).total == 0
        assert find("daibieu01", words).capped


def test_a_draft_is_found_by_its_secretary_alone(gathering: Gathering, find: Find) -> None:
    gathering.planned()
    assert find("thuky", "phien hop").counts == {"meeting": 1}
    assert all(find(member, "phien hop").total == 0 for member in MEMBERS)


def test_above_the_clearance_there_is_no_trace(called: Gathering, find: Find, store: Store) -> None:
    assert find("daibieu01", "dot pha").total == 1
    with store.engine.begin() as connection:
        connection.execute(update(Paper).values(secrecy=1))
    found = find("daibieu01", "dot pha")
    assert (found.hits, found.counts, found.total) == ((), {}, 0)


def test_notes_are_found_on_the_layers_one_sees(called: Gathering, find: Find) -> None:
    version = called.paper(2, title="Tờ trình")
    mine, ours = note(text="Hỏi về kinh phí"), note(layer="meeting", text="Đề nghị làm rõ kinh phí")
    marks = AddAnnotations(version_id=version, annotations=[new(mine), new(ours)])
    called.run("daibieu01", add_annotations, marks)
    assert find("daibieu01", "kinh phi").counts == {"mark": 2}
    assert find("daibieu02", "kinh phi").counts == {"mark": 1}
    assert find("khach01", "kinh phi").total == find("cuong", "kinh phi").total == 0
    called.run("daibieu01", remove_annotation, RemoveAnnotation(id=UUID(str(ours["id"]))))
    assert find("daibieu02", "kinh phi").total == 0


def test_a_note_that_was_carried_over_is_found_once(
    called: Gathering, find: Find, store: Store
) -> None:
    old = called.paper(2, title="Tờ trình")
    command = AddAnnotations(version_id=old, annotations=[new(note(text="Hỏi về kinh phí"))])
    called.run("daibieu01", add_annotations, command)
    newer = called.paper_again(old)
    carry_version(store, str(newer))
    (hit,) = find("daibieu01", "kinh phi").hits
    assert str(newer) in hit.url
    with store.reading() as session:
        copy = session.scalars(select(Annotation).where(Annotation.version_id == newer)).one()
    called.run("daibieu01", remove_annotation, RemoveAnnotation(id=copy.id))
    (hit,) = find("daibieu01", "kinh phi").hits
    assert str(old) in hit.url


def test_a_new_title_takes_the_place_of_the_old_one(called: Gathering, find: Find) -> None:
    assert find("daibieu01", "phien hop ban thuong vu").counts == {"meeting": 1}
    seen = called.seen_by("thuky")
    change = UpdateMeeting(
        meeting_id=called.id, revision=seen.revision, title="Hội nghị chuyên đề",
        starts_at=seen.starts_at, ends_at=seen.ends_at, place="Phòng 2",
    )  # fmt: skip
    called.run("thuky", update_meeting, change)
    assert find("daibieu01", "phien hop ban thuong vu").total == 0
    assert find("daibieu01", "hoi nghi chuyen de").counts == {"meeting": 1}


def test_a_page_turned_leaves_no_work(gathering: Gathering, store: Store) -> None:
    gathering.running()
    index_changes(store)
    gathering.push(2)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SearchNeed)) == 0


def test_a_rebuild_leads_to_the_same(called: Gathering, find: Find, store: Store) -> None:
    before = find("daibieu01", "chuyen doi so")
    with store.reading() as session:
        entries = session.scalar(select(func.count()).select_from(SearchEntry))
    assert ask_for_all(store) > 10
    assert find("daibieu01", "chuyen doi so") == before
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SearchEntry)) == entries
        assert session.scalar(select(func.count()).select_from(SearchNeed)) == 0


@pytest.mark.parametrize("side", [None, *Side])
def test_words_are_looked_up_and_not_read_through(store: Store, side: Side | None) -> None:
    with store.reading() as session:
        found = matches(session, read_query("kinh phí"), side, exact=False)
        asked = found.compile(store.engine, compile_kwargs={"literal_binds": True})
        if store.engine.dialect.name == "sqlite":
            plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
            assert "VIRTUAL TABLE INDEX" in str(plan)
            return
        session.execute(text("SET LOCAL enable_seqscan = off"))
        session.execute(text("SET LOCAL enable_indexscan = off"))
        plan = session.connection().exec_driver_sql(f"EXPLAIN {asked}").all()
        assert "ix_search_index_" in str(plan), plan


@pytest.mark.parametrize(
    "words",
    [
        '"', "a OR b", "NEAR(a b)", "title_folded : x", "x*", "-x", "'; DROP TABLE person; --",
        "a & | ! b", "(((", "\x00\x01", "đ" * 5000, "a " * 5000, "%_\\", "🙂", ":* <->",
    ],
)  # fmt: skip
def test_no_query_breaks_it(called: Gathering, find: Find, words: str) -> None:
    find("daibieu01", words)


def test_days_and_kinds_narrow_it(called: Gathering, find: Find) -> None:
    starts = called.seen_by("thuky").starts_at
    assert find("daibieu01", "phien hop", since=starts).total == 1
    assert find("daibieu01", "phien hop", until=starts).total == 0
    assert find("daibieu01", "phien hop", kind="paper").hits == ()
    assert find("daibieu01", "phien hop", kind="khong-co").hits == ()

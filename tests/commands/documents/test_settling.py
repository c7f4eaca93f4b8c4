"""A person says where a carried mark belongs: its author, or on a shared layer who writes there."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.commands.grant import Place, SetGrant, set_grant
from documents.commands.revise_mark import RemoveAnnotation, remove_annotation
from documents.commands.settle_mark import SettledMark, SettleMark, settle_mark
from documents.events import layer_stream
from documents.grants import Level, Who
from documents.models import PaperVersion
from documents.queries.carried import CarriedView, carried_marks
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.store import Store
from tests.commands.documents.carried import FIRST, SECOND, add, first, revised, seen
from tests.commands.documents.test_carrying import ON_SECOND_LINE, ON_THIRD_LINE
from tests.marks import highlight, note
from tests.shelves import Shelf


def listed(store: Store, actor: Actor, version_id: UUID) -> list[CarriedView]:
    with store.reading() as session:
        return carried_marks(session, actor, version_id).marks


def settle(store: Store, actor: Actor, carried_id: UUID, choice: str, **where: Any) -> SettledMark:
    command = SettleMark.model_validate({"id": carried_id, "choice": choice, **where})
    return store.execute(actor, settle_mark, command)


@pytest.fixture
def orphan(store: Store, shelf: Shelf, an: Actor, binh: Actor) -> UUID:
    """A version from which the paragraph of a shared mark, answered by Bình, is gone."""
    old, mark = first(shelf, an), highlight(quads=ON_THIRD_LINE, text="Cần xem lại")
    answer = note(kind="reply", layer="meeting", page=1, parent=mark["id"], text="Đồng ý")
    add(store, an, old, mark)
    add(store, binh, old, answer | {"point": None})
    return revised(shelf, an, old, FIRST[:2], SECOND)


@pytest.mark.parametrize(("level", "refusal"), [(Level.VIEW, Denied), (Level.NONE, NotFound)])
def test_a_grant_on_the_paper_holds_for_what_was_carried(
    store: Store, orphan: UUID, an: Actor, binh: Actor, level: Level, refusal: type[Exception]
) -> None:
    (view,) = listed(store, binh, orphan)
    with store.reading() as session:
        paper_id = session.get_one(PaperVersion, orphan).paper_id
    place = Place(kind="paper", id=paper_id)
    grant = SetGrant(place=place, who=Who.PERSON, who_id=binh.person_id, level=level)
    store.execute(an, set_grant, grant)
    with pytest.raises(refusal):
        settle(store, binh, view.id, "leave_out")


def test_an_orphan_is_placed_by_a_tap_with_its_replies(
    store: Store, orphan: UUID, an: Actor, binh: Actor
) -> None:
    (view,) = listed(store, binh, orphan)
    assert (view.fate, view.new, view.is_open, view.may_settle) == ("orphaned", None, True, True)
    done = settle(store, binh, view.id, "place", page=2, point=(300, 400))
    mark, reply = seen(store, an, orphan)
    assert (mark.id, mark.page, mark.author.name) == (done.mark_id, 2, view.author)
    x0, y0, x1, y1 = mark.quads[0]
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == (300, 400)
    assert (reply.parent, reply.page, reply.text) == (mark.id, 2, "Đồng ý")
    assert [view.settled for view in listed(store, an, orphan)] == ["placed"]
    with store.reading() as session:
        events = outbox.changes(session, layer_stream(orphan), 0)
        deed = session.scalars(select(AuditEntry).where(AuditEntry.action == "mark.settled")).one()
    assert [event.payload["id"] for event in events] == [str(mark.id), str(reply.id)]
    assert deed.detail == {"choice": "placed"}


def test_there_is_nothing_to_accept_without_a_place(store: Store, orphan: UUID, an: Actor) -> None:
    (view,) = listed(store, an, orphan)
    with pytest.raises(Conflict, match=r"carried\.no_mark_there"):
        settle(store, an, view.id, "accept")
    for where, code in (
        ({}, r"carried\.choose_place"),
        ({"other": 9}, r"carried\.no_such_place"),
        ({"page": 3, "point": (1, 1)}, r"mark\.no_such_page"),
    ):
        with pytest.raises(Invalid, match=code):
            settle(store, an, view.id, "place", **where)
    assert listed(store, an, orphan)[0].settled is None


@pytest.fixture
def doubled(store: Store, shelf: Shelf, an: Actor) -> UUID:
    """A version in which the marked passage stands twice, equally well."""
    old = first(shelf, an)
    add(store, an, old, highlight(quads=ON_SECOND_LINE))
    again = ("Mở đầu bản mới", "Căn cứ các văn bản", FIRST[1], "Kết thúc bản mới")
    return revised(shelf, an, old, again, again)


def test_an_uncertain_place_is_accepted(store: Store, doubled: UUID, an: Actor) -> None:
    (view,) = listed(store, an, doubled)
    assert (view.fate, len(view.others)) == ("uncertain", 1)
    before = seen(store, an, doubled)
    settle(store, an, view.id, "accept")
    assert seen(store, an, doubled) == before
    assert not listed(store, an, doubled)[0].is_open


def test_an_offered_place_is_taken_and_the_mark_goes_there(
    store: Store, doubled: UUID, an: Actor
) -> None:
    (view,) = listed(store, an, doubled)
    (before,) = seen(store, an, doubled)
    settle(store, an, view.id, "place", other=0)
    (after,) = seen(store, an, doubled)
    assert (before.page, after.page) == (1, 2)
    assert after.created_at == before.created_at
    with store.reading() as session:
        events = outbox.changes(session, layer_stream(doubled), 0)
    assert [(e.type, e.payload["id"]) for e in events[1:]] == [
        ("annotation.removed", str(before.id)), ("annotation.added", str(after.id)),
    ]  # fmt: skip


def test_left_out_can_be_placed_after_all(store: Store, doubled: UUID, an: Actor) -> None:
    (view,) = listed(store, an, doubled)
    settle(store, an, view.id, "leave_out")
    assert seen(store, an, doubled) == []
    assert [(v.settled, v.new) for v in listed(store, an, doubled)] == [("left_out", None)]
    settle(store, an, view.id, "leave_out")
    settle(store, an, view.id, "place", page=1, point=(100, 100))
    assert [mark.page for mark in seen(store, an, doubled)] == [1]


def test_what_its_author_erased_is_listed_no_more(store: Store, doubled: UUID, an: Actor) -> None:
    (mark,) = seen(store, an, doubled)
    store.execute(an, remove_annotation, RemoveAnnotation(id=mark.id))
    assert listed(store, an, doubled) == []


def test_only_who_may_write_there_settles(
    store: Store, shelf: Shelf, doubled: UUID, an: Actor, binh: Actor, cuong: Actor
) -> None:
    (view,) = listed(store, an, doubled)
    with pytest.raises(NotFound):
        settle(store, cuong, view.id, "accept")
    shelf.is_open = False
    with pytest.raises(Denied):
        settle(store, binh, view.id, "accept")
    assert not listed(store, binh, doubled)[0].may_settle


def test_a_private_mark_is_found_and_settled_by_its_author_only(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    old = first(shelf, an)
    add(store, binh, old, highlight(layer="personal", quads=ON_THIRD_LINE, text="chuyện riêng"))
    newer = revised(shelf, an, old, FIRST[:2], SECOND)
    (view,) = listed(store, binh, newer)
    assert listed(store, an, newer) == []
    with pytest.raises(NotFound):
        settle(store, an, view.id, "leave_out")
    settle(store, binh, view.id, "place", page=1, point=(200, 200))
    assert [mark.text for mark in seen(store, binh, newer)] == ["chuyện riêng"]
    with store.reading() as session:
        assert outbox.changes(session, layer_stream(newer), 0) == []
        assert not session.scalars(
            select(AuditEntry).where(AuditEntry.action == "mark.settled")
        ).all()

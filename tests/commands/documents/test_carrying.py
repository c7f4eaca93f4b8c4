"""Marks follow to a newer version: once, by the words, each layer for its own people only."""

from uuid import UUID, uuid4

import pytest

from documents.commands.carry import CARRY
from documents.commands.revise_mark import RemoveAnnotation, remove_annotation
from documents.events import layer_stream
from documents.models import PaperVersion
from documents.states import CarryState
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from tests.commands.documents.carried import (
    FIRST,
    SECOND,
    add,
    carried,
    carry,
    first,
    revised,
    seen,
)
from tests.marks import highlight, ink, note
from tests.samples import worded_pdf
from tests.shelves import Shelf

# Lines are drawn with their foot at 80, 100, 120 points from above.
ON_SECOND_LINE = [[72, 89, 300, 103]]
ON_THIRD_LINE = [[72, 109, 300, 123]]


def test_each_mark_follows_its_words(store: Store, shelf: Shelf, an: Actor, binh: Actor) -> None:
    old = first(shelf, an)
    add(store, an, old, highlight(quads=ON_SECOND_LINE, quote=FIRST[1], text="Nêu rõ số liệu"))
    add(store, binh, old, highlight(layer="personal", quads=ON_THIRD_LINE, quote=FIRST[2]))
    newer = revised(shelf, an, old, ("Trang bìa",), FIRST[:2], SECOND)
    (moved,) = seen(store, an, newer)
    (before,) = seen(store, an, old)
    assert (moved.page, moved.quads[0][0], moved.text) == (2, pytest.approx(72, abs=2), before.text)
    assert (moved.author, moved.created_at, moved.modified_at) == (
        before.author, before.created_at, before.modified_at,
    )  # fmt: skip
    assert moved.id != before.id
    assert {row.fate for row in carried(store, newer)} == {"moved", "orphaned"}
    # The paragraph of Bình's own mark is gone: it is nowhere on the new version.
    assert seen(store, binh, newer) == [moved]
    assert len(seen(store, binh, old)) == 2, "what was written stays with the old version"
    with store.reading() as session:
        assert session.get_one(PaperVersion, newer).carry_state == CarryState.DONE


def test_replies_and_what_is_settled_follow(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    old, mark = first(shelf, an), highlight(quads=ON_SECOND_LINE)
    add(store, an, old, mark)
    said = note(kind="reply", layer="meeting", page=1, parent=mark["id"], text="Đã sửa")
    settled = said | {"id": str(uuid4()), "text": "", "state": "resolved"}
    add(store, binh, old, said | {"point": None}, settled | {"point": None})
    newer = revised(shelf, an, old, ("Trang bìa",), FIRST, SECOND)
    parent, *replies = seen(store, an, newer)
    assert [(r.kind, r.parent, r.page, r.text, r.state, r.author.name) for r in replies] == [
        ("reply", parent.id, 2, "Đã sửa", None, "Lê Thị Bình"),
        ("reply", parent.id, 2, "", "resolved", "Lê Thị Bình"),
    ]


def test_twice_is_the_same_as_once(store: Store, shelf: Shelf, an: Actor) -> None:
    old = first(shelf, an)
    add(store, an, old, ink(), note())
    newer = revised(shelf, an, old, FIRST, SECOND)
    once = seen(store, an, newer)
    with store.reading() as session:
        told = len(outbox.changes(session, layer_stream(newer), 0))
    want_again(store, newer)
    carry(shelf, newer)
    assert seen(store, an, newer) == once
    with store.reading() as session:
        assert len(outbox.changes(session, layer_stream(newer), 0)) == told


def want_again(store: Store, version_id: UUID) -> None:
    """As if the worker had been cut short before it could say that it was done."""
    from sqlalchemy import update
    from sqlalchemy.orm import Session

    with Session(store.engine) as session:
        session.execute(
            update(PaperVersion).where(PaperVersion.id == version_id).values(carry_state="wanted")
        )
        session.commit()


def test_what_was_removed_is_not_carried(store: Store, shelf: Shelf, an: Actor) -> None:
    old, gone = first(shelf, an), ink()
    answer = note(kind="reply", layer="meeting", page=1, parent=gone["id"], text="Ý kiến")
    add(store, an, old, gone, answer | {"point": None})
    store.execute(an, remove_annotation, RemoveAnnotation(id=UUID(gone["id"])))
    newer = revised(shelf, an, old, FIRST, SECOND)
    assert seen(store, an, newer) == []
    assert carried(store, newer) == []


def test_what_comes_late_on_the_old_version_follows(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    old, mark = first(shelf, an), highlight(quads=ON_SECOND_LINE)
    add(store, an, old, mark)
    newer = revised(shelf, an, old, ("Trang bìa",), FIRST, SECOND)
    queued: list[Job] = []
    store.dispatch = queued.append  # type: ignore[method-assign]
    answer = note(kind="reply", layer="meeting", page=1, parent=mark["id"], text="Gửi muộn")
    add(store, binh, old, note(page=1, point=[100, 98]), answer | {"point": None})
    assert Job(CARRY, {"version_id": str(newer)}) in queued
    carry(shelf, newer)
    parent, *rest = sorted(seen(store, binh, newer), key=lambda mark: mark.kind)
    assert [(mark.kind, mark.page, mark.parent) for mark in rest] == [
        ("note", 2, None), ("reply", 2, parent.id),
    ]  # fmt: skip


def test_through_several_versions_a_mark_stays_one(store: Store, shelf: Shelf, an: Actor) -> None:
    old = first(shelf, an)
    add(store, an, old, highlight(quads=ON_THIRD_LINE))
    second = revised(shelf, an, old, ("Trang bìa",), FIRST, SECOND)
    third = revised(shelf, an, second, ("Trang bìa",), ("Lời nói đầu",), FIRST, SECOND)
    assert [mark.page for mark in seen(store, an, third)] == [3]
    (first_row,), (second_row,) = carried(store, second), carried(store, third)
    assert first_row.root_id == second_row.root_id
    assert second_row.origin_id == first_row.mark_id


def test_a_version_that_becomes_ready_after_a_newer_one_makes_no_doubles(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    old = first(shelf, an)
    add(store, an, old, highlight(quads=ON_THIRD_LINE))
    second = shelf.revise(an, old, worded_pdf(FIRST, SECOND))
    third = revised(shelf, an, old, ("Trang bìa",), FIRST, SECOND)
    shelf.process(second)
    carry(shelf, second)
    carry(shelf, third)
    assert [mark.page for mark in seen(store, an, second)] == [1]
    assert [mark.page for mark in seen(store, an, third)] == [2]


def test_a_mark_without_a_place_is_tried_again_in_the_next_version(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    old = first(shelf, an)
    add(store, an, old, highlight(quads=ON_THIRD_LINE))
    second = revised(shelf, an, old, FIRST[:2], SECOND)
    assert seen(store, an, second) == []
    third = revised(shelf, an, second, FIRST, SECOND)
    assert [mark.page for mark in seen(store, an, third)] == [1]

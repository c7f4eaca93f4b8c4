"""Replies hang on the mark they answer, and settle it; shapes and words keep what they are."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from documents.commands.revise_mark import (
    ChangeAnnotation,
    RemoveAnnotation,
    change_annotation,
    remove_annotation,
)
from documents.marks import Drawn, Mark
from documents.queries.marks import annotations
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.store import Store
from tests.commands.documents.test_annotate import add, events
from tests.marks import ink, note
from tests.shelves import Shelf

SHAPES: list[dict[str, Any]] = [
    {"kind": "strikeout", "quads": [[72, 110, 300, 124]], "quote": "bỏ"},
    {"kind": "line", "ends": [[10, 10], [50, 60]], "width": 2.0},
    {"kind": "arrow", "ends": [[10, 10], [50, 60]], "width": 2.0},
    {"kind": "rectangle", "box": [10, 10, 50, 60], "width": 2.0},
    {"kind": "ellipse", "box": [10, 10, 50, 60], "width": 2.0},
    {"kind": "text", "box": [10, 10, 90, 60], "size": 12.0, "text": "Cần sửa"},
    {"kind": "stamp", "box": [10, 10, 90, 60], "stamp": "agreed"},
]


def mark(**fields: Any) -> dict[str, Any]:
    made = {"id": str(uuid4()), "layer": "meeting", "page": 1, "color": "#b3261e"}
    return made | fields


def reply(to: str, **fields: Any) -> dict[str, Any]:
    return mark(kind="reply", parent=to, text="Đã bổ sung") | fields


def listed(store: Store, actor: Actor, version_id: UUID) -> list[Mark]:
    with store.reading() as session:
        return annotations(session, actor, version_id).marks


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["kind"])
def test_every_kind_comes_back_as_it_was_made(
    store: Store, shelf: Shelf, an: Actor, binh: Actor, shape: dict[str, Any]
) -> None:
    version_id = shelf.ready(an)
    sent = mark(**shape)
    add(store, binh, version_id, sent)
    (got,) = listed(store, an, version_id)
    assert {name: got.wire().get(name) for name in sent} == sent
    (event,) = events(store, version_id)
    assert event.payload == got.wire()


def test_a_box_drawn_backwards_is_put_right(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    add(store, an, version_id, mark(kind="rectangle", box=[50, 60, 10, 10]))
    (got,) = listed(store, an, version_id)
    assert got.box == (10, 10, 50, 60)
    with pytest.raises(Invalid, match=r"mark\.outside_page"):
        add(store, an, version_id, mark(kind="ellipse", box=[50, 60, 700, 80]))


def test_what_a_mark_is_never_changes(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    stamp = mark(kind="stamp", box=[10, 10, 90, 60], stamp="agreed")
    text = mark(kind="text", box=[10, 10, 90, 60], size=12, text="a")
    add(store, an, version_id, stamp, text)
    moved = change(store, an, stamp["id"], box=[20, 20, 100, 70], color="#1646a8")
    assert (moved.box, moved.stamp, moved.color) == ((20, 20, 100, 70), "agreed", "#1646a8")
    with pytest.raises(Invalid, match=r"mark\.no_words"):
        change(store, an, text["id"], text=" ")


def change(store: Store, actor: Actor, mark_id: str, **changes: Any) -> Mark:
    wanted = Drawn.model_validate(changes)
    command = ChangeAnnotation(id=UUID(mark_id), revision=1, changes=wanted)
    return store.execute(actor, change_annotation, command)


def test_others_answer_and_settle(store: Store, shelf: Shelf, an: Actor, binh: Actor) -> None:
    version_id, question = shelf.ready(an), ink()
    add(store, an, version_id, question)
    words, settled = reply(question["id"]), reply(question["id"], text="", state="resolved")
    add(store, binh, version_id, words, settled)
    found = {str(m.id): m for m in listed(store, an, version_id)}
    assert str(found[words["id"]].parent) == question["id"]
    assert found[settled["id"]].state == "resolved"
    assert found[settled["id"]].author.name == "Lê Thị Bình"


def test_a_note_and_its_reply_may_come_in_one_call(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id, question = shelf.ready(an), ink()
    answer = reply(question["id"])
    add(store, an, version_id, answer, question)
    add(store, an, version_id, answer, question)
    assert len(listed(store, an, version_id)) == 2


def test_replies_go_with_what_they_answer(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    version_id, question = shelf.ready(an), ink()
    answer = reply(question["id"])
    add(store, an, version_id, question)
    add(store, binh, version_id, answer)
    store.execute(an, remove_annotation, RemoveAnnotation(id=UUID(question["id"])))
    assert listed(store, binh, version_id) == []
    with pytest.raises(Conflict, match=r"mark\.answered_gone"):
        add(store, binh, version_id, reply(question["id"]))
    replayed = add(store, binh, version_id, answer)
    assert replayed.annotations[0].revision == 1, "a replay is answered as the first time"


@pytest.mark.parametrize("wrong", [{"page": 2}, {"layer": "personal"}, {"layer": "unit"}], ids=str)
def test_a_reply_stands_where_its_mark_stands(
    store: Store, shelf: Shelf, an: Actor, wrong: dict[str, Any]
) -> None:
    version_id, question = shelf.ready(an), ink()
    add(store, an, version_id, question)
    with pytest.raises(Invalid, match=r"mark\.reply_elsewhere"):
        add(store, an, version_id, reply(question["id"], **wrong))


def test_what_cannot_be_answered(store: Store, shelf: Shelf, an: Actor, binh: Actor) -> None:
    version_id, question, private = shelf.ready(an), ink(), note()
    answer = reply(question["id"])
    add(store, an, version_id, question, answer, private)
    with pytest.raises(Invalid, match=r"mark\.reply_elsewhere"):
        add(store, an, version_id, reply(answer["id"]))
    with pytest.raises(Invalid, match=r"mark\.not_a_reply"):
        add(store, an, version_id, ink(parent=question["id"]))
    for hidden in (private["id"], str(uuid4())):
        with pytest.raises(NotFound):
            add(store, binh, version_id, reply(hidden, layer="personal", page=2))
    other = shelf.ready(an)
    with pytest.raises(Invalid, match=r"mark\.reply_elsewhere"):
        add(store, an, other, reply(question["id"]))

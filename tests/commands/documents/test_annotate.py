"""Marks are stored once, within their page, and told to the room when they are for the room."""

import threading
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from documents.commands.annotate import AddAnnotations, StoredMarks, add_annotations
from documents.commands.revise_mark import RemoveAnnotation, remove_annotation
from documents.events import layer_stream
from documents.models import Annotation
from documents.queries.marks import annotations
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.store import Store
from tests.marks import highlight, ink, new, note
from tests.shelves import Shelf


def add(store: Store, actor: Actor, version_id: UUID, *wires: dict[str, Any]) -> StoredMarks:
    marks = [new(wire) for wire in wires]
    command = AddAnnotations(version_id=version_id, annotations=marks)
    return store.execute(actor, add_annotations, command)


def seen(store: Store, actor: Actor, version_id: UUID) -> list[str]:
    with store.reading() as session:
        return [str(mark.id) for mark in annotations(session, actor, version_id).marks]


def events(store: Store, version_id: UUID) -> list[outbox.OutboxEntry]:
    with store.reading() as session:
        return outbox.changes(session, layer_stream(version_id), 0)


def stored(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Annotation)) or 0


def test_the_meeting_layer_is_seen_by_all_and_a_personal_note_by_nobody_else(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    version_id = shelf.ready(an)
    shared, own = ink(), note()
    add(store, binh, version_id, shared, own)
    assert seen(store, binh, version_id) == [shared["id"], own["id"]]
    assert seen(store, an, version_id) == [shared["id"]]
    (event,) = events(store, version_id)
    assert (event.type, event.payload["id"]) == ("annotation.added", shared["id"])
    assert event.payload["author"] == {"id": str(binh.person_id), "name": "Lê Thị Bình"}
    assert own["text"] not in str(event.payload)


def test_the_event_is_the_mark_as_it_is_listed(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    add(store, an, version_id, ink(), highlight())
    with store.reading() as session:
        listed = annotations(session, an, version_id)
    assert [mark.wire() for mark in listed.marks] == [e.payload for e in events(store, version_id)]
    assert listed.shared[-1].last == 2


def test_sending_again_stores_nothing_twice(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    marks = [ink(), highlight(), note()]
    first = add(store, an, version_id, *marks)
    again = add(store, an, version_id, *marks, marks[0])
    assert again.annotations[:3] == first.annotations
    assert (stored(store), len(events(store, version_id))) == (3, 2)


def test_a_late_replay_does_not_bring_a_removed_mark_back(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    version_id, mark = shelf.ready(an), ink()
    add(store, an, version_id, mark)
    store.execute(an, remove_annotation, RemoveAnnotation(id=UUID(mark["id"])))
    (answered,) = add(store, an, version_id, mark).annotations
    assert answered.deleted
    assert seen(store, an, version_id) == []


@pytest.mark.parametrize("what", ["content", "layer", "author", "version"])
def test_an_id_stands_for_one_mark_of_one_person(
    store: Store, shelf: Shelf, an: Actor, binh: Actor, what: str
) -> None:
    version_id, mark, fresh = shelf.ready(an), ink(), ink()
    add(store, an, version_id, mark)
    changes: dict[str, dict[str, Any]] = {
        "content": {"width": 9}, "layer": {"layer": "personal"}
    }  # fmt: skip
    other = mark | changes.get(what, {})
    target = shelf.ready(an) if what == "version" else version_id
    with pytest.raises(Conflict, match=r"mark\.id_taken"):
        add(store, binh if what == "author" else an, target, fresh, other)
    assert stored(store) == 1, "a refused call must store none of its marks"


def test_two_identical_requests_at_once_store_one_mark(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    version_id, mark = shelf.ready(an), ink()
    failures: list[Exception] = []

    def send() -> None:
        try:
            add(store, an, version_id, mark)
        except Exception as error:  # noqa: BLE001 - any failure fails the test
            failures.append(error)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (stored(store), len(events(store, version_id))) == (1, 1)


def test_what_lies_beside_the_page_is_refused_whole(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    with pytest.raises(Invalid, match=r"mark\.outside_page"):
        add(store, an, version_id, ink(), note(point=[700, 20]))
    with pytest.raises(Invalid, match=r"mark\.no_such_page"):
        add(store, an, version_id, ink(), ink(page=4))
    assert stored(store) == 0


def test_rights_to_the_layers(
    store: Store, shelf: Shelf, an: Actor, binh: Actor, cuong: Actor
) -> None:
    version_id = shelf.ready(an)
    with pytest.raises(NotFound):
        add(store, cuong, version_id, note())
    shelf.is_open = False
    with pytest.raises(Denied):
        add(store, binh, version_id, note(), ink())
    assert len(add(store, binh, version_id, note()).annotations) == 1


def test_nothing_is_written_on_a_paper_that_cannot_be_read_yet(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    version_id = shelf.upload(an).version_id
    with pytest.raises(Conflict, match=r"paper\.not_ready"):
        add(store, an, version_id, ink())
    with pytest.raises(NotFound):
        add(store, an, uuid4(), ink())


def test_text_is_stored_composed(store: Store, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.ready(an)
    add(store, an, version_id, note(text="Quye\u0302\u0301t đi\u0323nh"))
    with store.reading() as session:
        (mark,) = annotations(session, an, version_id).marks
    assert mark.text == "Quy\u1ebft đ\u1ecbnh"


@pytest.mark.parametrize(
    "bad",
    [
        {"strokes": None}, {"strokes": []}, {"strokes": [[]]}, {"color": "red"}, {"opacity": 0},
        {"strokes": [[[1, 1]] * 10_001]}, {"strokes": [[[float("nan"), 1]]]}, {"width": 1000},
        {"text": "a" * 5_001}, {"kind": "stamp"}, {"layer": "office"}, {"page": 0},
        {"kind": "note", "point": None}, {"kind": "highlight", "quads": None},
        {"kind": "line", "box": [0, 0, 9, 9]}, {"kind": "rectangle", "ends": [[0, 0], [9, 9]]},
        {"kind": "text", "box": [0, 0, 9, 9], "text": " "}, {"kind": "reply", "text": "a"},
        {"kind": "reply", "parent": str(uuid4()), "text": ""},
        {"kind": "stamp", "stamp": "agreed"}, {"kind": "stamp", "stamp": "x", "box": [0, 0, 9, 9]},
    ],
)  # fmt: skip
def test_shapes_that_cannot_be(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        new(ink(**bad))


def test_five_hundred_marks_at_most(shelf: Shelf, an: Actor) -> None:
    marks = [new(ink()) for _ in range(501)]
    with pytest.raises(ValidationError):
        AddAnnotations(version_id=uuid4(), annotations=marks)

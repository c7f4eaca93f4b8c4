"""Marks are moved, edited and removed by their authors only."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.revise_mark import (
    ChangeAnnotation,
    RemoveAnnotation,
    change_annotation,
    remove_annotation,
)
from documents.events import layer_stream
from documents.marks import Drawn, Mark
from documents.queries.marks import annotations
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, Invalid, NotFound, Stale
from ecabinet.core.store import Store
from tests.marks import ink, new, note
from tests.shelves import Shelf


def made(store: Store, shelf: Shelf, owner: Actor, author: Actor, wire: dict[str, Any]) -> UUID:
    version_id = shelf.ready(owner)
    mark = new(wire)
    command = AddAnnotations(version_id=version_id, annotations=[mark])
    store.execute(author, add_annotations, command)
    return mark.id


def change(store: Store, actor: Actor, mark_id: UUID, revision: int, **changes: Any) -> Mark:
    wanted = Drawn.model_validate(changes)
    command = ChangeAnnotation(id=mark_id, revision=revision, changes=wanted)
    return store.execute(actor, change_annotation, command)


def test_a_change_keeps_what_was_not_sent_and_tells_the_room(
    store: Store, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    mark_id = made(store, shelf, an, binh, ink())
    moved = change(store, binh, mark_id, 1, strokes=[[[10, 10], [20, 20]]], text="rõ hơn")
    assert (moved.revision, moved.color, moved.text) == (2, "#b3261e", "rõ hơn")
    with store.reading() as session:
        entries = outbox.changes(session, layer_stream(moved.version_id), 0)
        (listed,) = annotations(session, an, moved.version_id).marks
    assert [entry.type for entry in entries] == ["annotation.added", "annotation.changed"]
    assert entries[-1].payload == moved.wire() == listed.wire()


def test_who_saw_an_older_state_is_told(store: Store, shelf: Shelf, an: Actor) -> None:
    mark_id = made(store, shelf, an, an, note())
    change(store, an, mark_id, 1, text="một")
    with pytest.raises(Stale):
        change(store, an, mark_id, 1, text="hai")


def test_a_change_must_stay_on_the_page(store: Store, shelf: Shelf, an: Actor) -> None:
    mark_id = made(store, shelf, an, an, note())
    with pytest.raises(Invalid, match=r"mark\.outside_page"):
        change(store, an, mark_id, 1, point=[-50, 3])


def test_nobody_else_changes_or_removes(
    store: Store, shelf: Shelf, an: Actor, binh: Actor, cuong: Actor
) -> None:
    shared = made(store, shelf, an, binh, ink())
    private = made(store, shelf, an, binh, note())
    for actor, mark_id, refusal in (
        (an, shared, Denied), (an, private, NotFound),
        (cuong, shared, NotFound), (cuong, private, NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            change(store, actor, mark_id, 1, text="của tôi")
        with pytest.raises(refusal):
            store.execute(actor, remove_annotation, RemoveAnnotation(id=mark_id))


def test_removing_twice_is_once_and_personal_marks_go_quietly(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    shared = made(store, shelf, an, an, ink())
    private = made(store, shelf, an, an, note())
    for mark_id in (shared, private, shared):
        store.execute(an, remove_annotation, RemoveAnnotation(id=mark_id))
    with pytest.raises(NotFound):
        change(store, an, shared, 1, text="muộn")
    with store.reading() as session:
        types = [
            entry.type
            for entry in session.scalars(
                select(outbox.OutboxEntry).where(outbox.OutboxEntry.stream.like("paper:%"))
            )
        ]
    assert types == ["annotation.added", "annotation.removed"]

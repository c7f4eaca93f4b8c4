"""A file saved with its annotations and sent again: each stands once in the newer version."""

from uuid import UUID

from documents.carrier import carry_version
from documents.marks import Mark
from documents.queries.marks import annotations
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from tests.annotated import INK, RECT, annotated, thread
from tests.shelves import Shelf

NOTE = {"/Subtype": "/Text", "/Rect": RECT, "/Contents": "Vì sao?", "/T": "Đại biểu 02",
        "/M": "D:20220831140506+07'00'"}  # fmt: skip
LATER = {**NOTE, "/M": "D:20220901080000+07'00'", "/Contents": "Đã rõ"}


def versions(shelf: Shelf, an: Actor, first: bytes, second: bytes, onto: str = "meeting") -> UUID:
    """Two versions, each with what its file brought; the newer one, with what was carried over."""
    old = shelf.upload(an, first, marks_onto="meeting").version_id
    shelf.process(old)
    new = shelf.revise(an, old, second, marks_onto=onto)
    shelf.process(new)
    carry_version(shelf.platform.store, str(new))
    return new


def seen(store: Store, actor: Actor, version_id: UUID) -> list[Mark]:
    with store.reading() as session:
        return annotations(session, actor, version_id).marks


def told(marks: list[Mark]) -> list[tuple[str, str]]:
    return sorted((mark.kind, mark.text) for mark in marks)


def test_what_stood_before_stands_once_and_what_is_new_comes(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    new = versions(shelf, an, annotated(INK, NOTE), annotated(INK, NOTE, LATER))
    assert told(seen(store, an, new)) == [("ink", ""), ("note", "Vì sao?"), ("note", "Đã rõ")]


def test_a_new_reply_in_the_file_is_not_lost(store: Store, shelf: Shelf, an: Actor) -> None:
    reply = {"/Contents": "Đã rõ", "/T": "Đại biểu 02"}
    new = versions(shelf, an, thread([]), thread([(0, reply)]))
    assert ("reply", "Đã rõ") in told(seen(store, an, new))


def test_another_layer_is_another_mark(store: Store, shelf: Shelf, an: Actor, binh: Actor) -> None:
    new = versions(shelf, an, annotated(NOTE), annotated(NOTE), onto="personal")
    assert sorted(mark.layer for mark in seen(store, an, new)) == ["meeting", "personal"]
    assert [mark.layer for mark in seen(store, binh, new)] == ["meeting"]


def test_the_same_words_of_another_moment_are_another_mark(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    again = {**NOTE, "/M": "D:20220831150000+07'00'"}
    new = versions(shelf, an, annotated(NOTE), annotated(again))
    assert told(seen(store, an, new)) == [("note", "Vì sao?")] * 2

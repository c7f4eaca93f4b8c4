"""Marks carried by layer: nobody learns of one that is not theirs; many, and what was left."""

import logging
from typing import Any

import pytest
from sqlalchemy import select

from documents import carrier
from documents.commands.carry import CARRY
from documents.events import layer_stream
from documents.models import Annotation
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.platform import Platform
from tests.commands.documents.carried import (
    FIRST,
    SECOND,
    add,
    carry,
    first,
    revised,
    seen,
)
from tests.marks import ink, note
from tests.samples import worded_pdf
from tests.shelves import Shelf


def test_nobody_learns_of_a_layer_that_is_not_theirs(
    store: Store,
    shelf: Shelf,
    an: Actor,
    binh: Actor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    old, words = first(shelf, an), "chuyện riêng của Bình"
    add(store, binh, old, note(page=1, point=[100, 98], text=words))
    caplog.set_level(logging.DEBUG)
    newer = revised(shelf, an, old, ("Trang bìa",), FIRST, SECOND)
    assert [mark.text for mark in seen(store, binh, newer)] == [words]
    assert seen(store, an, newer) == []
    assert words not in caplog.text
    with store.reading() as session:
        assert outbox.changes(session, layer_stream(newer), 0) == []
        deeds = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "paper.marks_carried")
        ).all()
        rows = session.scalars(select(outbox.OutboxEntry)).all()
    assert [deed.detail["marks"] for deed in deeds] == [0]
    assert words not in str([row.payload for row in rows])


def test_shared_marks_are_told_live_in_their_own_layer_only(
    store: Store, shelf: Shelf, an: Actor
) -> None:
    old = first(shelf, an)
    add(store, an, old, ink(), ink(layer="unit"))
    newer = revised(shelf, an, old, FIRST, SECOND)
    with store.reading() as session:
        rows = session.scalars(select(Annotation).where(Annotation.version_id == newer)).all()
        for row in rows:
            (event,) = outbox.changes(session, layer_stream(newer, row.unit_id), 0)
            assert (event.type, event.payload["id"]) == ("annotation.added", str(row.id))
    assert len(rows) == 2


def test_many_marks_are_carried_some_at_a_time(
    store: Store, shelf: Shelf, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "AT_ONCE", 3)
    old = first(shelf, an)
    add(store, an, old, *(ink() for _ in range(10)))
    newer = shelf.revise(an, old, worded_pdf(FIRST, SECOND))
    shelf.process(newer)
    before = store.execute
    calls: list[str] = []

    def counted(actor: Any, command: Any, payload: Any, **rest: Any) -> Any:
        calls.append(command.__name__)
        return before(actor, command, payload, **rest)

    monkeypatch.setattr(store, "execute", counted)
    carry(shelf, newer)
    assert calls == ["carry_marks"] * 4 + ["finish_carrying"]
    assert len(seen(store, an, newer)) == 10


def test_the_sweep_finds_what_was_left(
    platform: Platform, store: Store, shelf: Shelf, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = first(shelf, an)
    newer = shelf.revise(an, old, worded_pdf(FIRST))
    shelf.process(newer)
    queued: list[Job] = []
    monkeypatch.setattr(store, "dispatch", queued.append)
    carrier.sweep(store)
    assert queued == [], "it has only just been wanted"
    monkeypatch.setattr(carrier, "LEFT_AFTER", -carrier.LEFT_AFTER)
    carrier.sweep(store)
    assert queued == [Job(CARRY, {"version_id": str(newer)})]

"""Grants set, changed, removed: what it does, each refusal, who is told, and windows that turn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from documents import windows
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.grant import (
    AT_MOST,
    Place,
    RemoveGrant,
    SetGrant,
    TellWindow,
    remove_grant,
    set_grant,
    tell_window,
)
from documents.grants import Level, Who
from documents.models import PaperGrant, PaperVersion
from documents.queries.grants import grants_of_paper, own_rights
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from tests.fixtures import Office
from tests.marks import ink, new
from tests.shelves import AN, BINH, CUONG, KIND, Shelf

AsActor = Callable[[str], Actor]


@pytest.fixture
def version(shelf: Shelf, as_actor: AsActor) -> UUID:
    return shelf.ready(as_actor(AN))


def place_of(store: Store, version: UUID) -> Place:
    with store.reading() as s:
        return Place(kind="paper", id=s.get_one(PaperVersion, version).paper_id)


def events(store: Store) -> list[tuple[str, str, dict[str, Any]]]:
    with store.reading() as s:
        rows = s.scalars(select(OutboxEntry).order_by(OutboxEntry.at, OutboxEntry.seq))
        found = [(row.stream, row.type, row.payload) for row in rows]
    return [e for e in found if e[1] in ("access.asked", "paper.rights_changed")]


def test_view_only_for_one_person_and_back(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor, office: Office
) -> None:
    an, binh, place = as_actor(AN), as_actor(BINH), place_of(store, version)
    named = {"who": Who.PERSON, "who_id": office.people[BINH]}
    store.execute(an, set_grant, SetGrant(place=place, level=Level.VIEW, **named))
    with store.reading() as s:
        assert own_rights(s, binh, version).level is Level.VIEW
        assert own_rights(s, an, version).level is Level.PRINT
    marks = AddAnnotations(version_id=version, annotations=[new(ink(layer="personal"))])
    with pytest.raises(Denied):
        store.execute(binh, add_annotations, marks)
    # Set again for the same person: changed, not added.
    store.execute(an, set_grant, SetGrant(place=place, level=Level.ANNOTATE, **named))
    store.execute(binh, add_annotations, marks)
    with store.reading() as s:
        assert [row.level for row in s.scalars(select(PaperGrant))] == [2]
    store.execute(an, remove_grant, RemoveGrant(place=place, **named))
    with store.reading() as s:
        assert own_rights(s, binh, version).level is Level.PRINT
    before = len(events(store))
    store.execute(an, remove_grant, RemoveGrant(place=place, **named))
    assert len(events(store)) == before, "twice is the same as once"


def test_it_is_told_and_written_down(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor, office: Office
) -> None:
    place = place_of(store, version)
    command = SetGrant(place=place, who=Who.UNIT, who_id=office.units["TU"], level=Level.NONE)
    store.execute(as_actor(AN), set_grant, command)
    payload = {"container_kind": KIND, "container_id": str(shelf.id)}
    assert sorted(events(store), key=lambda e: e[:2]) == [
        ("access", "access.asked", {"rooms": f"paper:{version}:"}),
        (f"paper:{version}:meeting", "paper.rights_changed", payload),
        (f"shelf:{shelf.id}", "paper.rights_changed", payload),
    ]
    with store.reading() as s:
        deed = s.scalars(select(AuditEntry).where(AuditEntry.action == "grant.set")).one()
    assert deed.detail["level"] == 0
    assert deed.detail["unit_id"] == str(office.units["TU"])


def test_for_a_place_every_paper_is_told(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor
) -> None:
    other = shelf.ready(as_actor(AN))
    place = Place(kind=KIND, id=shelf.id)
    store.execute(as_actor(AN), set_grant, SetGrant(place=place, who=Who.ALL, level=Level.NONE))
    emptied = {payload["rooms"] for _s, kind, payload in events(store) if kind == "access.asked"}
    assert emptied == {f"paper:{version}:", f"paper:{other}:"}
    with store.reading() as s, pytest.raises(NotFound):
        own_rights(s, as_actor(BINH), other)


@pytest.mark.parametrize(("username", "error"), [(BINH, Denied), (CUONG, NotFound)])
def test_only_who_manages_the_papers_sets_them(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor, username: str, error: type[Any]
) -> None:
    actor, place = as_actor(username), place_of(store, version)
    for where in (place, Place(kind=KIND, id=shelf.id)):
        with pytest.raises(error):
            store.execute(actor, set_grant, SetGrant(place=where, who=Who.ALL, level=Level.PRINT))
        with pytest.raises(error):
            store.execute(actor, remove_grant, RemoveGrant(place=where, who=Who.ALL))
    with store.reading() as s, pytest.raises(error):
        grants_of_paper(s, actor, version)
    nowhere = Place(kind="nowhere", id=shelf.id)
    with pytest.raises(NotFound):
        store.execute(actor, set_grant, SetGrant(place=nowhere, who=Who.ALL, level=Level.PRINT))


def test_what_is_refused(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor, office: Office
) -> None:
    an, place, now = as_actor(AN), place_of(store, version), utc_now()
    hour, someone = timedelta(hours=1), office.people[BINH]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"who": Who.PERSON}, "grant.nobody"),
        ({"who": Who.PERSON, "who_id": uuid4()}, "grant.nobody"),
        ({"who": Who.UNIT, "who_id": someone}, "grant.nobody"),
        ({"who": Who.ALL, "who_id": someone}, "grant.nobody"),
        ({"who": Who.ALL, "starts_at": now + hour, "ends_at": now + hour}, "grant.window"),
        ({"who": Who.ALL, "ends_at": now - hour}, "grant.past"),
        ({"who": Who.ALL, "level": Level.NONE, "ends_at": now + hour}, "grant.none_always"),
    ]
    for fields, code in wrong:
        with pytest.raises(Invalid) as refused:
            store.execute(an, set_grant, SetGrant(place=place, **{"level": Level.VIEW, **fields}))
        assert refused.value.code == code
    with store.reading() as s:
        assert s.scalars(select(PaperGrant)).all() == []


def test_a_place_does_not_take_endless_grants(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor
) -> None:
    place = place_of(store, version)

    def fill(uow: Any, _cmd: Any) -> None:
        for _ in range(AT_MOST):
            uow.session.add(
                PaperGrant(
                    place_kind=place.kind,
                    place_id=place.id,
                    who_kind="person",
                    who_id=uuid4(),
                    level=1,
                    set_at=uow.now,
                )
            )

    store.execute(SYSTEM, fill, None)  # type: ignore[type-var]
    command = SetGrant(place=place, who=Who.ALL, level=Level.VIEW)
    with pytest.raises(Conflict, match="grant.too_many"):
        store.execute(as_actor(AN), set_grant, command)


def test_a_window_that_turns_is_told_once(
    store: Store, shelf: Shelf, version: UUID, as_actor: AsActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []
    monkeypatch.setattr(store, "dispatch", jobs.append)
    now, place = utc_now(), place_of(store, version)
    end = now + timedelta(seconds=30)
    command = SetGrant(place=place, who=Who.ALL, level=Level.VIEW, ends_at=end)
    store.execute(as_actor(AN), set_grant, command)
    assert [(job.name, job.at) for job in jobs if job.at] == [("documents.tell_window", end)]
    grant_id = UUID(next(job.arguments["grant_id"] for job in jobs if job.at))
    before = len(events(store))
    store.execute(SYSTEM, tell_window, TellWindow(grant_id=grant_id))
    assert len(events(store)) == before, "its moment has not come"
    later = end + timedelta(seconds=1)
    store.clock = lambda: later
    monkeypatch.setattr("documents.windows.utc_now", lambda: later)
    jobs.clear()
    windows.sweep(store)
    assert [job.arguments for job in jobs] == [{"grant_id": str(grant_id)}]
    windows.tell(store, str(grant_id))
    told = len(events(store))
    assert told > before
    windows.tell(store, str(grant_id))
    assert len(events(store)) == told
    jobs.clear()
    windows.sweep(store)
    assert jobs == []

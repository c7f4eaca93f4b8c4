"""Role × permission for papers and marks: every cell, and the SQL twins agree."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from documents import access
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.models import Annotation, Paper
from documents.policies import POLICIES, MarkPermission, PaperPermission, visible_to
from documents.queries import marks as mark_queries
from ecabinet.core.actors import Actor
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from tests.fixtures import Office
from tests.marks import ink, new
from tests.shelves import AN, BINH, CUONG, Shelf

OK, DENIED, HIDDEN = "", "Denied", "NotFound"

# permission → what An (owner), Bình (member) and Cường (nothing) get.
ON_PAPERS: dict[PaperPermission, tuple[str, str, str]] = {
    PaperPermission.READ: (OK, OK, HIDDEN),
    PaperPermission.ANNOTATE: (OK, OK, HIDDEN),
    PaperPermission.DOWNLOAD: (OK, OK, HIDDEN),
    PaperPermission.PRINT: (OK, OK, HIDDEN),
    PaperPermission.MARK_OWN: (OK, OK, HIDDEN),
    PaperPermission.MARK_MEETING: (OK, OK, HIDDEN),
    PaperPermission.KEEP_PLACE: (OK, OK, HIDDEN),
    PaperPermission.UPLOAD: (OK, DENIED, HIDDEN),
    PaperPermission.POINT: (OK, DENIED, HIDDEN),
    PaperPermission.RECALL: (OK, DENIED, HIDDEN),
    PaperPermission.TAKE_CLEAN: (OK, DENIED, HIDDEN),
    PaperPermission.TAKE_ORIGINAL: (OK, DENIED, HIDDEN),
    PaperPermission.GRANT: (OK, DENIED, HIDDEN),
    # Of a paper that stands; one that was recalled: tests/commands/documents/test_recall.py.
    PaperPermission.RESTORE: (DENIED, DENIED, HIDDEN),
}
WHEN_CLOSED = ON_PAPERS | {PaperPermission.MARK_MEETING: (DENIED, DENIED, HIDDEN)}
# On the layer of the unit in which An and Bình hold an office, and on that of another one.
ON_UNITS: dict[PaperPermission, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    PaperPermission.READ_UNIT: ((OK, OK, HIDDEN), (HIDDEN,) * 3),
    PaperPermission.MARK_UNIT: ((OK, OK, HIDDEN), (HIDDEN,) * 3),
}
# (layer, open?) → for a mark that Bình made.
ON_MARKS: dict[tuple[str, bool], dict[MarkPermission, tuple[str, str, str]]] = {
    ("meeting", True): {
        MarkPermission.READ: (OK, OK, HIDDEN),
        MarkPermission.CHANGE: (DENIED, OK, HIDDEN),
        MarkPermission.REMOVE: (DENIED, OK, HIDDEN),
        MarkPermission.SETTLE: (OK, OK, HIDDEN),
    },
    ("meeting", False): {
        MarkPermission.READ: (OK, OK, HIDDEN),
        MarkPermission.CHANGE: (DENIED, DENIED, HIDDEN),
        MarkPermission.REMOVE: (DENIED, DENIED, HIDDEN),
        MarkPermission.SETTLE: (DENIED, DENIED, HIDDEN),
    },
    ("unit", True): {
        MarkPermission.READ: (OK, OK, HIDDEN),
        MarkPermission.CHANGE: (DENIED, OK, HIDDEN),
        MarkPermission.REMOVE: (DENIED, OK, HIDDEN),
        MarkPermission.SETTLE: (OK, OK, HIDDEN),
    },
    ("unit", False): {
        MarkPermission.READ: (OK, OK, HIDDEN),
        MarkPermission.CHANGE: (DENIED, OK, HIDDEN),
        MarkPermission.REMOVE: (DENIED, OK, HIDDEN),
        MarkPermission.SETTLE: (OK, OK, HIDDEN),
    },
    ("personal", True): {
        MarkPermission.READ: (HIDDEN, OK, HIDDEN),
        MarkPermission.CHANGE: (HIDDEN, OK, HIDDEN),
        MarkPermission.REMOVE: (HIDDEN, OK, HIDDEN),
        MarkPermission.SETTLE: (HIDDEN, OK, HIDDEN),
    },
    ("personal", False): {
        MarkPermission.READ: (HIDDEN, OK, HIDDEN),
        MarkPermission.CHANGE: (HIDDEN, OK, HIDDEN),
        MarkPermission.REMOVE: (HIDDEN, OK, HIDDEN),
        MarkPermission.SETTLE: (HIDDEN, OK, HIDDEN),
    },
}
PEOPLE = (AN, BINH, CUONG)
AsActor = Callable[[str], Actor]


def outcome(gate: Callable[..., object], *args: object) -> str:
    try:
        gate(*args)
    except DomainError as error:
        return type(error).__name__
    return OK


def test_the_matrix_names_every_permission() -> None:
    named = {*ON_PAPERS, *ON_UNITS, *(p for row in ON_MARKS.values() for p in row)}
    assert named == set(POLICIES) == {*PaperPermission, *MarkPermission}


@pytest.mark.parametrize("is_open", [True, False])
def test_papers(store: Store, shelf: Shelf, as_actor: AsActor, *, is_open: bool) -> None:
    receipt = shelf.upload(as_actor(AN))
    shelf.is_open = is_open
    for permission, cells in (ON_PAPERS if is_open else WHEN_CLOSED).items():
        for username, expected in zip(PEOPLE, cells, strict=True):
            actor = as_actor(username)
            with store.reading() as s:
                got = (
                    outcome(access.shelf, s, actor, "agenda_item", shelf.id, permission),
                    outcome(access.paper, s, actor, receipt.paper_id, permission),
                    outcome(access.version, s, actor, receipt.version_id, permission),
                )
            assert got == (expected,) * 3, (permission, username)


def test_layers_of_units(store: Store, shelf: Shelf, office: Office, as_actor: AsActor) -> None:
    version_id = shelf.ready(as_actor(AN))
    for permission, by_unit in ON_UNITS.items():
        for unit, cells in zip(("TU", "BTCTU"), by_unit, strict=True):
            for username, expected in zip(PEOPLE, cells, strict=True):
                args = (as_actor(username), version_id, office.units[unit], permission)
                with store.reading() as s:
                    got = outcome(access.unit_layer, s, *args)
                assert got == expected, (permission, unit, username)


@pytest.mark.parametrize("layer", ["meeting", "unit", "personal"])
@pytest.mark.parametrize("is_open", [True, False])
def test_marks(store: Store, shelf: Shelf, as_actor: AsActor, layer: str, *, is_open: bool) -> None:
    mark_id = mark_of_binh(store, shelf, as_actor, layer)
    shelf.is_open = is_open
    for permission, cells in ON_MARKS[layer, is_open].items():
        for username, expected in zip(PEOPLE, cells, strict=True):
            actor = as_actor(username)
            with store.reading() as s:
                got = outcome(access.mark, s, actor, mark_id, permission)
            assert got == expected, (permission, username)


def mark_of_binh(store: Store, shelf: Shelf, as_actor: AsActor, layer: str) -> UUID:
    version_id = shelf.ready(as_actor(AN))
    mark = new(ink(layer=layer))
    command = AddAnnotations(version_id=version_id, annotations=[mark])
    store.execute(as_actor(BINH), add_annotations, command)
    return mark.id


def test_what_does_not_exist_looks_like_what_is_hidden(
    store: Store, shelf: Shelf, as_actor: AsActor
) -> None:
    shelf.upload(as_actor(AN))
    an = as_actor(AN)
    with store.reading() as s:
        assert outcome(access.paper, s, an, uuid4(), PaperPermission.READ) == HIDDEN
        assert outcome(access.version, s, an, uuid4(), PaperPermission.UPLOAD) == HIDDEN
        assert outcome(access.mark, s, an, uuid4(), MarkPermission.REMOVE) == HIDDEN
        assert outcome(access.shelf, s, an, "no kind", shelf.id, PaperPermission.READ) == (HIDDEN)


def test_sql_twins_agree_with_the_predicates(store: Store, shelf: Shelf, as_actor: AsActor) -> None:
    receipt = shelf.upload(as_actor(AN))
    marks = [
        mark_of_binh(store, shelf, as_actor, layer) for layer in ("meeting", "unit", "personal")
    ]
    for username in PEOPLE:
        actor = as_actor(username)
        with store.reading() as s:
            listed = receipt.paper_id in s.scalars(select(Paper.id).where(visible_to(actor))).all()
            gate = outcome(access.paper, s, actor, receipt.paper_id, PaperPermission.READ)
            assert listed == (gate == OK)
            if gate != OK:
                continue  # The marks' twin speaks of versions that may be read.
            seen = set(s.scalars(select(Annotation.id).where(mark_queries.visible_to(actor))))
            for mark_id in marks:
                gate = outcome(access.mark, s, actor, mark_id, MarkPermission.READ)
                assert (mark_id in seen) == (gate == OK)

"""Annotations in an uploaded file become marks: whose, on which layer, once, and drawn once."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from documents.commands.revise_mark import (
    ChangeAnnotation,
    RemoveAnnotation,
    change_annotation,
    remove_annotation,
)
from documents.commands.take_marks import TakeMarks, take_marks, taken_marks
from documents.marks import Drawn, Mark
from documents.models import Annotation, PaperVersion
from documents.pdf.annotate import write_annotations
from documents.queries.marks import annotations
from documents.states import VersionState
from ecabinet.core import outbox
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.search.models import SearchNeed
from ecabinet.platform import Platform
from tests.annotated import INK, RECT, annotated
from tests.shelves import A4, Shelf

NOTE = {"/Subtype": "/Text", "/Rect": RECT, "/Contents": "Vì sao?", "/T": "Đại biểu 02",
        "/M": "D:20220831140506+07'00'"}  # fmt: skip
LINK = {"/Subtype": "/Link", "/Rect": RECT}


def sent(shelf: Shelf, actor: Actor, onto: str | None = "meeting") -> UUID:
    """A file with a stroke, a note in the name of Bình, and a link, looked into."""
    version_id = shelf.upload(actor, annotated(INK, NOTE, LINK), marks_onto=onto).version_id
    shelf.process(version_id)
    return version_id


def seen(platform: Platform, actor: Actor, version_id: UUID) -> Sequence[Mark]:
    with platform.store.reading() as session:
        return annotations(session, actor, version_id).marks


def version_of(platform: Platform, version_id: UUID) -> PaperVersion:
    with platform.store.reading() as session:
        return session.get_one(PaperVersion, version_id)


def in_served(platform: Platform, version_id: UUID) -> list[str]:
    version = version_of(platform, version_id)
    assert version.served_blob
    page = PdfReader(platform.blobs.path(version.served_blob)).pages[0]
    return [str(each.get_object()["/Subtype"]) for each in page.get("/Annots") or []]


def test_they_become_marks_of_the_meeting_and_leave_the_file(
    platform: Platform, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    version_id = sent(shelf, an)
    marks = seen(platform, binh, version_id)
    assert {(mark.kind, mark.layer, mark.text) for mark in marks} == {
        ("ink", "meeting", ""), ("note", "meeting", "Vì sao?"),
    }  # fmt: skip
    assert in_served(platform, version_id) == ["/Link"]
    assert version_of(platform, version_id).state == VersionState.READY
    with platform.store.reading() as session:
        needs = session.scalars(select(SearchNeed).where(SearchNeed.kind == "mark")).all()
        events = outbox.changes(session, f"paper:{version_id}:meeting", 0)
    assert len(needs) == 1
    assert list(events) == []  # Nobody could read it before.


def test_a_name_in_a_file_is_nobody_of_this_house(
    platform: Platform, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    """The file says that Bình wrote it; it must not look like Bình's, nor be Bình's to change."""
    version_id = sent(shelf, an)
    (note,) = [mark for mark in seen(platform, binh, version_id) if mark.kind == "note"]
    assert (note.author.name, note.author.brought_by) == ("Đại biểu 02", an.person_id)
    assert note.author.id not in (an.person_id, binh.person_id)
    with pytest.raises(Denied):
        platform.store.execute(binh, remove_annotation, RemoveAnnotation(id=note.id))
    for actor in (an, binh):
        change = ChangeAnnotation(id=note.id, revision=1, changes=Drawn(text="Tôi đồng ý"))
        with pytest.raises(Denied):
            platform.store.execute(actor, change_annotation, change)


def test_who_sent_the_file_takes_them_away(
    platform: Platform, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    version_id = sent(shelf, an)
    for mark in seen(platform, an, version_id):
        platform.store.execute(an, remove_annotation, RemoveAnnotation(id=mark.id))
    assert seen(platform, binh, version_id) == []


def test_only_where_it_was_wished(platform: Platform, shelf: Shelf, an: Actor, binh: Actor) -> None:
    version_id = sent(shelf, an, onto=None)
    assert seen(platform, an, version_id) == []
    assert sorted(in_served(platform, version_id)) == ["/Ink", "/Link", "/Text"]


def test_for_oneself_means_for_nobody_else(
    platform: Platform, shelf: Shelf, an: Actor, binh: Actor
) -> None:
    version_id = sent(shelf, an, onto="personal")
    assert {mark.layer for mark in seen(platform, an, version_id)} == {"personal"}
    assert seen(platform, binh, version_id) == []
    (mark, *_) = seen(platform, an, version_id)
    with pytest.raises(NotFound):
        platform.store.execute(binh, remove_annotation, RemoveAnnotation(id=mark.id))


def test_looked_into_twice_is_the_same_as_once(platform: Platform, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.upload(an, annotated(INK), marks_onto="meeting").version_id
    found = [{"kind": "note", "page": 1, "point": [1, 2], "text": "x", "author": "A"}]
    command = TakeMarks(
        version_id=version_id, marks=taken_marks(version_id, "meeting", found, [A4])
    )
    for _ in range(2):
        platform.store.execute(SYSTEM, take_marks, command)
    with platform.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Annotation)) == 1
    shelf.finish(version_id)
    other = taken_marks(version_id, "meeting", found * 2, [A4])
    platform.store.execute(SYSTEM, take_marks, TakeMarks(version_id=version_id, marks=other))
    assert len(seen(platform, an, version_id)) == 1  # What people read is not added to.


def test_dates_of_the_file_count_as_far_as_they_can_be_true(
    platform: Platform, shelf: Shelf, an: Actor
) -> None:
    dated = [{**NOTE, "/M": date} for date in ("D:20220831140506+07'00'", "D:20990101", "D:0001")]
    version_id = shelf.upload(an, annotated(*dated), marks_onto="meeting").version_id
    before = utc_now()
    shelf.process(version_id)
    first, *rest = (mark.created_at for mark in seen(platform, an, version_id))
    assert first.isoformat() == "2022-08-31T07:05:06+00:00"
    assert all(before <= at <= utc_now() for at in rest)


def test_marks_exported_and_sent_in_again_are_the_same_marks(
    platform: Platform, shelf: Shelf, an: Actor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first_id = sent(shelf, an)
    version, marks = version_of(platform, first_id), seen(platform, an, first_id)
    target = tmp_path_factory.mktemp("again") / "again.pdf"
    assert version.served_blob
    write_annotations(
        platform.blobs.path(version.served_blob), target, [mark.wire() for mark in marks]
    )
    again_id = shelf.upload(an, target.read_bytes(), marks_onto="meeting").version_id
    shelf.process(again_id)
    told = [
        [mark.model_dump(exclude={"id", "version_id", "author"}) | {"name": mark.author.name}
         for mark in seen(platform, an, version_id)]
        for version_id in (first_id, again_id)
    ]  # fmt: skip
    assert told[0] == told[1]

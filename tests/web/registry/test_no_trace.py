"""A secret paper leaves no trace for who is not cleared: no title, no snippet, no count.

Every reading door of the registry is opened before and after the paper comes: the answers are the
same, letter for letter. Then the doors that take its own id say what they say of any unknown one.
"""

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from documents.commands.annotate import AddAnnotations, add_annotations
from documents.commands.process import Findings, finish_version
from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from documents.events import layer_stream
from documents.marks import NewMark
from ecabinet.core.actors import SYSTEM
from ecabinet.core.notices import stream_of
from ecabinet.core.text import fold
from tests.gatherings import A4, Gathering
from tests.marks import ink
from tests.rightsland import clear
from tests.samples import plain_pdf
from tests.web.registry.doors import Door, doors
from tests.web.registry.names import ADMINISTRATOR, AN, BINH, CUONG
from tests.web.registry.test_foreign_ids import UNIQUE
from tests.web.registry.world import Everything

# It knocks at every door of the house.
pytestmark = pytest.mark.timeout(600)

TITLE, SYMBOL, WORDS, NOTE = "Đề án Tuyệthiệu", "77-DA/KINHIEU", "Quyếtsáchriêng", "Chúthíchriêng"
TRACES = tuple(fold(words) for words in (TITLE, SYMBOL, WORDS, NOTE, "tepkinhieu"))
UNCLEARED = (BINH, CUONG)
# Of now, not of the office: clocks, times of use.
MOMENTS = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+[\d:]+)?|\b\d\d:\d\d(?::\d\d)?\b")
ASKED = ("Tuyethieu", "kinhieu", "Quyetsachrieng", "Chuthichrieng", "chuyển đổi số")


def bring(everything: Everything, gathering: Gathering) -> UUID:
    """An puts a secret paper with words and a mark beside the plain one; its version."""
    store = everything.platform.store
    blob = store.blobs.put(BytesIO(plain_pdf()))
    file = StoredFile(
        blob=blob.sha256, size=blob.size, filename="tepkinhieu.pdf", media_type="application/pdf"
    )
    upload = UploadPaper(
        container_kind="agenda_item", container_id=everything.ids["item_id"], file=file,
        title=TITLE, symbol=SYMBOL, secrecy=2,
    )  # fmt: skip
    version_id: UUID = gathering.run(AN, upload_paper, upload).version_id
    ready = Findings(
        version_id=version_id, served_blob=blob.sha256, served_size=blob.size,
        pages=[A4], texts=[WORDS],
    )  # fmt: skip
    store.execute(SYSTEM, finish_version, ready)
    mark = NewMark.model_validate(ink(layer="meeting") | {"text": NOTE})
    gathering.run(AN, add_annotations, AddAnnotations(version_id=version_id, annotations=[mark]))
    everything.platform.jobs.drain(store)
    return version_id


def beside(everything: Everything, gathering: Gathering) -> list[str]:
    """Addresses beside the registry's: what is asked for by words, streams by name."""
    meeting = gathering.id
    parts = ("", ":members", ":desk", ":screen")
    streams = [f"meeting:{meeting}{part}" for part in parts]
    streams += [stream_of(gathering.office.people[who]) for who in UNCLEARED]
    streams += [layer_stream(everything.ids["version_id"])]
    found = [f"/api/v1/changes?stream={stream}" for stream in streams]
    for words in ASKED:
        found += [f"/api/v1/search?q={words}", f"/search?q={words}"]
    return found


def look(everything: Everything, who: str, reading: list[Door], more: list[str]) -> dict[str, str]:
    """What somebody is told at every door."""
    told = {}
    for door in reading:
        told[str(door)] = plain(everything.knock(who, door, values(everything, door)))
    for path in more:
        client = everything.api[who] if path.startswith("/api/v1") else everything.browser[who]
        told[path] = plain(client.get(path.removeprefix("/api/v1")))
    return told


def values(everything: Everything, door: Door) -> dict[str, Any]:
    """The ids for an address: of what exists, or of nothing where no such thing is secret."""
    nothing = {name: 1 if f"<int:{name}>" in door.rule else UUID(int=7) for name in door.names}
    return nothing | {
        name: everything.ids.get(f"{door.endpoint}:{name}", everything.ids.get(name))
        for name in door.names
        if name in everything.ids or f"{door.endpoint}:{name}" in everything.ids
    }


def plain(sent: Any) -> str:
    """Status and words of an answer, without what is new in each."""
    text = sent.get_data().decode(errors="replace")
    if not (sent.mimetype.startswith("text/") or sent.is_json):
        text = f"{sent.mimetype}"
    return f"{sent.status_code} {MOMENTS.sub('', UNIQUE.sub('', text))}"


@pytest.fixture
def reading(app: Any) -> list[Door]:
    """Every door that only reads."""
    found = [door for door in doors(app) if not door.writes]
    assert len(found) > 80
    return found


def test_a_secret_paper_changes_nothing_for_who_is_not_cleared(
    everything: Everything, gathering: Gathering, reading: list[Door]
) -> None:
    clear(gathering, AN, 2)
    everything.platform.jobs.drain(everything.platform.store)
    more = beside(everything, gathering)
    people = (*UNCLEARED, ADMINISTRATOR, AN)
    before = {who: look(everything, who, reading, more) for who in people}
    # Looking twice at the same office tells the same; else nothing could be compared.
    assert changed(before, {who: look(everything, who, reading, more) for who in UNCLEARED}) == []
    bring(everything, gathering)
    after = {who: look(everything, who, reading, more) for who in people}
    assert changed(before, {who: after[who] for who in UNCLEARED}) == []
    # The administrator's pages tell that something was done, and no more.
    for who in people[:-1]:
        told = {door: text for door, text in after[who].items() if "?q=" not in door}
        assert [door for door, text in told.items() if trace(text)] == [], who
    asked = {door: text for door, text in after[ADMINISTRATOR].items() if "?q=" in door}
    assert changed(before, {ADMINISTRATOR: asked}) == []  # It shows the words that were asked.
    # Who is cleared sees it: else the paper would be hidden from everybody, and nothing proven.
    seen = {door for door, text in after[AN].items() if trace(text)}
    assert {"GET /papers", "GET /meetings/<uuid:meeting_id>", "GET /api/v1/papers"} <= seen
    assert any(door.startswith("/api/v1/search") for door in seen)


def changed(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """The doors that answer otherwise."""
    return [
        f"{who} {door}\n  {differs(before[who][door], text)}"
        for who in after
        for door, text in after[who].items()
        if before[who][door] != text
    ]


def differs(one: str, other: str) -> str:
    """Where two answers part."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return f"…{one[max(0, at - 60) : at + 80]!r}\n  …{other[max(0, at - 60) : at + 80]!r}"


def trace(text: str) -> bool:
    folded = fold(text)
    return any(words in folded for words in TRACES)


def test_its_own_id_is_as_any_unknown_one(
    everything: Everything, gathering: Gathering, reading: list[Door]
) -> None:
    clear(gathering, AN, 2)
    version_id = bring(everything, gathering)
    faults = []
    asked = [door for door in reading if "version_id" in door.names]
    assert len(asked) >= 6
    for door in asked:
        ids = values(everything, door)
        for who in UNCLEARED:
            told = []
            for key in (version_id, uuid4()):
                sent = everything.knock(who, door, ids | {"version_id": key})
                told.append(plain(sent).replace(str(key), "…"))
            if told[0] != told[1] or told[0].startswith("200"):
                faults.append(f"{door}: {who} tells {told[0][:80]} from {told[1][:80]}")
        owner = everything.knock(AN, door, ids | {"version_id": version_id})
        if owner.status_code == 404 and "annotat" not in door.rule:
            faults.append(f"{door}: not even who is cleared reaches it")
    assert faults == []

"""The assignment of a task as an official document: what it says, by which layout, who may."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from documents.catalogues import register_catalogues
from documents.issuing.commands.drafts import DraftDocument, draft_document
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.layout_checks import asked_of
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.issuing.sources import OfficialKind, source_of
from documents.official.checking import check
from documents.official.rules import rule_set
from documents.pdf.layout import layout_of
from documents.register.rules import register_rules as register_register
from ecabinet.catalogues.commands.seed import SeedCatalogues, seed_catalogues
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from followup import assignment
from followup.assignment import assignment_offered
from followup.commands.parts import SetPart, set_part
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

KIND = OfficialKind.ASSIGNMENT


@pytest.fixture
def office(world: World) -> World:
    """The office with its books and catalogues."""
    for register in (register_register, register_issuing, register_catalogues):
        register()
    world.store.execute(SYSTEM, seed_catalogues, SeedCatalogues())
    return world


def drafted(world: World, task_id: UUID, who: str = "thuky") -> UUID:
    wish = DraftDocument(kind=KIND, subject_id=task_id)
    made: UUID = world.store.execute(world.actor(who), draft_document, wish).id
    return made


@pytest.mark.parametrize("style", ["party", "state"])
def test_it_keeps_to_the_rules_and_says_what_the_task_says(
    office: World, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assignment, "rule_set_of", lambda _session, _code: rule_set(style))
    task_id = office.in_state(
        TaskState.RECEIVED, content="Rà soát, kết nối.\nBáo cáo kết quả.",
        source_title="Kết luận số 118-KL/TU", source_quote="Kết nối đến 100% chi bộ",
    )  # fmt: skip
    part = SetPart(
        task_id=task_id, unit_id=office.office.units["BTCTU"], content="Cung cấp danh sách",
        due_on=tomorrow(10),
    )  # fmt: skip
    office.store.execute(office.actor("vanthu"), set_part, part)
    document_id, source = drafted(office, task_id), source_of(KIND)
    rules = rule_set(style)
    with office.store.reading() as session:
        told = source.tell(session, office.actor("thuky"), task_id, utc_now())
    # The supervising leader signs for the body whose secretary issued the task.
    assert told.unit_id == office.office.units["TU"]
    assert told.signers[0].person_id == office.office.people["lanhdao"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slip.pdf"
        path.write_bytes(source.draw(told.facts))
        sheets = layout_of(path)
    assert check(sheets, rules, asked_of(KIND, rules, numbered=False)) == []
    words = " ".join(run.text for sheet in sheets for run in sheet.runs)
    for said in (
        "PHIẾU GIAO VIỆC", "Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Cung cấp danh sách",
        "Ủy ban Kiểm tra Tỉnh ủy", "Lãnh đạo", "118-KL/TU", "Kết nối đến 100% chi bộ",
        "Đỗ Khắc Hiển", "NV-001", "chậm nhất ngày",
    ):  # fmt: skip
        assert said in words
    issued = office.store.execute(
        office.actor("thuky"), issue_document, IssueDocument(document_id=document_id)
    )
    assert issued.symbol == ("01-PGV/TU" if style == "party" else "01/PGV-TU")
    with office.store.reading() as session:
        row = session.get_one(OfficialDocument, document_id)
        assert row.facts is not None
        assert (row.facts["symbol"], row.rule_set) == (issued.symbol, style)


def test_who_drafts_it_and_of_which_task(office: World) -> None:
    task_id = office.in_state(TaskState.IN_PROGRESS)
    gone = office.in_state(TaskState.CANCELLED)

    def offered(who: str) -> Any:
        with office.store.reading() as session:
            return assignment_offered(session, office.actor(who), task_id)

    assert offered("thuky") == [KIND]
    assert [offered(who) for who in ("canbo", "vanthu", "cuong")] == [[], [], []]
    for who, refused in (("canbo", Denied), ("vanthu", Denied), ("cuong", NotFound)):
        with pytest.raises(refused):
            drafted(office, task_id, who)
    with pytest.raises(Conflict) as why:
        drafted(office, gone)
    assert why.value.code == "assignment.void"
    drafted(office, task_id)
    with pytest.raises(Conflict):
        drafted(office, task_id)

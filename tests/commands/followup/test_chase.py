"""Chasing by hand: who, which tasks, how often; and the letter that goes with it."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.layout_checks import asked_of
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.issuing.sources import OfficialKind, source_of
from documents.official.checking import check
from documents.official.rules import rule_set
from documents.pdf.layout import layout_of
from documents.register.rules import register_rules as register_register
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.notices import NoticeRow
from followup import access
from followup.chase_policies import ChasePermission
from followup.commands.chase import Chased, ChaseTasks, chase_tasks
from followup.models import EntryKind, TaskEntry
from followup.queries.chases import pressed
from followup.states import TaskState
from tests.commands.followup.test_reminders_foreseen import add_rule
from tests.commands.followup.world import World, tomorrow


def chase(world: World, *task_ids: UUID, who: str = "theodoi", **changes: Any) -> Chased:
    """Let somebody press the lead unit."""
    fields = {"task_ids": task_ids, "text": "Khẩn trương báo cáo.", **changes}
    return world.store.execute(world.actor(who), chase_tasks, ChaseTasks.model_validate(fields))


def test_the_unit_is_told_and_the_history_keeps_it(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    done = chase(world, task_id, answer_by=tomorrow(5))
    with world.store.reading() as session:
        kind, told = NoticeRow.kind == "task.chased", world.office.people
        people = set(session.scalars(select(NoticeRow.person_id).where(kind)))
        assert people == {told[name] for name in ("canbo", "vanthu", "truongphong")}
        entries = session.scalars(select(TaskEntry).where(TaskEntry.kind == EntryKind.CHASED))
        assert [entry.actor_id for entry in entries] == [told["theodoi"]]
        (sent,) = pressed(session, world.actor("canbo"), task_id)
        assert (sent.text, sent.answer_by, sent.letter) == (
            "Khẩn trương báo cáo.", tomorrow(5), None,
        )  # fmt: skip
        for name in ("canbo", "theodoi", "vanthubtc"):
            access.chase(session, world.actor(name), done.id, ChasePermission.READ)
        with pytest.raises(NotFound):
            access.chase(session, world.actor("cuong"), done.id, ChasePermission.READ)


def test_what_cannot_be_chased_is_refused_and_nothing_is_half_done(world: World) -> None:
    first, second = world.issue().id, world.issue("Việc khác").id
    other = world.issue("Việc của Ban Tổ chức", lead_unit_id=world.office.units["BTCTU"],
                        coordinating_unit_ids=[]).id  # fmt: skip
    done = world.in_state(TaskState.REPORTED_DONE)
    chase(world, first)
    refusals = [
        ((first, second), {}, Conflict, "chase.today"),
        ((second, other), {}, Invalid, "chase.several_units"),
        ((second, done), {}, Conflict, "task.wrong_state"),
        ((second,), {"answer_by": tomorrow(-1)}, Invalid, "chase.answer_in_past"),
        ((second,), {"body_id": world.office.units["TU"]}, Invalid, "chase.no_body"),
        (
            (second,),
            {"letter": True, "signer_id": world.office.people["canbo"]},
            Invalid,
            "chase.signer_of_others",
        ),
    ]
    for tasks, changes, error, code in refusals:
        with pytest.raises(error) as refused:
            chase(world, *tasks, **changes)
        assert refused.value.code == code
    with world.store.reading() as session:
        entries = session.scalars(select(TaskEntry).where(TaskEntry.kind == EntryKind.CHASED))
        assert [entry.task_id for entry in entries] == [first]
    assert chase(world, second, who="thuky").count == 1


@pytest.mark.parametrize("style", ["party", "state"])
def test_the_letter_is_an_official_document_of_the_body(world: World, style: str) -> None:
    for register in (register_register, register_issuing):
        register()
    add_rule(world, "TU", rule_set=style)
    late = [world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(n)) for n in (2, 3)]
    done = chase(world, *late, who="thuky", letter=True)
    assert done.document_id is not None
    with world.store.reading() as session:
        row = session.get_one(OfficialDocument, done.document_id)
        assert (row.kind, row.rule_set, row.unit_id) == (
            OfficialKind.CHASE, style, world.office.units["TU"],
        )  # fmt: skip
        source = source_of(row.kind)
        told = source.tell(session, world.actor("thuky"), row.subject_id, utc_now())
    assert told.signers[0].person_id == world.office.people["lanhdao"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.pdf"
        path.write_bytes(source.draw(told.facts))
        rules = rule_set(style)
        sheets = layout_of(path)
        assert check(sheets, rules, asked_of(OfficialKind.CHASE, rules, numbered=False)) == []
    words = " ".join(run.text for sheet in sheets for run in sheet.runs)
    for part in ("V/v đôn đốc", "Kính gửi: Văn phòng Tỉnh ủy", "Khẩn trương báo cáo.", "NV-"):
        assert part in words
    issue = IssueDocument(document_id=done.document_id)
    issued = world.store.execute(world.actor("thuky"), issue_document, issue)
    assert issued.symbol.startswith("01-CV/TU" if style == "party" else "01/CV-TU")
    with world.store.reading() as session:
        frozen = session.get_one(OfficialDocument, done.document_id).facts
        (sent,) = pressed(session, world.actor("thuky"), late[0])
    assert frozen is not None
    assert frozen["symbol"] == issued.symbol
    assert sent.letter is not None
    assert sent.letter.symbol == issued.symbol

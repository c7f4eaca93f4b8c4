"""What was issued is put right: old words stay, all concerned hear, nothing is overwritten."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, Stale
from ecabinet.core.notices import NoticeRow
from followup.commands.amend import AmendTask, amend_task
from followup.commands.coordinate import (
    AddCoordinatingUnit,
    RemoveCoordinatingUnit,
    add_coordinating_unit,
    remove_coordinating_unit,
)
from followup.commands.extend import RequestExtension, request_extension
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.commands.parts import ReportPart, SetPart, report_part, set_part
from followup.deadlines import on_working_day
from followup.models import EntryKind, TaskEntry, UnitPart
from followup.states import TaskState
from tests.commands.followup.test_directives import register
from tests.commands.followup.test_reassign import parts
from tests.commands.followup.test_split import split
from tests.commands.followup.world import World, tomorrow


def amend(world: World, task_id: UUID, who: str = "thuky", **changes: Any) -> None:
    """Change what is named."""
    cmd = AmendTask.model_validate({"task_id": task_id} | changes)
    world.store.execute(world.actor(who), amend_task, cmd)


def move(world: World, task_id: UUID, who: str = "lanhdao", **changes: Any) -> None:
    """Set another date."""
    fields = {"task_id": task_id, "due_on": tomorrow(40), "reason": "Chờ hướng dẫn."} | changes
    world.store.execute(world.actor(who), move_due_date, MoveDueDate.model_validate(fields))


def add(world: World, task_id: UUID, code: str, **changes: Any) -> None:
    """Let one more unit coordinate."""
    fields = {"task_id": task_id, "unit_id": world.office.units[code]} | changes
    cmd = AddCoordinatingUnit.model_validate(fields)
    world.store.execute(world.actor("theodoi"), add_coordinating_unit, cmd)


def remove(world: World, task_id: UUID, code: str) -> None:
    """Take a unit away."""
    unit_id = world.office.units[code]
    cmd = RemoveCoordinatingUnit(task_id=task_id, unit_id=unit_id, reason="Không cần.")
    world.store.execute(world.actor("thuky"), remove_coordinating_unit, cmd)


def last(world: World, kind: EntryKind) -> dict[str, Any]:
    """Return what the history says of the last such entry."""
    query = select(TaskEntry).where(TaskEntry.kind == kind).order_by(TaskEntry.id.desc()).limit(1)
    with world.store.reading() as session:
        return session.scalars(query).one().detail


def told(world: World, kind: str) -> set[str]:
    """Return who has a notice of the kind."""
    names = {person: username for username, person in world.office.people.items()}
    with world.store.reading() as session:
        rows = session.scalars(select(NoticeRow.person_id).where(NoticeRow.kind == f"task.{kind}"))
        return {names[person] for person in rows}


def refused(work: Any, world: World, *more: Any, **fields: Any) -> str:
    """Return the code of the refusal."""
    with pytest.raises(DomainError) as refusal:
        work(world, *more, **fields)
    return refusal.value.code


def test_the_old_words_stay_in_history_and_audit_log(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    people, units = world.office.people, world.office.units
    amend(
        world, task_id, title="Kết nối đến 137 chi bộ", content="Cả chi bộ miền núi.",
        priority="urgent", field_code="CDS", supervisor_id=people["chutri"],
        informed_unit_ids=[units["HUTD"]], reason="Ghi thiếu.",
    )  # fmt: skip
    task = world.task(task_id)
    assert (task.title, task.field_code) == ("Kết nối đến 137 chi bộ", "CDS")
    assert (task.supervisor_id, task.state) == (people["chutri"], TaskState.IN_PROGRESS)
    assert "137 chi bo" in task.folded
    assert parts(world, task_id) == {"BTCTU": UnitPart.COORDINATE, "HUTD": UnitPart.INFORM}
    said = last(world, EntryKind.AMENDED)
    changes = {one["what"]: (one["before"], one["after"]) for one in said["changes"]}
    assert said["reason"] == "Ghi thiếu."
    assert changes["title"] == ("Kết nối phần mềm đến chi bộ", "Kết nối đến 137 chi bộ")
    assert changes["field"] == ("", "Chuyển đổi số")
    assert set(changes) == {"title", "content", "priority", "field", "supervisor", "informed"}
    with world.store.reading() as session:
        audit = select(AuditEntry).where(AuditEntry.action == "task.amended")
        assert session.scalars(audit).one().detail["changes"] == said["changes"]
    # The new leader hears of a task of his, the former one and the doers that something changed.
    assert told(world, "amended") == {"lanhdao", "canbo", "vanthu", "truongphong", "vanthubtc"}
    assert "chutri" in told(world, "issued")


def test_only_what_is_named_changes_and_something_must(world: World) -> None:
    task_id = world.issue(field_code="CDS").id  # type: ignore[arg-type]
    amend(world, task_id, priority="high")
    assert world.task(task_id).field_code == "CDS"
    amend(world, task_id, field_code=None)
    assert world.task(task_id).field_code is None
    same = {"title": world.task(task_id).title, "informed_unit_ids": [world.office.units["UBKTTU"]]}
    assert refused(amend, world, task_id, **same) == "amend.nothing"
    for changes, code in (
        ({"supervisor_id": UUID(int=7)}, "task.supervisor_unknown"),
        ({"directive_id": UUID(int=7)}, "task.directive_unknown"),
        ({"informed_unit_ids": [world.office.units["VPTU"]]}, "task.unit_twice"),
        ({"informed_unit_ids": [UUID(int=7)]}, "task.unit_unknown"),
    ):  # fmt: skip
        assert refused(amend, world, task_id, **changes) == code


def test_another_directive_takes_the_source_with_it(world: World) -> None:
    first, second = register(world).id, register(world, "23-CT/TU").id
    task_id = world.issue(
        directive_id=first,
        source_kind="directive",
        source_id=first,
        source_quote="Điều 1.",
        source_title="81-KH/TU, Điều 1",
    ).id  # type: ignore[arg-type]
    amend(world, task_id, who="theodoi", directive_id=second)
    task = world.task(task_id)
    assert (task.source_id, task.source_title, task.source_quote) == (second, "23-CT/TU", "")
    amend(world, task_id, directive_id=None)
    assert (world.task(task_id).source_kind, world.task(task_id).source_id) == ("manual", None)


def test_two_who_write_at_once_hear_of_each_other(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    seen = world.task(task_id).revision
    add(world, task_id, "HUTD", revision=seen)
    for late in (
        lambda: amend(world, task_id, title="Khác", revision=seen),
        lambda: move(world, task_id, revision=seen),
        lambda: add(world, task_id, "TU", revision=seen),
    ):
        with pytest.raises(Stale):
            late()
    assert world.task(task_id).title == "Kết nối phần mềm đến chi bộ"


def test_the_leader_sets_another_date_and_reminders_follow(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    first = world.task(task_id).due_on
    move(world, task_id)
    task = world.task(task_id)
    assert (task.due_on, task.original_due_on) == (on_working_day(tomorrow(40)), first)
    said = last(world, EntryKind.DUE_MOVED)
    assert (said["old_due_on"], said["reason"]) == (str(first), "Chờ hướng dẫn.")
    doers = {"canbo", "vanthu", "truongphong", "thuky"}
    assert told(world, "due_moved") == doers | {"vanthubtc", "vanthuubkt"}
    assert refused(move, world, task_id) == "due.same"
    assert refused(move, world, task_id, due_on=tomorrow(-1)) == "task.due_in_past"
    standing = world.in_state(TaskState.RECEIVED, deadline_kind="standing", due_on=None)
    assert refused(move, world, standing) == "task.standing_with_date"
    wish = RequestExtension(task_id=task_id, new_due_on=tomorrow(60), reason="Chờ máy.")
    world.store.execute(world.actor("canbo"), request_extension, wish)
    assert refused(move, world, task_id, due_on=tomorrow(50)) == "due.extension_waits"


def test_an_earlier_date_takes_parts_with_it_but_not_children(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    part = SetPart(task_id=task_id, unit_id=world.office.units["BTCTU"], content="Rà soát.")
    world.store.execute(world.actor("thuky"), set_part, part)
    day = on_working_day(tomorrow(9))
    move(world, task_id, due_on=day)
    assert [p.due_on for p in world.task(task_id).units if p.content] == [day]
    child_id = split(world, task_id, due_on=day)
    assert refused(move, world, task_id, due_on=tomorrow(2)) == "due.child_later"
    assert refused(move, world, child_id, "truongphong", due_on=tomorrow(30)) == (
        "task.piece_after_whole"
    )


def test_a_unit_comes_with_its_part_and_goes_before_it_has_reported(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    add(world, task_id, "HUTD", content="Rà soát 27 chi bộ.")
    add(world, task_id, "TU")
    assert refused(add, world, task_id, "TU") == "task.unit_twice"
    assert refused(add, world, task_id, "UBKTTU") == "task.unit_twice"
    remove(world, task_id, "TU")
    assert last(world, EntryKind.UNIT_REMOVED)["reason"] == "Không cần."
    report = ReportPart(task_id=task_id, unit_id=world.office.units["BTCTU"], text="Nửa", percent=5)
    part = SetPart(task_id=task_id, unit_id=world.office.units["BTCTU"], content="Tập huấn.")
    world.store.execute(world.actor("thuky"), set_part, part)
    world.store.execute(world.actor("vanthubtc"), report_part, report)
    assert refused(remove, world, task_id, "BTCTU") == "unit.has_reported"
    remove(world, task_id, "HUTD")
    assert parts(world, task_id) == {"BTCTU": UnitPart.COORDINATE, "UBKTTU": UnitPart.INFORM}


def test_what_has_ended_stays_as_it_is(world: World) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    with pytest.raises(Conflict):
        add(world, task_id, "HUTD")
    amend(world, task_id, field_code="CDS")
    with pytest.raises(Denied):
        amend(world, task_id, who="lanhdao", title="Khác")
    with pytest.raises(Invalid):
        add(world, world.in_state(TaskState.RECEIVED), "HUTD", due_on=tomorrow(3))

"""Rows of a tracking sheet become tasks: states, directives, once only, whoever comes twice."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import OFFICE_ZONE, office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.notices import NoticeRow
from followup.commands.decide import ReturnTask, return_task
from followup.commands.remind import find_due
from followup.commands.set_aside import SetAside, cancel_task
from followup.importing import running
from followup.importing.making import ImportRows, import_rows
from followup.importing.models import ImportState
from followup.importing.running import run_import
from followup.models import Directive, EntryKind, ProgressReport, TaskEntry
from followup.states import TaskState
from tests.commands.followup.sheets_imported import Importing
from tests.days import today


def test_each_state_comes_in_with_its_report_and_its_history(importing: Importing) -> None:
    past = today(-20)
    given, later = f"{past:%d/%m/%Y}", f"{today(60):%d/%m/%Y}"
    key = importing.run(
        importing.row("Chưa làm", coordinating=importing.other),
        importing.row("Đang làm", status="40%", result="Đã họp", due=later),
        importing.row("Chờ duyệt", status="Chờ nghiệm thu"),
        importing.row("Đã xong", status="Hoàn thành", symbol="84-KL/TU", dated=given, due=given),
        importing.row("Định kỳ", due="Hằng tháng"),
    )  # fmt: skip
    new, working, reported, done, periodic = importing.tasks(key)
    assert [t.state for t in (new, working, reported, done)] == [
        TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.REPORTED_DONE, TaskState.ACCEPTED,
    ]  # fmt: skip
    assert (new.received_at, len(new.units)) == (None, 1)
    assert (working.percent, working.own_percent, done.percent) == (40, 40, 100)
    assert (office_day(done.issued_at), done.evaluation) == (past, None)
    assert done.done_on is not None
    assert periodic.due_on is not None
    entries = importing.all(select(TaskEntry).where(TaskEntry.task_id == working.id))
    assert [entry.kind for entry in entries] == [EntryKind.IMPORTED]
    assert (entries[0].detail["filename"], entries[0].detail["line"]) == ("theo-doi.xlsx", 3)
    reports = importing.all(select(ProgressReport).order_by(ProgressReport.percent))
    assert [(r.percent, r.done) for r in reports] == [(40, False), (100, True), (100, True)]
    assert reports[0].text == "Đã họp"
    # Whoever supervises goes on with it as with any other.
    leader = importing.world.actor("lanhdao")
    back = ReturnTask(task_id=reported.id, reason="Thiếu số liệu.")
    importing.world.store.execute(leader, return_task, back)
    told = importing.all(select(NoticeRow).where(NoticeRow.kind == "task.imported"))
    assert {row.person_id for row in told} >= {importing.world.office.people["vanthu"]}
    assert {row.params["count"] for row in told} == {4}
    assert importing.now(key).state is ImportState.DONE


def test_what_is_overdue_already_is_reminded_of_at_the_next_rung(importing: Importing) -> None:
    given = f"{today(-60):%d/%m/%Y}"
    due = today(-30)
    key = importing.run(
        importing.row("Đã muộn", due=f"{due:%d/%m/%Y}", symbol="9-KL/TU", dated=given),
        importing.row("Đã muộn, đang làm", due=f"{due:%d/%m/%Y}", status="40%"),
    )
    late, working = importing.tasks(key)
    assert late.due_on is not None
    with importing.world.store.reading() as session:

        def sent(days: int) -> set[UUID]:
            """Whom the ladder reaches within so many days from now, at ten in the morning."""
            start = datetime.combine(today(), time(10), OFFICE_ZONE)
            moments = (start + timedelta(days=day) for day in range(days + 1))
            return {due.key[0] for moment in moments for due in find_due(session, moment)}

        assert sent(0) == set()
        assert sent(14) == {late.id, working.id}


def test_a_directive_is_registered_once_for_all_its_tasks(importing: Importing) -> None:
    rows = [importing.row(f"Việc {n}", symbol="23-CT/TU", dated="16/05/2022") for n in range(2)] + [
        importing.row("Việc lẻ", symbol="Công văn 12"),
        importing.row("Khác", symbol="9-XX/TU"),
    ]
    first, second, loose, odd = importing.tasks(importing.run(*rows))
    directive = importing.all(select(Directive))
    assert [d.symbol for d in directive] == ["23-CT/TU"]
    assert {first.directive_id, second.directive_id} == {directive[0].id}
    assert (loose.directive_id, loose.source_title) == (None, "Công văn 12")
    assert (odd.directive_id, odd.source_kind) == (None, "manual")


def test_the_same_row_comes_in_once(importing: Importing) -> None:
    rows = [importing.row("Một"), importing.row("Hai"), importing.row("Một")]
    key = importing.run(*rows)
    assert [row["code"] for row in importing.now(key).left_out] == ["task_import.twice"]
    importing.world.issue(title="Giao tay", coordinating_unit_ids=[], informed_unit_ids=[])
    again = importing.sent(*rows, importing.row("một "), importing.row("Giao tay"))
    looked = importing.look(again)
    assert ([row.task for row in looked.known], looked.good) == (
        ["NV-001", "NV-002", "NV-003"], [],
    )  # fmt: skip
    with pytest.raises(Conflict, match=r"task_import\.nothing"):
        importing.order(again)
    # What was cancelled may come in anew.
    task_id = importing.tasks(key)[0].id
    leader = importing.world.actor("lanhdao")
    importing.world.store.execute(
        leader, cancel_task, SetAside(task_id=task_id, reason="Nhập nhầm.")
    )
    assert len(importing.look(importing.sent(*rows)).good) == 1


def test_a_worker_that_died_goes_on_and_two_do_no_harm(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 2)
    key = importing.sent(*(importing.row(f"Việc {n}") for n in range(5)), importing.row(""))
    importing.order(key)
    drafts = tuple(row.draft for row in importing.look(key).good if row.draft)
    importing.do(import_rows, ImportRows(import_id=key, drafts=drafts[:2]))
    importing.do(import_rows, ImportRows(import_id=key, drafts=drafts[:3]))
    assert importing.now(key).made == 3
    run_import(importing.world.store, str(key))
    run_import(importing.world.store, str(key))
    done = importing.now(key)
    assert (done.state, done.made, done.bad, len(importing.tasks(key))) == (
        ImportState.DONE, 5, 1, 5,
    )  # fmt: skip
    count = select(func.count()).where(AuditEntry.action == "task_import.done")
    assert importing.all(count) == [1]

"""Rows of a tracking sheet become tasks: states, directives, once only, whoever comes twice."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from ecabinet.accounts.models import Office as HeldOffice
from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.notices import NoticeRow
from followup.commands.decide import ReturnTask, return_task
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.commands.remind import find_due
from followup.commands.set_aside import SetAside, cancel_task
from followup.importing import running
from followup.importing.commands import (
    MOST_DRAFTS,
    CarryOutImport,
    ForgetSheets,
    PlanImport,
    SendSheet,
    carry_out_import,
    forget_sheets,
    plan_import,
    send_sheet,
)
from followup.importing.fields import Field
from followup.importing.looking import Looked, look
from followup.importing.making import ImportRows, import_rows
from followup.importing.models import ImportState, TaskImport, TaskImportRow
from followup.importing.running import run_import, sweep
from followup.importing.shapes import ImportPlan
from followup.models import Directive, EntryKind, ProgressReport, Task, TaskEntry
from followup.states import TaskState
from tests.commands.followup.world import World
from tests.days import today

COLUMNS = (
    Field.CONTENT, Field.LEAD, Field.SUPERVISOR, Field.DUE, Field.STATUS, Field.SYMBOL, Field.DATED,
    Field.RESULT, Field.COORDINATING,
)  # fmt: skip
PLAN = ImportPlan(heading=1, columns={field: at for at, field in enumerate(COLUMNS)})


@dataclass
class Importing:
    """An import by one person, step by step."""

    world: World
    unit: str
    leader: str
    other: str

    def row(self, title: str, **more: str) -> list[str]:
        known = {"content": title, "lead": self.unit, "supervisor": self.leader} | more
        return [known.get(field.value, "") for field in COLUMNS]

    def do(self, command: Any, wish: Any, who: str = "theodoi") -> Any:
        return self.world.store.execute(self.world.actor(who), command, wish)

    def sent(self, *rows: list[str], who: str = "theodoi", plan: ImportPlan | None = PLAN) -> UUID:
        lines = [(1, ["?"] * len(COLUMNS)), *enumerate(rows, start=2)]
        wish = SendSheet(filename="theo-doi.xlsx", sha256="0" * 64, sheets=[("Sheet1", lines)])
        key: UUID = self.do(send_sheet, wish, who).id
        if plan is not None:
            self.do(plan_import, PlanImport(import_id=key, plan=plan), who)
        return key

    def look(self, key: UUID, who: str = "theodoi") -> Looked:
        return look(self.world.store, self.world.actor(who), key)

    def order(self, key: UUID, who: str = "theodoi") -> None:
        seen = self.look(key, who)
        wish = CarryOutImport(
            import_id=key, good=len(seen.good), bad=len(seen.wrong), skip_bad=True
        )
        self.do(carry_out_import, wish, who)

    def run(self, *rows: list[str], who: str = "theodoi") -> UUID:
        key = self.sent(*rows, who=who)
        self.order(key, who)
        run_import(self.world.store, str(key))
        return key

    def now(self, key: UUID) -> TaskImport:
        with self.world.store.reading() as session:
            row = session.get_one(TaskImport, key)
            assert row.left_out is not None
            return row

    def tasks(self, key: UUID) -> list[Task]:
        with self.world.store.reading() as session:
            query = (
                select(Task).join(TaskImportRow, TaskImportRow.task_id == Task.id)
                .where(TaskImportRow.import_id == key).order_by(TaskImportRow.line)
            )  # fmt: skip
            return list(session.scalars(query))

    def all(self, query: Any) -> list[Any]:
        with self.world.store.reading() as session:
            return list(session.scalars(query))


@pytest.fixture
def importing(world: World) -> Importing:
    with world.store.reading() as session:
        unit = session.get_one(Unit, world.office.units["VPTU"]).name
        other = session.get_one(Unit, world.office.units["BTCTU"]).name
        leader = session.get_one(Person, world.office.people["lanhdao"]).name
    return Importing(world, unit, leader, other)


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


def test_a_plan_must_be_whole(importing: Importing) -> None:
    key = importing.sent(importing.row("Một"), plan=None)

    def refused(code: str, **plan: Any) -> None:
        wish = PlanImport(import_id=key, plan=ImportPlan.model_validate({"heading": 1, **plan}))
        with pytest.raises(Invalid) as error:
            importing.do(plan_import, wish)
        assert error.value.code == code

    with pytest.raises(Conflict, match=r"task_import\.no_plan"):
        importing.look(key)
    refused("task_import.no_content", columns={"lead": 1})
    refused("task_import.no_lead", columns={"content": 0})
    refused("task_import.no_supervisor", columns={"content": 0, "lead": 1})
    refused("task_import.no_sheet", columns={"content": 0}, sheet=3)
    refused("task_import.no_heading", columns={"content": 0}, heading=99)
    usual = {"lead_unit_id": importing.world.office.units["VPTU"],
             "supervisor_id": importing.world.office.people["lanhdao"]}  # fmt: skip
    plan = ImportPlan.model_validate({"heading": 1, "columns": {"content": 0}, **usual})
    importing.do(plan_import, PlanImport(import_id=key, plan=plan))
    assert len(importing.look(key).good) == 1


def test_who_may(importing: Importing) -> None:
    with pytest.raises(Denied):
        importing.sent(importing.row("Một"), who="vanthu")
    key = importing.sent(importing.row("Một"))
    for other in ("thuky", "lanhdao", "cuong"):
        with pytest.raises(NotFound):
            importing.look(key, other)
        with pytest.raises(NotFound):
            importing.do(plan_import, PlanImport(import_id=key, plan=PLAN), other)
    # A leader issues to the units led and those below, by a sheet as by hand.
    mine = importing.sent(
        importing.row("Của ta"), importing.row("Của người", lead=importing.other), who="truongphong"
    )
    looked = importing.look(mine, "truongphong")
    assert [row.problems[0].code for row in looked.wrong] == ["task_import.out_of_reach"]
    assert len(looked.good) == 1
    hand = IssueByHand(
        title="x", lead_unit_id=importing.world.office.units["BTCTU"],
        supervisor_id=importing.world.office.people["lanhdao"],
    )  # fmt: skip
    with pytest.raises(Invalid):
        importing.do(issue_by_hand, hand, "truongphong")


def test_who_lost_the_office_imports_no_more(importing: Importing) -> None:
    key = importing.sent(importing.row("Một"))
    importing.order(key)
    end = update(HeldOffice).where(
        HeldOffice.person_id == importing.world.office.people["theodoi"],
        HeldOffice.role == Role.TRACKER,
    )
    with importing.world.store.engine.begin() as connection:
        connection.execute(end.values(to_on=date(2021, 1, 1)))
    run_import(importing.world.store, str(key))
    assert (importing.now(key).state, importing.tasks(key)) == (ImportState.FAILED, [])


def test_sheets_are_forgotten_after_a_day(importing: Importing) -> None:
    done = importing.run(importing.row("Một"))
    drafts = [importing.sent(importing.row("Hai")) for _ in range(MOST_DRAFTS + 1)]
    store = importing.world.store
    kept = set(importing.all(select(TaskImport.id)))
    assert kept == {done, *drafts[1:]}
    store.clock = lambda: utc_now() + timedelta(hours=25)
    sweep(store)
    sweep(store)
    assert importing.all(select(TaskImport.id)) == [done]
    with pytest.raises(NotFound):
        importing.look(done)
    store.execute(SYSTEM, forget_sheets, ForgetSheets())

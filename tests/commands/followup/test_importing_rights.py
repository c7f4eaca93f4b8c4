"""Importing tracking sheets: whole plans, by whom, for how long."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.models import Office as HeldOffice
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.importing.commands import (
    MOST_DRAFTS,
    ForgetSheets,
    PlanImport,
    forget_sheets,
    plan_import,
)
from followup.importing.models import ImportState, TaskImport
from followup.importing.running import run_import, sweep
from followup.importing.shapes import ImportPlan
from tests.commands.followup.sheets_imported import PLAN, Importing


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

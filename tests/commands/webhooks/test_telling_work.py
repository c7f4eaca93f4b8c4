"""What is told of pieces of tasks, proposals, weekly sheets and reports: never a word."""

import json
from typing import Any
from uuid import UUID

from followup.commands.split import SplitTask, split_task
from followup.models import Task
from followup.states import TaskState
from followup.weekly.sending import OnSheetBecause, return_sheet
from tests.commands.followup import test_parts as parts
from tests.commands.followup.proposing import proposals
from tests.commands.followup.reports_laid_down import freeze, lay_down
from tests.commands.followup.test_chase import chase
from tests.commands.followup.weekly_plans import Weeks, weeks
from tests.commands.followup.world import World
from tests.commands.webhooks.conftest import Exchange
from tests.commands.webhooks.test_telling import WORDS, told
from tests.proposals import Proposals

__all__ = ["proposals", "weeks"]


def quiet(exchange: Exchange, *words: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what was told, after looking for words in it that must not be there."""
    rows = told(exchange)
    everything = json.dumps([data for _kind, data in rows], ensure_ascii=False)
    assert not [word for word in (WORDS, *words) if word in everything]
    return rows


def test_pieces_of_a_task(exchange: Exchange, world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED, title=WORDS)
    exchange.register()
    world.assign(task_id, "dongnghiep")
    piece = SplitTask(
        task_id=task_id, title=WORDS, lead_unit_id=world.office.units["VPTU"],
        supervisor_id=world.office.people["truongphong"],
    )  # fmt: skip
    world.store.execute(world.actor("vanthu"), split_task, piece)
    chase(world, task_id, text=WORDS)
    parts.write(world, task_id, content=WORDS)
    parts.report(world, task_id, text=WORDS, percent=50)
    parts.report(world, task_id, text=WORDS, done=True)
    rows = quiet(exchange, world.actor("dongnghiep").name)
    assert [kind for kind, data in rows if data["code"] == world.task(task_id).code] == [
        "task.assigned", "task.split", "task.chased", "task.part_set", "task.part_reported",
        "task.part_done",
    ]  # fmt: skip
    data = dict(rows)
    with world.store.reading() as session:
        child = session.get_one(Task, UUID(data["task.split"]["child_id"]))
        assert data["task.split"]["child_code"] == child.code
    assert data["task.part_done"]["unit"] == "BTCTU"
    assert data["task.issued"]["parent_id"] == str(task_id)


def test_a_proposal_once_it_was_sent(exchange: Exchange, proposals: Proposals) -> None:
    exchange.register()
    proposal_id = proposals.draft(title=WORDS, text=WORDS, wish=WORDS).id
    assert quiet(exchange) == [], "a draft stays in the house"
    proposals.send(proposal_id, note=WORDS)
    proposals.turn_down(proposal_id)
    proposals.send(proposal_id)
    proposals.approve(proposal_id)
    rows = quiet(exchange, "Giao Văn phòng làm", "Chưa rõ kinh phí")
    assert [(kind, data["state"], data["to_unit"]) for kind, data in rows] == [
        ("proposal.submitted", "submitted", "TU"), ("proposal.returned", "returned", "TU"),
        ("proposal.submitted", "submitted", "TU"), ("proposal.approved", "approved", "TU"),
    ]  # fmt: skip


def test_the_weekly_sheet_of_a_unit_not_of_a_person(exchange: Exchange, weeks: Weeks) -> None:
    exchange.register()
    weeks.sent("canbo", WORDS)
    assert quiet(exchange) == [], "a person's own stays in the house"
    ours = weeks.sent("truongphong", WORDS, of_unit=True)
    weeks.run("thuky", return_sheet, OnSheetBecause(sheet_id=ours.id, reason=WORDS))
    rows = quiet(exchange)
    assert [(kind, data["unit"], data["edition"]) for kind, data in rows] == [
        ("weekly_sheet.sent", "VPTU", 1), ("weekly_sheet.returned", "VPTU", 1),
    ]  # fmt: skip


def test_a_report_by_its_period_and_figures(exchange: Exchange, world: World) -> None:
    world.in_state(TaskState.IN_PROGRESS, title=WORDS)
    exchange.register()
    freeze(world, lay_down(world, name=WORDS))
    ((kind, data),) = quiet(exchange)
    assert (kind, data["unit"], data["number"]) == ("task_report.frozen", "VPTU", 1)
    assert data["total"] >= 1
    assert data["sha256"]

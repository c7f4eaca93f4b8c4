"""Tasks of several units are chased at once: a letter of its own to each, all of them or none."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.models import OfficialDocument
from documents.issuing.rules import register_rules as register_issuing
from documents.register.rules import register_rules as register_register
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.notices import NoticeRow
from followup.commands.chase import ChaseUnits, UnitsChased, chase_units
from followup.models import TaskChase, TaskChaseItem
from followup.queries.chase_plan import LeftOut, chase_plan
from followup.states import TaskState
from tests.commands.followup.test_chase import chase
from tests.commands.followup.world import World, tomorrow


def press(world: World, *task_ids: UUID, who: str = "thuky", **changes: Any) -> UnitsChased:
    """Let somebody press the lead units of the tasks."""
    fields = {"task_ids": task_ids, "letter": True, **changes}
    cmd = ChaseUnits.model_validate(fields)
    return world.store.execute(world.actor(who), chase_units, cmd, request_id=changes.get("key"))


def of_btc(world: World, title: str = "Việc của Ban Tổ chức") -> UUID:
    """Issue a task that BTCTU leads."""
    unit = world.office.units["BTCTU"]
    return world.issue(title, lead_unit_id=unit, coordinating_unit_ids=[]).id


def chases(world: World) -> int:
    """Return how often anybody was chased."""
    with world.store.reading() as session:
        return session.scalar(select(func.count()).select_from(TaskChase)) or 0


def test_each_unit_gets_its_own_letter_list_and_number(world: World) -> None:
    for register in (register_register, register_issuing):
        register()
    late, soon = (world.in_state(TaskState.IN_PROGRESS, due_on=tomorrow(n)) for n in (2, 9))
    other = of_btc(world)
    done = press(world, soon, other, late, text="Khẩn trương.")
    units = world.office.units
    assert {one.unit_id: one.count for one in done.chases} == {units["VPTU"]: 2, units["BTCTU"]: 1}
    symbols = set()
    with world.store.reading() as session:
        for one, tasks in zip(
            sorted(done.chases, key=lambda each: each.count), ([other], [late, soon]), strict=True
        ):
            items = select(TaskChaseItem.task_id).where(TaskChaseItem.chase_id == one.id)
            assert list(session.scalars(items.order_by(TaskChaseItem.position))) == tasks
            letter = session.get_one(OfficialDocument, one.document_id)
            assert letter.subject_id == one.id
            assert letter.unit_id == units["TU"]
        kind = NoticeRow.kind == "task.chased"
        told = set(session.scalars(select(NoticeRow.person_id).where(kind)))
        assert {world.office.people[name] for name in ("canbo", "vanthu", "vanthubtc")} <= told
    for one in done.chases:
        issue = IssueDocument(document_id=one.document_id)
        symbols.add(world.store.execute(world.actor("thuky"), issue_document, issue).symbol)
    assert len(symbols) == 2, "each its own number"


def test_all_or_none_and_once(world: World) -> None:
    one, other, third = world.issue().id, of_btc(world), world.issue("Việc ba").id
    chase(world, other)
    with pytest.raises(Conflict, match=r"chase\.today"):
        press(world, one, other)
    for changes, error in (
        ({"who": "vanthu"}, Denied),
        ({"answer_by": tomorrow(-1)}, Invalid),
        ({"signer_id": world.office.people["canbo"]}, Invalid),
    ):
        with pytest.raises(error):
            press(world, one, third, **changes)
    assert chases(world) == 1, "nothing is half done"
    first = press(world, one, third, key="một-lần")
    assert press(world, one, third, key="một-lần") == first, "sent again, nothing goes out twice"
    assert chases(world) == 2


def test_the_plan_says_what_goes_to_whom_and_what_is_left_out(world: World) -> None:
    one, other, today = world.issue().id, of_btc(world), world.issue("Hôm nay").id
    done = world.in_state(TaskState.ACCEPTED)
    chase(world, today)
    chosen = [done, today, other, one]
    with world.store.reading() as session:
        plan = chase_plan(session, world.actor("thuky"), chosen, tomorrow(0))
        mine = chase_plan(session, world.actor("vanthu"), chosen, tomorrow(0))
        nothing = chase_plan(session, world.actor("cuong"), chosen, tomorrow(0))
    assert {unit.unit_id: [row.id for row in unit.tasks] for unit in plan.units} == {
        world.office.units["VPTU"]: [one], world.office.units["BTCTU"]: [other],
    }  # fmt: skip
    assert {each.task.id: each.reason for each in plan.left_out} == {
        done: LeftOut.NOBODY_WORKS, today: LeftOut.TODAY,
    }  # fmt: skip
    assert mine.units == ()
    assert {each.reason for each in mine.left_out} == {LeftOut.NOT_YOURS}
    assert other not in {each.task.id for each in mine.left_out}, "not even named"
    assert (nothing.units, nothing.left_out) == ((), ())

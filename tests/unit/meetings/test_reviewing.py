"""What is missing or odd in a conclusion before it is issued."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.reviewing import Draft, Office, OpenTask, alike, findings

LEAD, OTHER, LEADER = uuid4(), uuid4(), uuid4()
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
TASK = OpenTask(uuid4(), "NV-007", LEAD, "Hoàn thiện quy chế làm việc")
RIGHT = Draft(
    text="Rà soát dự toán",
    lead_unit_id=LEAD,
    unit_ids=(LEAD, OTHER),
    supervisor_id=LEADER,
    dated=True,
    due_on=MONDAY,
    confirmed=True,
    remark="",
)
OFFICE = Office(
    today=FRIDAY,
    open_units={LEAD, OTHER},
    active_people={LEADER},
    tasks=(TASK,),
    working_on={MONDAY: MONDAY, SATURDAY: MONDAY},
    default_due=date(2026, 12, 11),
)


def codes(draft: Draft, office: Office = OFFICE) -> list[str]:
    """The codes of what is found, in order."""
    return [finding.code for finding in findings(draft, office)]


def test_a_whole_conclusion_has_nothing_to_see() -> None:
    assert codes(RIGHT) == []


@pytest.mark.parametrize(
    ("draft", "code", "stops"),
    [
        (replace(RIGHT, lead_unit_id=None, unit_ids=(OTHER,)), "no_lead", True),
        (replace(RIGHT, unit_ids=(LEAD, uuid4())), "unit_closed", True),
        (replace(RIGHT, supervisor_id=None), "no_supervisor", True),
        (replace(RIGHT, supervisor_id=uuid4()), "supervisor_left", True),
        (replace(RIGHT, due_on=date(2026, 11, 26)), "past_due", True),
        (replace(RIGHT, confirmed=False), "not_confirmed", False),
        (replace(RIGHT, confirmed=False, remark="Rõ hơn"), "returned", False),
        (replace(RIGHT, due_on=None), "no_date", False),
        (replace(RIGHT, due_on=SATURDAY), "day_off", False),
        (replace(RIGHT, text="Hoàn thiện Quy chế làm việc."), "duplicate", False),
    ],
)
def test_each_thing_is_found_alone(draft: Draft, code: str, stops: bool) -> None:
    (found,) = findings(draft, OFFICE)
    assert (found.code, found.stops) == (code, stops)


def test_what_stops_comes_first_and_says_which_day_or_task() -> None:
    draft = replace(RIGHT, supervisor_id=None, confirmed=False, text=TASK.text, due_on=SATURDAY)
    found = findings(draft, OFFICE)
    assert [f.code for f in found] == ["no_supervisor", "not_confirmed", "day_off", "duplicate"]
    assert found[2].day == MONDAY
    assert found[3].task == TASK


def test_standing_work_needs_no_date_and_another_units_task_is_no_duplicate() -> None:
    assert codes(replace(RIGHT, dated=False, due_on=None)) == []
    assert codes(replace(RIGHT, lead_unit_id=OTHER, text=TASK.text)) == []
    assert codes(replace(RIGHT, due_on=FRIDAY)) == []


def test_a_statement_lacks_no_lead_leader_or_date() -> None:
    stated = replace(
        RIGHT, gives_task=False, lead_unit_id=None, unit_ids=(OTHER,), supervisor_id=None,
        due_on=None, text=TASK.text,
    )  # fmt: skip
    assert codes(stated) == []
    assert codes(replace(stated, confirmed=False)) == ["not_confirmed"]
    assert codes(replace(stated, unit_ids=(uuid4(),))) == ["unit_closed"]


def test_the_task_of_the_old_conclusion_is_not_left_half_done() -> None:
    office = replace(OFFICE, reported={TASK.id})
    assert codes(replace(RIGHT, ends_task_id=TASK.id), office) == ["old_task_reported"]
    assert codes(replace(RIGHT, ends_task_id=uuid4()), office) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1

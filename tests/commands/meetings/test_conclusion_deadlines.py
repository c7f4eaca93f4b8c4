"""Conclusions with a day, as standing work, or coming back each period; their tasks and notice."""

from typing import Any

import pytest

from documents.official.conclusions import conclusion_sentence
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from followup.models import DeadlineKind, Period, Task
from meetings.commands.conclusion import record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.session import SessionStep, close_session
from meetings.queries.notices import notice_facts
from tests.commands.meetings.test_session import record, refusal
from tests.gatherings import Gathering

STANDING = {"deadline_kind": "standing", "due_on": None}
MONTHLY = {"deadline_kind": "periodic", "period": "month", "due_on": None}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (STANDING | {"due_on": "2099-01-01"}, "task.standing_with_date"),
        (MONTHLY | {"due_on": "2099-01-01"}, "task.periodic_with_date"),
        (MONTHLY | {"period": None}, "task.period_missing"),
        ({"period": "month"}, "task.period_missing"),
    ],
)
def test_a_deadline_is_one_thing(gathering: Gathering, changes: dict[str, Any], code: str) -> None:
    gathering.running()
    assert refusal(gathering, "thuky", record_conclusion, record(gathering, **changes)) == code
    assert gathering.seen_by("thuky").conclusions == []


def test_task_and_notice_say_what_the_conclusion_says(gathering: Gathering, store: Store) -> None:
    gathering.running()
    for changes in (STANDING, MONTHLY, {"due_on": None}):
        gathering.run("thuky", record_conclusion, record(gathering, **changes))
    issued = gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id)).issued
    with store.reading() as session:
        tasks = [session.get_one(Task, one.task_id) for one in issued]
        assert [(t.deadline_kind, t.period) for t in tasks] == [
            (DeadlineKind.STANDING, None),
            (DeadlineKind.PERIODIC, Period.MONTH),
            (DeadlineKind.DATED, None),
        ]
    standing, monthly, dated = gathering.seen_by("daibieu01").conclusions
    assert (standing.due_on, monthly.due_on) == (None, None)
    assert dated.due_on == tasks[2].due_on
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    with store.reading() as session:
        actor, now = gathering.as_actor("thuky"), utc_now()
        facts = notice_facts(session, actor, gathering.id, now).conclusions
    said = [str(conclusion_sentence(fact)) for fact in facts]
    assert "thực hiện thường xuyên" in said[0].replace("\xa0", " ")
    assert "định kỳ hằng tháng" in said[1].replace("\xa0", " ")
    assert "hoàn thành trước ngày" in said[2].replace("\xa0", " ")

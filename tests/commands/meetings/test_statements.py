"""Conclusions that give no task: recorded, issued with the others, worded, corrected."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.official.conclusions import conclusion_sentence
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Task
from followup.states import TaskState
from meetings.commands.conclusion import EditConclusion, edit_conclusion, record_conclusion
from meetings.commands.issue import IssuedTasks, IssueTasks, issue_tasks
from meetings.commands.session import SessionStep, close_session
from meetings.commands.supersede import CorrectConclusion, correct_conclusion
from meetings.queries.minutes import minutes_facts
from meetings.queries.notices import notice_facts
from meetings.states import ConclusionState
from tests.commands.meetings.test_concluding import drafted, one, reviewed
from tests.commands.meetings.test_session import content, record, refusal
from tests.gatherings import Gathering

TEXT = "Thống nhất chủ trương mở rộng phòng họp không giấy."
STATEMENT: dict[str, Any] = {
    "text": TEXT, "gives_task": False, "lead_unit_id": None, "coordinating_unit_ids": (),
    "due_on": None,
}  # fmt: skip


def issue(gathering: Gathering, username: str = "thuky") -> IssuedTasks:
    """Issue all drafts."""
    wish = IssueTasks(meeting_id=gathering.id)
    done: IssuedTasks = gathering.run(username, issue_tasks, wish)
    return done


def correct(gathering: Gathering, conclusion_id: UUID, **changes: Any) -> UUID:
    """Write what shall take the place of an issued one."""
    wish = CorrectConclusion(
        conclusion_id=conclusion_id, reason="Nhầm", content=content(gathering, **changes)
    )
    made: UUID = gathering.run("thuky", correct_conclusion, wish).id
    return made


def test_a_statement_names_no_work(gathering: Gathering) -> None:
    gathering.running()
    units, people = gathering.office.units, gathering.office.people
    for work in (
        {"lead_unit_id": units["VPTU"]},
        {"coordinating_unit_ids": (units["BTCTU"],)},
        {"supervisor_id": people["lanhdao"]},
        {"due_on": "2099-01-01"},
        {"deadline_kind": "standing"},
    ):
        wrong = record(gathering, **STATEMENT | work)
        code = refusal(gathering, "thuky", record_conclusion, wrong)
        assert code == "conclusion.statement_with_work", work
    assert gathering.seen_by("thuky").conclusions == []


def test_it_is_issued_with_the_others_and_becomes_no_task(
    gathering: Gathering, store: Store
) -> None:
    drafted(gathering)
    stated = drafted(gathering, **STATEMENT)
    assert (stated.gives_task, stated.lead, stated.supervisor) == (False, None, None)
    shown = reviewed(gathering, store)
    assert (shown.drafts, shown.tasks, shown.stops) == (2, 1, 0)
    assert shown.conclusions[1].sentence == TEXT[:-1] + "; gửi Huyện ủy Tam Đảo để biết."
    with store.reading() as session:
        _facts, final = minutes_facts(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    assert not final
    done = issue(gathering)
    assert [each.number for each in done.issued] == ["2.1"]
    assert [each.number for each in done.stated] == ["2.2"]
    again = IssueTasks(meeting_id=gathering.id)
    assert refusal(gathering, "thuky", issue_tasks, again) == "conclusion.nothing_to_issue"
    seen = gathering.seen_by("daibieu01").conclusions
    assert [(c.state.value, c.task_id is None) for c in seen] == [
        ("issued", False), ("issued", True),
    ]  # fmt: skip
    assert [e.kind for e in reviewed(gathering, store).conclusions[1].history][-1] == "stated"
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    with store.reading() as session:
        assert len(session.scalars(select(Task.id)).all()) == 1
        actor, now = gathering.as_actor("thuky"), utc_now()
        facts = notice_facts(session, actor, gathering.id, now)
        minutes, final = minutes_facts(session, actor, gathering.id, now)
    assert final
    assert facts.conclusions == minutes.conclusions
    assert str(conclusion_sentence(facts.conclusions[0])).startswith("Giao")
    assert "Giao" not in str(conclusion_sentence(facts.conclusions[1]))
    assert "Huyện ủy Tam Đảo" in facts.recipients


def test_a_draft_is_made_a_statement_and_work_again(gathering: Gathering) -> None:
    draft = drafted(gathering)
    for changes in (STATEMENT, {}):
        wish = EditConclusion(conclusion_id=draft.id, content=content(gathering, **changes))
        gathering.run("thuky", edit_conclusion, wish)
        seen = one(gathering, draft.id)
        assert seen.gives_task is (seen.lead is not None) is (seen.supervisor is not None)
        assert seen.gives_task is not bool(changes)


def test_corrected_from_one_kind_to_the_other(gathering: Gathering, store: Store) -> None:
    """A statement by another, by one with a task, and that by a statement; all are kept."""
    first = drafted(gathering, **STATEMENT).id
    issue(gathering)
    second = correct(gathering, first, **STATEMENT | {"text": "Thống nhất."})
    assert issue(gathering).issued == ()
    third = correct(gathering, second)
    (made,) = issue(gathering).issued
    fourth = correct(gathering, third, **STATEMENT)
    issue(gathering)
    seen = gathering.seen_by("thuky").conclusions
    assert [(c.id, c.number) for c in seen] == [
        (first, "2.1"), (second, "2.1a"), (third, "2.1b"), (fourth, "2.1c"),
    ]  # fmt: skip
    assert {c.state for c in seen[:3]} == {ConclusionState.SUPERSEDED}
    with store.reading() as session:
        (task,) = session.scalars(select(Task)).all()
        assert (task.id, task.state) == (made.task_id, TaskState.CANCELLED)


def test_who_may_issue_may_supersede(gathering: Gathering, store: Store) -> None:
    """The chair neither issued the old task nor supervises it."""
    old = drafted(gathering, supervisor_id=gathering.office.people["lanhdao"]).id
    (made,) = issue(gathering).issued
    correct(gathering, old, **STATEMENT)
    issue(gathering, "chutri")
    with store.reading() as session:
        assert session.get_one(Task, made.task_id).state is TaskState.CANCELLED


@pytest.mark.parametrize("state", [TaskState.REPORTED_DONE, TaskState.ACCEPTED])
def test_a_task_that_is_reported_stops_it_one_that_has_ended_stays(
    gathering: Gathering, store: Store, state: TaskState
) -> None:
    old = drafted(gathering).id
    (made,) = issue(gathering).issued

    def put(uow: UnitOfWork, _cmd: IssueTasks) -> None:
        uow.session.get_one(Task, made.task_id).state = state

    gathering.run("thuky", put, IssueTasks(meeting_id=gathering.id))
    correct(gathering, old, **STATEMENT)
    found = [f.code for f in reviewed(gathering, store).conclusions[1].findings if f.stops]
    if state is TaskState.REPORTED_DONE:
        assert found == ["old_task_reported"]
        with pytest.raises(Conflict, match=r"task\.wrong_state"):
            issue(gathering)
        assert one(gathering, old).state is ConclusionState.ISSUED
    else:
        assert found == []
        issue(gathering)
        assert one(gathering, old).state is ConclusionState.SUPERSEDED
    with store.reading() as session:
        assert session.get_one(Task, made.task_id).state is state

"""An opinion is asked of a unit or a person with a date, and given in the talk."""

from uuid import UUID

import pytest

from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from followup import access
from followup.deadlines import on_working_day
from followup.exchange.commands import MessageRef, ask_again, withdraw_message
from followup.exchange.consult import AskOpinion, ask_opinion
from followup.exchange.queries import Message
from followup.models import EntryKind
from followup.policies import TaskPermission
from followup.queries.filters import TaskFilter
from followup.queries.lists import list_tasks
from followup.queries.task import task_detail
from followup.queries.views import View
from followup.states import TaskState
from tests.commands.followup.test_exchange import say, seen, told
from tests.commands.followup.world import World, tomorrow


def ask(world: World, task_id: UUID, who: str = "canbo", **changes: object) -> UUID:
    """Ask Cường, who has nothing to do with the task."""
    fields = {
        "task_id": task_id,
        "text": "Có vướng gì về biên chế không?",
        "person_ids": [world.office.people["cuong"]],
        "due_on": tomorrow(5),
    } | changes
    cmd = AskOpinion.model_validate(fields)
    return world.store.execute(world.actor(who), ask_opinion, cmd).id


def question(world: World, task_id: UUID, message_id: UUID) -> Message:
    """Return the question as its asker sees it."""
    return next(one for one in seen(world, "canbo", task_id) if one.id == message_id)


def to_advise(world: World, who: str) -> int:
    """How many tasks wait for an opinion of this person."""
    wanted = TaskFilter(view=View.TO_ADVISE)
    with world.store.reading() as session:
        return list_tasks(session, world.actor(who), wanted, tomorrow(0)).total


def test_who_is_asked_reads_the_task_and_answers(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    with world.store.reading() as session, pytest.raises(NotFound):
        access.task(session, world.actor("cuong"), task_id, TaskPermission.READ)
    asked = ask(world, task_id)
    (consult,) = question(world, task_id, asked).consults
    assert (consult.unit, consult.due_on) == (False, on_working_day(tomorrow(5)))
    assert (told(world, "consulted"), to_advise(world, "cuong")) == ({"cuong"}, 1)
    say(world, "lanhdao", task_id, "Tôi cũng muốn biết.", answers_id=asked)
    assert question(world, task_id, asked).is_open, "talk by others is no opinion"
    say(world, "cuong", task_id, "Không vướng.", answers_id=asked)
    assert not question(world, task_id, asked).is_open
    assert "canbo" in told(world, "answered")
    assert to_advise(world, "cuong") == 0
    with world.store.reading() as session:
        access.task(session, world.actor("cuong"), task_id, TaskPermission.READ)
        with pytest.raises(Denied):
            access.task(session, world.actor("cuong"), task_id, TaskPermission.RECEIVE)


def test_a_unit_answers_by_its_desk_and_all_must_answer(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, coordinating_unit_ids=[])
    asked = ask(world, task_id, "lanhdao", unit_ids=[world.office.units["BTCTU"]])
    assert told(world, "consulted") == {"cuong", "vanthubtc"}
    say(world, "vanthubtc", task_id, "Ban Tổ chức đồng ý.", answers_id=asked)
    assert question(world, task_id, asked).is_open
    assert (to_advise(world, "vanthubtc"), to_advise(world, "cuong")) == (0, 1)
    say(world, "cuong", task_id, "Đồng ý.", answers_id=asked)
    found = question(world, task_id, asked)
    assert not found.is_open
    assert all(one.answered_at for one in found.consults)


def test_asked_again_all_answer_once_more(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    asked = ask(world, task_id)
    say(world, "cuong", task_id, "Chưa rõ.", answers_id=asked)
    world.store.execute(world.actor("canbo"), ask_again, MessageRef(id=asked))
    assert (question(world, task_id, asked).is_open, to_advise(world, "cuong")) == (True, 1)


def test_taken_back_nobody_reads_the_task_because_of_it(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    asked = ask(world, task_id)
    world.store.execute(world.actor("canbo"), withdraw_message, MessageRef(id=asked))
    with world.store.reading() as session, pytest.raises(NotFound):
        access.task(session, world.actor("cuong"), task_id, TaskPermission.READ)
    assert to_advise(world, "cuong") == 0


def test_the_history_names_who_was_asked_and_who_answered(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS, coordinating_unit_ids=[])
    asked = ask(world, task_id, unit_ids=[world.office.units["BTCTU"]], person_ids=[])
    say(world, "vanthubtc", task_id, "Đồng ý.", answers_id=asked)
    with world.store.reading() as session:
        found = task_detail(session, world.actor("lanhdao"), task_id, tomorrow(0))
    advised, consulted = found.history[:2]
    assert (consulted.kind, consulted.detail["asked"]) == (
        EntryKind.CONSULTED, ["Ban Tổ chức Tỉnh ủy"]
    )  # fmt: skip
    assert (advised.kind, advised.unit and advised.unit.name) == (
        EntryKind.ADVISED, "Ban Tổ chức Tỉnh ủy"
    )  # fmt: skip


def test_wrong_wishes_name_the_field(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    for changes, code, field in (
        ({"person_ids": []}, "consult.nobody", "unit_ids"),
        ({"person_ids": [world.office.people["canbo"]]}, "consult.oneself", "person_ids"),
        ({"person_ids": [UUID(int=7)]}, "consult.person_unknown", "person_ids"),
        ({"unit_ids": [UUID(int=7)]}, "task.unit_unknown", "unit_ids"),
        ({"due_on": tomorrow(-1)}, "task.due_in_past", "due_on"),
    ):
        with pytest.raises(Invalid) as refusal:
            ask(world, task_id, **changes)
        assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    done = world.in_state(TaskState.ACCEPTED)
    with pytest.raises(Conflict):
        ask(world, done)
    with pytest.raises(Denied):
        ask(world, task_id, "vanthubtc")

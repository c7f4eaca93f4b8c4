"""Words of the talk on a task are found by whoever reads the message, and by nobody else."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ecabinet.core.search.models import SearchEntry, SearchNeed
from ecabinet.search.queries import Asked, Found, search
from ecabinet.search.tasks import ask_for_all, index_changes
from followup.exchange.commands import MessageRef, withdraw_message
from followup.exchange.models import TaskMessage
from followup.exchange.policies import Said, may_read
from followup.exchange.queries import thread
from followup.models import Task
from followup.states import TaskState
from tests.commands.followup.test_exchange import ISSUER, say
from tests.commands.followup.world import World
from tests.searching import finder, register_all, titles

Find = Callable[..., Found]
WORDS = "biên bản đo tốc độ"


@pytest.fixture
def find(world: World) -> Find:
    register_all()
    return finder(world.store, world.actor)


@pytest.fixture
def task_id(world: World) -> UUID:
    return world.in_state(TaskState.IN_PROGRESS)


def ids(found: Found) -> set[UUID]:
    """Return the messages found."""
    return {hit.id for hit in found.hits if hit.kind == "task_message"}


def test_a_message_is_found_where_it_stands(world: World, task_id: UUID, find: Find) -> None:
    message = say(world, "canbo", task_id, f"Đã có {WORDS} của hai xã.")
    for words in (WORDS, "bien ban do", '"do toc do"'):
        assert ids(find("lanhdao", words)) == {message}, words
    found = find("lanhdao", WORDS, kind="task_message")
    (hit,) = found.hits
    assert titles(found) == [world.task(task_id).title]
    assert "".join(piece.text for piece in hit.snippet) == f"Đã có {WORDS} của hai xã."
    assert hit.note == f"{world.task(task_id).code} · Vũ Đình Cán Bộ"
    assert hit.url == f"/tasks/{task_id}/messages?upto={message}#m-{message}"
    assert found.counts == {"task_message": 1}


def test_the_search_finds_exactly_what_the_talk_shows(
    world: World, task_id: UUID, find: Find
) -> None:
    for username in ("canbo", "lanhdao", "vanthubtc"):
        say(world, username, task_id, WORDS)
        say(world, username, task_id, WORDS, private=True)
    note = say(world, "canbo", world.in_state(TaskState.RECEIVED), WORDS, private=True)
    gone = say(world, "canbo", task_id, WORDS)
    world.store.execute(world.actor("canbo"), withdraw_message, MessageRef(id=gone))
    with world.store.reading() as session:
        query = select(TaskMessage, Task).join(Task, Task.id == TaskMessage.task_id)
        rows = session.execute(query.options(selectinload(Task.consults)))
        said = [Said(message, task) for message, task in rows if message.id != gone]
    assert len(said) == 7
    for username in world.office.people:
        actor, found = world.actor(username), find(username, WORDS)
        known = {each.message.id for each in said if may_read(actor, each)}
        assert ids(found) == known, username
        assert found.counts.get("task_message", 0) == len(known), "no figure tells more"
    assert note in ids(find(ISSUER, WORDS))
    assert note not in ids(find("theodoi", WORDS)), "who follows all tasks reads no notes"


def test_what_is_taken_back_is_not_found_even_before_the_worker_comes(
    world: World, task_id: UUID, find: Find
) -> None:
    message = say(world, "canbo", task_id, WORDS)
    assert ids(find("lanhdao", WORDS)) == {message}
    world.store.execute(world.actor("canbo"), withdraw_message, MessageRef(id=message))
    with world.store.reading() as session:
        assert not search(session, world.actor("lanhdao"), Asked(WORDS)).hits
    index_changes(world.store)
    with world.store.reading() as session:
        kind = SearchEntry.kind == "task_message"
        assert not session.scalars(select(SearchEntry).where(kind)).all(), "nor kept"


def test_all_are_read_again_on_demand(world: World, task_id: UUID, find: Find) -> None:
    message = say(world, "canbo", task_id, WORDS)
    with world.store.engine.begin() as connection:
        connection.execute(SearchNeed.__table__.delete())  # type: ignore[attr-defined]
    assert not ids(find("lanhdao", WORDS))
    ask_for_all(world.store)
    assert ids(find("lanhdao", WORDS)) == {message}


def test_an_old_message_is_shown_with_what_was_said_before(world: World, task_id: UUID) -> None:
    messages = [say(world, "canbo", task_id, f"Lời {number}") for number in range(53)]
    with world.store.reading() as session:
        found = thread(session, world.actor("lanhdao"), task_id, upto=messages[2])
        assert [one.text for one in found.messages] == ["Lời 0", "Lời 1", "Lời 2"]
        found = thread(session, world.actor("lanhdao"), task_id, upto=messages[51])
        assert (found.messages[-1].id, found.earlier) == (messages[51], messages[2])

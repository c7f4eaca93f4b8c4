"""What is said about a task: to all, to one, asked and answered, taken back."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from documents import access as papers
from documents.commands.upload import StoredFile
from documents.models import Paper, PaperVersion
from documents.policies import PaperPermission
from ecabinet.core import outbox
from ecabinet.core.errors import Denied, Invalid, NotFound
from ecabinet.core.notices import NoticeRow
from followup.events import task_stream
from followup.exchange.commands import (
    MessageRef,
    SayAboutTask,
    ask_again,
    say_about_task,
    withdraw_message,
)
from followup.exchange.files import CONTAINER
from followup.exchange.models import TaskMessage
from followup.exchange.policies import MessagePermission, Said, may_read, readable_by
from followup.exchange.queries import Message, figures, thread
from followup.models import Task
from followup.paths import thread_path
from followup.states import TaskState
from tests.commands.followup.world import WORD, World

FILE = StoredFile(blob="a" * 64, size=9, filename="Bien-ban.pdf", media_type="application/pdf")
LEAD, ISSUER = "vanthu", "thuky"


@pytest.fixture
def task_id(world: World) -> UUID:
    """A task that the official works on."""
    return world.in_state(TaskState.IN_PROGRESS)


def say(world: World, username: str, task_id: UUID, text: str = "Đã rõ.", **fields: Any) -> UUID:
    command = SayAboutTask(task_id=task_id, text=text, **fields)
    return world.store.execute(world.actor(username), say_about_task, command).id


def seen(world: World, username: str, task_id: UUID) -> list[Message]:
    with world.store.reading() as session:
        return list(thread(session, world.actor(username), task_id).messages)


def told(world: World, kind: str) -> set[str]:
    """Who was told, by user name."""
    names = {person: name for name, person in world.office.people.items()}
    with world.store.reading() as session:
        rows = session.scalars(select(NoticeRow).where(NoticeRow.kind == f"task.{kind}"))
        return {names[row.person_id] for row in rows}


def test_all_who_read_the_task_read_what_is_said(world: World, task_id: UUID) -> None:
    say(world, "canbo", task_id, "Đã kết nối 12 chi bộ.")
    for username in ("thuky", "lanhdao", "vanthu", "vanthubtc", "vanthuubkt", "theodoi"):
        (message,) = seen(world, username, task_id)
        assert (message.text, message.author.name) == ("Đã kết nối 12 chi bộ.", "Vũ Đình Cán Bộ")
    assert told(world, "said") == {"thuky", "lanhdao"}
    with pytest.raises(NotFound):
        say(world, "cuong", task_id)


def test_a_question_waits_until_somebody_else_answers(world: World, task_id: UUID) -> None:
    person = world.office.people["vanthubtc"]
    question = say(world, "canbo", task_id, "Bao giờ có số liệu?", question=True, mentions=[person])
    assert told(world, "asked") == {"vanthubtc"}
    say(world, "canbo", task_id, "Cần trước thứ Sáu.", answers_id=question)
    (open_, _more) = seen(world, "thuky", task_id)
    assert open_.is_open, "the asker's own words are no answer"
    say(world, "vanthubtc", task_id, "Thứ Năm gửi.", answers_id=question)
    assert not seen(world, "thuky", task_id)[0].is_open
    assert told(world, "answered") == {"canbo"}
    again = MessageRef(id=question)
    with pytest.raises(Denied):
        world.store.execute(world.actor("vanthubtc"), ask_again, again)
    world.store.execute(world.actor("canbo"), ask_again, again)
    with world.store.reading() as session:
        assert figures(session, world.actor("theodoi"), task_id).open_questions == 1
    with pytest.raises(Denied):
        world.store.execute(world.actor("canbo"), ask_again, again)


def test_without_names_the_parties_are_asked(world: World, task_id: UUID) -> None:
    say(world, "vanthu", task_id, "Nội dung này đã đủ chưa?", question=True)
    assert told(world, "asked") == {"thuky", "lanhdao", "canbo"}
    assert told(world, "said") == set()


def test_a_note_is_for_its_author_and_the_issuer_alone(world: World, task_id: UUID) -> None:
    note = say(world, "canbo", task_id, "Chưa ai cử người.", private=True, files=[FILE])
    assert told(world, "noted") == {ISSUER}
    assert told(world, "said") == set()
    for who, username in WORD.items():
        if who in ("outsider", "other leader", "lead official"):
            continue
        found = [message.id for message in seen(world, username, task_id)]
        assert found == ([note] if username in ("canbo", ISSUER) else []), who
    with world.store.reading() as session:
        assert figures(session, world.actor("lanhdao"), task_id).messages == 0
        assert "task.said" not in [e.type for e in outbox.changes(session, task_stream(task_id), 0)]
    reply = say(world, ISSUER, task_id, "Tôi sẽ nhắc.", private=True, answers_id=note)
    assert told(world, "noted") == {ISSUER, "canbo"}
    assert [m.id for m in seen(world, "canbo", task_id)] == [note, reply]
    assert seen(world, "lanhdao", task_id) == []


def test_what_cannot_be_said(world: World, task_id: UUID) -> None:
    people = world.office.people
    other = world.in_state(TaskState.IN_PROGRESS)
    elsewhere = say(world, "canbo", other)
    note = say(world, "canbo", task_id, private=True)
    refused: list[tuple[str, dict[str, Any], str]] = [
        ("canbo", {"mentions": [people["cuong"]]}, "message.mention_outside"),
        ("canbo", {"private": True, "mentions": [people["thuky"]]}, "message.private_calls_nobody"),
        (ISSUER, {"private": True}, "message.private_to_oneself"),
        ("canbo", {"answers_id": uuid4()}, "message.answers_nothing"),
        ("canbo", {"answers_id": elsewhere}, "message.answers_nothing"),
        ("lanhdao", {"answers_id": note, "private": True}, "message.answers_nothing"),
        (ISSUER, {"answers_id": note}, "message.private_stays_private"),
    ]
    before = len(seen(world, ISSUER, task_id))
    for username, fields, code in refused:
        with pytest.raises(Invalid) as refusal:
            say(world, username, task_id, **fields)
        assert refusal.value.code == code, fields
    assert len(seen(world, ISSUER, task_id)) == before


def test_taken_back_it_keeps_its_place_without_words_and_files(world: World, task_id: UUID) -> None:
    message = say(world, "canbo", task_id, "Nhầm nhiệm vụ.", files=[FILE], question=True)
    with world.store.reading() as session:
        version = session.scalars(
            select(PaperVersion.id).join(Paper).where(Paper.container_id == message)
        ).one()
        papers.version(session, world.actor("lanhdao"), version, PaperPermission.READ)
    ref = MessageRef(id=message)
    with pytest.raises(Denied):
        world.store.execute(world.actor(ISSUER), withdraw_message, ref)
    world.store.execute(world.actor("canbo"), withdraw_message, ref)
    (left,) = seen(world, "lanhdao", task_id)
    assert (left.withdrawn, left.text, left.files, left.is_open) == (True, "", (), False)
    with world.store.reading() as session, pytest.raises(NotFound):
        papers.version(session, world.actor("lanhdao"), version, PaperPermission.READ)
    with pytest.raises(Denied):
        world.store.execute(world.actor("canbo"), withdraw_message, ref)


def test_files_are_read_by_those_who_read_the_message(world: World, task_id: UUID) -> None:
    say(world, "canbo", task_id, private=True, files=[FILE])
    with world.store.reading() as session:
        version = session.scalars(
            select(PaperVersion.id).join(Paper).where(Paper.container_kind == CONTAINER)
        ).one()
        for username in ("canbo", ISSUER):
            papers.version(session, world.actor(username), version, PaperPermission.READ)
        for username in ("lanhdao", "theodoi", "vanthu", "cuong"):
            with pytest.raises(NotFound):
                papers.version(session, world.actor(username), version, PaperPermission.READ)


def test_predicate_and_sql_agree(world: World, task_id: UUID) -> None:
    for username in ("canbo", "lanhdao", "vanthubtc"):
        say(world, username, task_id)
        say(world, username, task_id, private=True)
    say(world, "canbo", world.in_state(TaskState.RECEIVED), private=True)
    with world.store.reading() as session:
        rows = session.execute(select(TaskMessage, Task).join(Task, Task.id == TaskMessage.task_id))
        said = [Said(message, task) for message, task in rows]
        for username in world.office.people:
            actor = world.actor(username)
            query = select(TaskMessage.id).join(Task, Task.id == TaskMessage.task_id)
            by_sql = set(session.scalars(query.where(readable_by(actor))))
            assert by_sql == {s.message.id for s in said if may_read(actor, s)}, username


def test_missing_and_forbidden_look_alike(world: World, task_id: UUID) -> None:
    note = say(world, "canbo", task_id, private=True)
    for unknown in (note, uuid4()):
        with pytest.raises(NotFound) as refusal:
            world.store.execute(world.actor("lanhdao"), withdraw_message, MessageRef(id=unknown))
        assert refusal.value.params == {"kind": "task_message"}
    assert set(MessagePermission) == {
        MessagePermission.READ, MessagePermission.WITHDRAW, MessagePermission.ASK_AGAIN,
    }  # fmt: skip


def test_long_threads_come_page_by_page(world: World, task_id: UUID) -> None:
    for number in range(53):
        say(world, "canbo", task_id, f"Lời {number}")
    with world.store.reading() as session:
        actor = world.actor("lanhdao")
        newest = thread(session, actor, task_id)
        assert [m.text for m in newest.messages][-1] == "Lời 52"
        assert len(newest.messages) == 50
        earlier = thread(session, actor, task_id, newest.earlier)
    assert [m.text for m in earlier.messages] == ["Lời 0", "Lời 1", "Lời 2"]
    assert earlier.earlier is None


def test_the_address_is_that_of_the_page(app: Any, task_id: UUID) -> None:
    with app.test_request_context():
        from flask import url_for

        assert url_for("followup.messages", task_id=task_id) == thread_path(task_id)

"""The story of a task: its pieces and the whole, who, by which document, in the order of time."""

from typing import Any
from uuid import UUID

from documents.issuing.sources import OfficialKind
from ecabinet.platform import Platform
from followup.commands.extend import RefuseExtension, refuse_extension
from followup.commands.set_aside import SetAside, cancel_task
from followup.sources import DIRECTIVE
from followup.states import TaskState
from meetings.commands.session import SessionStep, close_session
from tests.commands.followup.test_chase import chase
from tests.commands.followup.test_consult import ask as ask_opinion
from tests.commands.followup.test_directives import register
from tests.commands.followup.test_exchange import say
from tests.commands.followup.test_extend import ask as ask_later
from tests.commands.followup.test_split import accept, split
from tests.commands.followup.world import World
from tests.counting import asked
from tests.gatherings import Gathering, gathering
from tests.papers_issued import Issued
from tests.web.followup.test_line import TEXT, decided

__all__ = ["gathering"]


def steps(client: Any, task_id: UUID | str) -> list[dict[str, Any]]:
    """Return the steps that this person is told."""
    told: list[dict[str, Any]] = client.get(f"/tasks/{task_id}/story").json["steps"]
    assert [one["at"] for one in told] == sorted(one["at"] for one in told)
    return told


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [one["kind"] for one in told]


def test_a_piece_begins_where_the_whole_begins_and_the_whole_tells_of_its_pieces(
    world: World, gathering: Gathering, sign_in: Any, browse: Any
) -> None:
    whole = UUID(decided(gathering))
    world.receive(whole)
    world.assign(whole)
    piece = split(world, whole, assignee_id=world.office.people["dongnghiep"])
    below = split(world, piece, title="Việc nhỏ nhất")
    world.report(below, done=True)
    accept(world, below)

    clerk = steps(sign_in("vanthu"), below)
    assert kinds(clerk)[:5] == ["meeting", "conclusion", "task", "task", "task"]
    assert [one["task_id"] for one in clerk[2:5]] == [str(whole), str(piece), str(below)]
    assert [one["above"] and one["above"]["readable"] for one in clerk[2:5]] == [None, True, True]
    official = steps(sign_in("dongnghiep"), piece)
    assert kinds(official)[0] == "task", "who may not read the whole is not told where it came from"
    above = official[0]["above"]
    assert (above["id"], above["readable"]) == (str(whole), False)
    page = browse("dongnghiep").get(f"/tasks/{piece}/story").text
    assert TEXT in page
    assert f"/tasks/{whole}" not in page
    assert TEXT in browse("vanthu").get(f"/tasks/{below}/story").text

    told = steps(sign_in("vanthu"), whole)
    (parted,) = [one for one in told if one["kind"] == "split" and one["task_id"] == str(whole)]
    assert parted["piece_id"] == str(piece)
    assert [one["task_id"] for one in told if one["kind"] == "accepted"] == [str(below)]
    leader = sign_in("lanhdao")
    told = steps(leader, whole)
    assert [one["piece_id"] for one in told if one["kind"] == "split"] == [None]
    assert {one["task_id"] for one in told} <= {None, str(whole)}
    pieces = leader.get(f"/tasks/{whole}/story").json["pieces"]
    assert [(one["readable"], one["state"]) for one in pieces] == [
        (False, "in_progress"), (False, "accepted"),
    ]  # fmt: skip


def test_each_step_says_who_and_leads_to_its_document(
    world: World, gathering: Gathering, platform: Platform, sign_in: Any, browse: Any
) -> None:
    task_id = UUID(decided(gathering))
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    notice = Issued(platform, gathering).ready(OfficialKind.NOTICE)
    world.receive(task_id)
    world.assign(task_id)
    told = {one["kind"]: one for one in steps(sign_in("thuky"), task_id)}
    assert [one["part"] for one in told["meeting"]["people"]] == ["chair", "secretary"]
    assert "recorder" in {one["part"] for one in told["conclusion"]["people"]}
    assert told["notice"]["documents"][0]["url"] == f"/official/{notice}"
    assert [one["part"] for one in told["task"]["people"]] == ["issuer"]
    assert told["received"]["people"][0]["name"] == world.actor("vanthu").name
    assert told["assigned"]["title"] == world.actor("canbo").name
    assert "notice" not in kinds(steps(sign_in("canbo"), task_id)), "not theirs to read"
    page = browse("thuky").get(f"/tasks/{task_id}/story").text
    for words in ("Chủ trì: ", "Thư ký: ", "Người giao: ", f"/official/{notice}"):
        assert words in page


def test_what_the_history_knows_is_told_too(
    world: World, platform: Platform, gathering: Gathering, sign_in: Any, browse: Any
) -> None:
    directive = register(world)
    task_id = world.in_state(TaskState.IN_PROGRESS, directive_id=directive.id)
    issued = Issued(platform, gathering)
    pressed = chase(world, task_id, who="thuky", letter=True)
    assert pressed.document_id
    issued.issue(pressed.document_id)
    question = ask_opinion(world, task_id)
    say(world, "cuong", task_id, "Không vướng.", answers_id=question)
    ask_later(world, task_id)
    refusal = RefuseExtension(task_id=task_id, reason="Không lùi.")
    world.store.execute(world.actor("lanhdao"), refuse_extension, refusal)
    ask_later(world, task_id, reason="Vẫn cần thêm.")
    told = steps(sign_in("thuky"), task_id)
    assert kinds(told) == [
        "directive", "task", "received", "assigned", "report", "chased", "consulted", "advised",
        "extension_requested", "extension_refused", "extension_requested",
    ]  # fmt: skip
    first, letter = told[0], told[5]["documents"]
    assert (first["url"], first["all_day"]) == (f"/directives/{directive.id}", True)
    assert [one["part"] for one in first["people"]] == ["issuing_body"]
    assert [one["url"] for one in letter] == [f"/official/{pressed.document_id}"]
    page = browse("thuky").get(f"/tasks/{task_id}/story").text
    for words in (letter[0]["name"], "Không lùi.", "Vẫn cần thêm.", f"/directives/{directive.id}"):
        assert words in page
    assert page.count("đang chờ trả lời") == 1
    assert "documents" in steps(sign_in("canbo"), task_id)[5]


def test_sisters_stand_where_they_were_given(world: World, sign_in: Any) -> None:
    directive = register(world).id
    source = {"source_kind": DIRECTIVE, "source_id": directive, "directive_id": directive}
    first = world.in_state(TaskState.RECEIVED, **source)
    aside = SetAside(task_id=first, reason="Giao lại.")
    world.store.execute(world.actor("lanhdao"), cancel_task, aside)
    second = world.issue("Việc giao sau", **source).id
    told = steps(sign_in("lanhdao"), second)
    assert [(one["kind"], one["task_id"]) for one in told[1:]] == [
        ("task", str(first)), ("cancelled", str(first)), ("task", str(second)),
    ]  # fmt: skip


def test_a_long_story_asks_as_often_as_a_short_one(world: World, browse: Any) -> None:
    client = browse("vanthu")

    def statements(count: int) -> int:
        task_id = world.in_state(TaskState.IN_PROGRESS)
        for _ in range(count):
            piece = split(world, task_id)
            world.report(split(world, piece), done=True)
        client.get(f"/tasks/{task_id}/story")
        return asked(world.store.engine, client, f"/tasks/{task_id}/story")

    assert statements(1) == statements(6) <= 24

"""Deeds in the meeting: items pushed, votes opened, cast, closed, papers marked, concluded."""

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID, uuid4

from documents.commands.annotate import AddAnnotations, add_annotations
from documents.marks import NewMark
from followup.states import TaskState
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.guide import PushAgendaItem, push_agenda_item
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.question import Question
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from meetings.terms import Choice
from tests.commands.followup.world import tomorrow
from tests.gatherings import VOTERS
from tests.truth.deed import Deed, Made
from tests.truth.scene import Scene

SECRETARIAT = ("thuky", "chutri")
READERS = ("thuky", *VOTERS)


def deeds() -> Iterator[Deed]:
    """Yield all deeds in the meeting."""
    yield Deed("push an item", 2, _push)
    yield Deed("open a vote", 2, _open)
    yield Deed("cast", 12, _cast)
    yield Deed("close a vote", 2, _close)
    yield Deed("mark the paper", 4, _mark)
    yield Deed("record a conclusion", 2, _conclude)
    yield Deed("issue conclusions", 1, _issue)


def _push(scene: Scene, dice: Random) -> Made:
    # The second item stays: its votes and its paper are what everything turns on.
    wish = PushAgendaItem(meeting_id=scene.meeting.id, item_id=scene.meeting.items[1])
    return Made(push_agenda_item, wish, SECRETARIAT, lambda _result: None)


def _open(scene: Scene, dice: Random) -> Made:
    wish = OpenVote(meeting_id=scene.meeting.id, question=Question(question="Thông qua?"))

    def told(result: Any) -> None:
        assert not any(not closed for closed in scene.ledger.votes.values()), "two votes at once"
        scene.ledger.votes[result.id] = False

    return Made(open_vote, wish, SECRETARIAT, told)


def _some_vote(scene: Scene, dice: Random) -> UUID | None:
    votes = scene.ledger.votes
    running = [key for key, closed in votes.items() if not closed]
    return (
        dice.choice(running if running and dice.random() < 0.9 else list(votes)) if votes else None
    )


def _cast(scene: Scene, dice: Random) -> Made | None:
    vote_id = _some_vote(scene, dice)
    if vote_id is None or (vote_id in scene.ledger.boxes and dice.random() < 0.8):
        return None
    choice = dice.choice((Choice.YES, Choice.NO))
    closed = scene.ledger.votes[vote_id]

    def told(receipt: Any) -> None:
        assert not closed, "a ballot after the close"
        assert vote_id not in scene.ledger.boxes, "a name on a secret ballot"
        by = scene.last_actor.person_id
        assert by is not None
        assert (vote_id, by) not in scene.ledger.ballots, "two ballots of one"
        scene.ledger.ballots[vote_id, by] = str(receipt.choice.value)

    return Made(cast_ballot, CastBallot(vote_id=vote_id, choice=choice), VOTERS, told)


def _close(scene: Scene, dice: Random) -> Made | None:
    vote_id = _some_vote(scene, dice)
    if vote_id is None:
        return None

    def told(_result: Any) -> None:
        scene.ledger.votes[vote_id] = True

    return Made(close_vote, CloseVote(vote_id=vote_id), SECRETARIAT, told)


def _mark(scene: Scene, dice: Random) -> Made:
    # The same mark may come again by another way: it is stored once.
    again = dice.random() < 0.1 and scene.ledger.marks
    mark_id = uuid4() if not again else dice.choice(sorted(scene.ledger.marks))
    mark = NewMark(
        id=mark_id, layer="meeting", kind="note", page=dice.randint(1, 3), point=(50.0, 60.0),
        text="Cần làm rõ",
    )  # fmt: skip
    wish = AddAnnotations(version_id=scene.version_id, annotations=[mark])

    def told(_result: Any) -> None:
        scene.ledger.marks.add(mark_id)

    # A mark that is there belongs to its author: sent by another it is refused.
    return Made(add_annotations, wish, None if again else READERS, told)


def _conclude(scene: Scene, dice: Random) -> Made:
    content = ConclusionText(
        text="Giao Văn phòng triển khai.", lead_unit_id=scene.office.units["VPTU"],
        supervisor_id=scene.office.people["lanhdao"], due_on=tomorrow(dice.randint(1, 30)),
    )  # fmt: skip
    wish = RecordConclusion(item_id=scene.meeting.items[1], content=content)

    def told(result: Any) -> None:
        scene.ledger.conclusions[result.id] = False

    return Made(record_conclusion, wish, SECRETARIAT, told)


def _issue(scene: Scene, dice: Random) -> Made:
    def told(result: Any) -> None:
        issued = {one.conclusion_id for one in result.issued}
        waiting = {key for key, done in scene.ledger.conclusions.items() if not done}
        assert issued == waiting, "not exactly the drafts became tasks"
        for one in result.issued:
            scene.ledger.conclusions[one.conclusion_id] = True
            scene.ledger.states[one.task_id] = TaskState.ASSIGNED

    return Made(issue_tasks, IssueTasks(meeting_id=scene.meeting.id), SECRETARIAT, told)

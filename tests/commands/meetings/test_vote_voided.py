"""What becomes of a result: published once, voided, relied on."""

from uuid import uuid4

import pytest

from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.store import Store
from meetings import events
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.publish import PublishVote, VoidVote, publish_vote, void_vote
from meetings.commands.question import Question
from meetings.commands.vote import (
    OpenVote,
    open_vote,
)
from meetings.terms import Choice
from tests.commands.meetings.voting import closed, code_of, seen, told
from tests.gatherings import Gathering


def test_a_result_is_published_once(gathering: Gathering, store: Store) -> None:
    """To members and the wall, with figures; before, nobody but the desk had them."""
    gathering.running()
    vote_id = gathering.open_vote(delayed=True)
    early = PublishVote(vote_id=vote_id)
    assert code_of(gathering, "thuky", publish_vote, early) == "vote.still_open"
    gathering.cast("daibieu01", vote_id)
    closed(gathering, vote_id)
    for stream in (events.members(gathering.id), events.screen(gathering.id)):
        assert told(store, stream, "vote.closed")[0]["vote"]["outcome"] is None
    desk = told(store, events.desk(gathering.id), "vote.closed")
    assert desk[0]["vote"]["outcome"]["yes"] == 1
    with pytest.raises(Denied):
        gathering.run("daibieu01", publish_vote, early)
    for _ in range(2):
        gathering.run("chutri", publish_vote, early)
    published = told(store, events.members(gathering.id), "vote.published")
    assert [event["vote"]["outcome"]["yes"] for event in published] == [1]
    assert seen(gathering, "daibieu02", vote_id).ballots


def test_a_vote_made_in_error_is_voided_kept_and_repeated(gathering: Gathering) -> None:
    """It has no result any more, the next one points to it, and both are seen."""
    gathering.running()
    vote_id = gathering.open_vote("Câu hỏi sai")
    reason = VoidVote(vote_id=vote_id, reason="Nhầm văn bản")
    with pytest.raises(Denied):
        gathering.run("daibieu01", void_vote, reason)
    again = Question(question="Câu hỏi đúng", repeats_id=vote_id)
    opening = OpenVote(meeting_id=gathering.id, question=again)
    assert code_of(gathering, "thuky", open_vote, opening) == "vote.not_over"
    closed(gathering, vote_id)
    gathering.run("thuky", void_vote, reason)
    assert code_of(gathering, "thuky", void_vote, reason) == "vote.voided"
    shown = seen(gathering, "daibieu01", vote_id)
    assert (shown.state, shown.outcome, shown.void_reason) == ("voided", None, "Nhầm văn bản")
    new = gathering.run("thuky", open_vote, opening).id
    assert seen(gathering, "daibieu01", new).repeats_id == vote_id
    other = Question(question="?", repeats_id=uuid4())
    with pytest.raises(NotFound):
        gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, question=other))


def test_an_open_vote_that_is_voided_makes_room_for_the_right_one(gathering: Gathering) -> None:
    """Ballots are refused from then on."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.run("thuky", void_vote, VoidVote(vote_id=vote_id, reason="Nhầm"))
    late = CastBallot(vote_id=vote_id, choice=Choice.YES)
    assert code_of(gathering, "daibieu01", cast_ballot, late) == "vote.closed"
    gathering.open_vote("Câu hỏi đúng")


def test_what_was_relied_on_cannot_be_voided(gathering: Gathering) -> None:
    """A task was issued by it."""
    gathering.running()
    vote_id = gathering.open_vote()
    closed(gathering, vote_id)
    unit = next(iter(gathering.office.units.values()))
    text = ConclusionText(text="Giao thực hiện", lead_unit_id=unit)
    record = RecordConclusion(item_id=gathering.items[1], content=text)
    gathering.run("thuky", record_conclusion, record)
    issue = IssueTasks(meeting_id=gathering.id, item_id=gathering.items[1])
    gathering.run("thuky", issue_tasks, issue)
    void = VoidVote(vote_id=vote_id, reason="Nhầm")
    assert code_of(gathering, "thuky", void_vote, void) == "vote.relied_on"
    assert seen(gathering, "thuky", vote_id).state == "closed"

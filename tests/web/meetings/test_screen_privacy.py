"""What is not for everybody in the hall stays off the wall."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import update

from ecabinet.core import outbox
from ecabinet.core.clock import utc_now
from meetings import events
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.question import Question
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareSlate,
    close_vote,
    open_vote,
    prepare_slate,
)
from meetings.models import AgendaItem
from meetings.queries.room import desk, screen
from tests.clients import ApiClient
from tests.gatherings import Gathering
from tests.web.meetings.test_screens import let_in


def test_what_is_not_for_everybody_stays_off_the_wall(
    app: Any, gathering: Gathering, sign_in: Callable[[str], ApiClient]
) -> None:
    """An item for members only: no title, no paper, no question; a secret one is not there."""
    gathering.running()
    gathering.paper(1)
    gathering.push(1)
    code = sign_in("thuky").post(f"/meetings/{gathering.id}/screens", {}).json["code"]
    hall, here = let_in(app, code), f"/api/v1/meetings/{gathering.id}/screen"
    with hall.get(here + "/page.png?width=160") as picture:
        assert picture.status_code == 200
    third = gathering.items[2]
    hidden = UpdateAgendaItem(item_id=third, title="Công tác cán bộ", members_only=True)
    gathering.run("thuky", update_agenda_item, hidden)
    gathering.paper(2)
    gathering.push(2)
    vote = gathering.open_vote("Kỷ luật ai?")
    for username in ("chutri", "daibieu01"):
        gathering.cast(username, vote)
    state = hall.get(here).json
    assert state["current_version_id"] is None
    assert "Công tác cán bộ" not in hall.get(here).text
    assert (state["vote"]["question"], state["vote"]["cast"]) == ("", 2)
    assert (state["vote"]["outcome"], state["vote"]["ballots"]) == (None, [])
    assert hall.get(here + "/page.png?width=160").status_code == 404
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote))
    assert "Kỷ luật ai?" not in hall.get(here).text
    with gathering.store.engine.begin() as connection:
        connection.execute(update(AgendaItem).where(AgendaItem.id == third).values(secrecy=1))
    secret = hall.get(here).json
    assert str(third) not in [item["id"] for item in secret["agenda"]]
    assert secret["vote"] is None
    assert secret["current_version_id"] is None


def test_the_wall_hears_no_question_of_an_item_for_members_only(gathering: Gathering) -> None:
    gathering.running()
    hidden = UpdateAgendaItem(item_id=gathering.items[2], title="Việc riêng", members_only=True)
    gathering.run("thuky", update_agenda_item, hidden)
    gathering.push(2)
    vote = gathering.open_vote("Kỷ luật ai?")
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote))
    with gathering.store.reading() as session:
        wall = outbox.changes(session, events.screen(gathering.id), 0)
        inside = outbox.changes(session, events.members(gathering.id), 0)
    assert "Kỷ luật" not in str([entry.payload for entry in wall])
    assert "Kỷ luật" in str([entry.payload for entry in inside])


def test_the_wall_has_a_slate_whole_and_in_order(gathering: Gathering) -> None:
    """Also its closed and voided votes, until all were made in error."""
    gathering.running()
    asked = tuple(Question(question=f"Nội dung {n}?") for n in (1, 2))
    made = gathering.run(
        "thuky", prepare_slate, PrepareSlate(meeting_id=gathering.id, questions=asked)
    )
    opening = OpenVote(meeting_id=gathering.id, vote_id=made.vote_ids[0])
    gathering.run("thuky", open_vote, opening)

    def wall() -> tuple[Any, list[Any]]:
        with gathering.store.reading() as session:
            state = screen(session, gathering.as_actor("thuky"), gathering.id, utc_now())
        return state.vote and state.vote.id, [vote.id for vote in state.slate]

    first, second = made.vote_ids
    assert wall() == (first, [first, second])
    gathering.run("thuky", close_vote, CloseVote(vote_id=first))
    gathering.run("thuky", void_vote, VoidVote(vote_id=first, reason="Viết sai"))
    assert wall() == (second, [first, second])
    gathering.run("thuky", void_vote, VoidVote(vote_id=second, reason="Viết sai"))
    assert wall() == (None, [])


def test_nobody_is_waited_for_in_a_vote_on_paper(gathering: Gathering) -> None:
    gathering.running()
    vote = gathering.open_vote(on_paper=True)
    with gathering.store.reading() as session:
        state = desk(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    assert state.waiting_for == []
    assert [v.id for v in state.room.meeting.votes if v.on_paper] == [vote]

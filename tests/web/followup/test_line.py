"""A meeting's conclusion becomes a task: its story, and the home page while the meeting runs."""

import re
from typing import Any

from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.vote import CloseVote, close_vote
from tests.commands.followup.world import World
from tests.gatherings import MEMBERS, Gathering, gathering

__all__ = ["gathering"]

TEXT = "Hoàn thành kết nối phần mềm theo dõi đến 100% chi bộ"


def decided(gathering: Gathering) -> str:
    """Let the meeting vote, conclude and issue; return the task's id."""
    vote_id = gathering.running().open_vote("Thông qua kế hoạch?")
    for member in MEMBERS:
        gathering.cast(member, vote_id)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    content = ConclusionText(
        text=TEXT,
        lead_unit_id=gathering.office.units["VPTU"],
        informed_unit_ids=(gathering.office.units["UBKTTU"],),
        supervisor_id=gathering.office.people["lanhdao"],
    )
    item = RecordConclusion(item_id=gathering.items[1], content=content)
    gathering.run("thuky", record_conclusion, item)
    issued = gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    return str(issued.issued[0].task_id)


def test_the_story_begins_in_the_meeting(
    world: World, gathering: Gathering, sign_in: Any, browse: Any
) -> None:
    task_id = decided(gathering)

    def kinds(username: str) -> list[str]:
        story = sign_in(username).get(f"/tasks/{task_id}/story").json
        return [step["kind"] for step in story["steps"]]

    assert kinds("lanhdao") == ["meeting", "vote", "conclusion", "task"]
    assert kinds("vanthu") == ["meeting", "conclusion", "task"], "no member: votes are not told"
    page = browse("lanhdao").get(f"/tasks/{task_id}/story").text
    assert "Thông qua kế hoạch?" in page
    assert re.search(r'Tán thành <b class="num">4</b>', page)
    assert TEXT in browse("vanthu").get(f"/tasks/{task_id}").text


def test_home_leads_into_the_meeting_that_runs(
    world: World, gathering: Gathering, browse: Any
) -> None:
    gathering.running()
    room, desk = f"/meetings/{gathering.id}/room", f"/meetings/{gathering.id}/desk"
    assert room in browse("daibieu01").get("/").text
    assert desk in browse("thuky").get("/").text
    for outsider in ("canbo", "cuong"):
        page = browse(outsider).get("/").text
        assert room not in page
        assert desk not in page


def test_home_names_the_meeting_of_later_today(
    world: World, gathering: Gathering, browse: Any
) -> None:
    gathering.called()
    page = browse("daibieu01").get("/")
    assert page.status_code == 200

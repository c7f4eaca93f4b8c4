"""What of the story of a task each reader is told: the whole line above, the pieces below."""

from followup.models import EntryKind
from followup.queries.story import story
from followup.queries.story_shapes import EntryStep, IssueStep, ReportStep, Story
from followup.sources import StoryStep
from followup.states import TaskState
from tests.commands.followup.test_directives import register
from tests.commands.followup.test_split import split
from tests.commands.followup.world import World, tomorrow


def told(world: World, who: str, task_id: object) -> Story:
    """Return the story as somebody reads it."""
    with world.store.reading() as session:
        return story(session, world.actor(who), task_id, tomorrow(0))  # type: ignore[arg-type]


def test_the_line_above_is_told_as_far_as_it_may_be_read(world: World) -> None:
    whole = world.in_state(TaskState.RECEIVED, directive_id=register(world).id)
    piece = split(world, whole)
    below = split(world, piece, assignee_id=world.office.people["dongnghiep"])
    found = told(world, "vanthu", below)
    assert [type(step) for step in found.steps[:4]] == [StoryStep, IssueStep, IssueStep, IssueStep]
    assert found.source == "81-KH/TU"
    given = [step for step in found.steps if isinstance(step, IssueStep)]
    assert [[row.id for row in step.tasks] for step in given] == [[whole], [piece], [below]]
    found = told(world, "dongnghiep", below)
    assert not [step for step in found.steps if isinstance(step, StoryStep)]
    (given,) = [step for step in found.steps if isinstance(step, IssueStep)]
    assert given.above is not None
    assert (given.above.id, given.above.readable) == (piece, False)


def test_pieces_are_told_by_the_whole_to_who_may_open_them(world: World) -> None:
    whole = world.in_state(TaskState.RECEIVED)
    piece = split(world, whole)
    world.report(piece, 50)
    for who, opens in (("vanthu", True), ("lanhdao", False)):
        found = told(world, who, whole)
        lines = [step for step in found.steps if isinstance(step, EntryStep)]
        (parted,) = [line for line in lines if line.entry is EntryKind.SPLIT]
        assert parted.piece is not None
        assert (parted.piece.row.percent, parted.piece.readable) == (50, opens)
        reports = [step for step in found.steps if isinstance(step, ReportStep)]
        assert len(reports) == opens

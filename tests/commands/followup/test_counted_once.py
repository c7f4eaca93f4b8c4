"""What a unit breaks its task down into neither worsens nor improves its figures."""

from followup.queries.dashboard import dashboard
from followup.queries.filters import TaskScope
from followup.queries.views import View
from followup.queries.wholes import Pieces
from followup.reporting.counting import figures, window
from followup.reporting.enums import ReportPeriod
from followup.reporting.models import TaskReportRun
from followup.reporting.shapes import ReportScope, ReportSpec, thawed
from followup.reporting.spans import period_of
from followup.states import TaskState
from tests.commands.followup.reports_laid_down import freeze, lay_down
from tests.commands.followup.test_split import split
from tests.commands.followup.world import World
from tests.days import today


def test_a_task_in_three_pieces_is_one_task(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    for number in range(3):
        split(world, task_id, title=f"Phần {number}")
    over = window(period_of(today(), ReportPeriod.MONTH), today())
    tracker, clerk = world.actor("theodoi"), world.actor("vanthu")
    with world.store.reading() as session:
        found = dashboard(session, tracker, today(), TaskScope())
        assert (found.wanted.pieces, found.total.total) == (Pieces.WITHOUT, 1)
        assert [group.counts.total for group in found.groups] == [1]
        both = dashboard(session, tracker, today(), TaskScope(pieces=Pieces.WITH))
        assert both.total.total == 4
        # What a unit did with its task is its own work.
        own = dashboard(session, clerk, today(), TaskScope(view=View.UNIT))
        assert (own.wanted.pieces, own.total.total) == (Pieces.WITH, 4)
        spec = ReportSpec()
        assert figures(session, tracker, spec, over).total == 1
        spec = ReportSpec(wanted=ReportScope(pieces=Pieces.WITH))
        assert figures(session, tracker, spec, over).total == 4


def test_reports_frozen_before_there_was_a_choice_counted_pieces(world: World) -> None:
    world.in_state(TaskState.IN_PROGRESS)
    run = freeze(world, lay_down(world))
    with world.store.reading() as session:
        stored = session.get_one(TaskReportRun, run.id).data
    assert stored is not None
    assert ["Phần việc đơn vị chia nhỏ", "không tính riêng"] in stored["scope"]
    assert thawed(stored).spec.wanted.pieces is Pieces.WITHOUT
    del stored["spec"]["wanted"]["pieces"]
    assert thawed(stored).spec.wanted.pieces is Pieces.WITH
    assert "pieces" not in stored["spec"]["wanted"]

"""Lists of tasks that people of the sample office keep."""

from ecabinet.demo.teller import Teller
from followup.commands.keep_lists import KeepTaskList, keep_task_list
from followup.labels import TaskLabel
from followup.models import Layout
from followup.queries.filters import LabelGroup, TaskFilter
from followup.queries.views import View


def keep_lists(teller: Teller) -> None:
    """The leader keeps two, the clerk one that the whole office of the committee uses."""
    late = KeepTaskList(
        name="Cần đôn đốc", wanted=TaskFilter(view=View.SUPERVISED, label=TaskLabel.OVERDUE)
    )
    teller.do("lanhdao", keep_task_list, late)
    running = TaskFilter(label=LabelGroup.RUNNING)
    board = KeepTaskList(name="Đang làm, trong hạn", wanted=running, layout=Layout.BOARD)
    teller.do("lanhdao", keep_task_list, board)
    ours = KeepTaskList(
        name="Việc của Văn phòng",
        wanted=TaskFilter(view=View.UNIT),
        layout=Layout.BOARD,
        unit_id=teller.unit("VPTU"),
    )
    teller.do("vanthu", keep_task_list, ours)

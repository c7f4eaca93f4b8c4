"""getTaskBoard, listDueDays, listTaskLists, keepTaskList, forgetTaskList, chooseTaskColumns."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.keep_lists import (
    ChooseTaskColumns,
    ForgetTaskList,
    KeepTaskList,
    KeptTaskList,
    choose_task_columns,
    forget_task_list,
    keep_task_list,
)
from followup.models import Layout
from followup.queries.board import board
from followup.queries.columns import Column
from followup.queries.due_days import due_days
from followup.queries.filters import Day, TaskFilter
from followup.queries.kept_lists import columns_of, kept_lists
from followup.queries.stages import Stage
from followup.routes.doors import api, today
from followup.routes.out import Out
from followup.routes.schemas import TaskRowOut


class BoardColumnOut(Out):
    """One stage; `tasks` are the worst of `total`."""

    stage: Stage
    total: int
    tasks: list[TaskRowOut]


class BoardOut(Out):
    """All stages in order."""

    columns: list[BoardColumnOut]


class DueDaysQuery(TaskFilter):
    """What narrows the list, and any day of the month; without one the present month."""

    month: Day | None = None


class DueDayOut(Out):
    """One day: how many tasks are due, the worst of them, whether the office is closed."""

    day: date
    total: int
    off: bool
    tasks: list[TaskRowOut]


class DueDaysOut(Out):
    """Whole weeks that hold the month."""

    days: list[DueDayOut]


class KeptListOut(Out):
    """A kept list; `owner` keeps it, `unit` is where it is shared."""

    id: UUID
    name: str
    wanted: TaskFilter
    layout: Layout
    standard: bool
    mine: bool
    owner: str
    unit_id: UUID | None
    unit: str | None


class KeptListsOut(Out):
    """One's own lists and those of colleagues; the columns of the list."""

    lists: list[KeptListOut]
    columns: list[Column]


class ListPath(BaseModel):
    """Which kept list."""

    list_id: UUID = Field(description="Of listTaskLists.")


@api.get(
    "/tasks-board",
    operation_id="getTaskBoard",
    summary="Nhiệm vụ theo bước",
    responses={200: BoardOut},
)
def get_board(query: TaskFilter) -> Response:
    """Count the tasks of each stage, and give the worst of each."""
    with platform().store.reading() as session:
        found = board(session, current_actor(), query, today())
    columns = [
        BoardColumnOut(
            stage=column.stage,
            total=column.total,
            tasks=[TaskRowOut.model_validate(row) for row in column.rows],
        )
        for column in found
    ]
    return answer(BoardOut(columns=columns))


@api.get(
    "/tasks-calendar",
    operation_id="listDueDays",
    summary="Nhiệm vụ theo ngày đến hạn",
    responses={200: DueDaysOut},
)
def get_due_days(query: DueDaysQuery) -> Response:
    """Count the tasks that are due on each day of a month, and give the worst of each."""
    wanted = TaskFilter.model_validate(query.model_dump(exclude={"month"}))
    with platform().store.reading() as session:
        found = due_days(session, current_actor(), wanted, query.month or today(), today())
    days = [
        DueDayOut(
            day=each.day,
            total=each.total,
            off=each.off,
            tasks=[TaskRowOut.model_validate(row) for row in each.rows],
        )
        for each in found
    ]
    return answer(DueDaysOut(days=days))


@api.get(
    "/task-lists",
    operation_id="listTaskLists",
    summary="Bộ lọc nhiệm vụ đã lưu",
    responses={200: KeptListsOut},
)
def get_lists() -> Response:
    """List what the person keeps, what colleagues share, and the columns chosen."""
    return _kept()


def _kept() -> Response:
    actor = current_actor()
    with platform().store.reading() as session:
        lists = [KeptListOut.model_validate(each) for each in kept_lists(session, actor)]
        columns = list(columns_of(session, actor))
    return answer(KeptListsOut(lists=lists, columns=columns))


@api.post(
    "/task-lists",
    operation_id="keepTaskList",
    summary="Lưu bộ lọc nhiệm vụ",
    responses={201: KeptTaskList},
)
def post_list(body: KeepTaskList, header: WriteHeaders) -> Response:
    """Keep a filter under a name; one of the same name is replaced."""
    return answer(execute(keep_task_list, body), 201)


@api.delete(
    "/task-lists/<uuid:list_id>",
    operation_id="forgetTaskList",
    summary="Xóa bộ lọc nhiệm vụ",
    responses={204: None},
)
def delete_list(path: ListPath, header: WriteHeaders) -> Response:
    """Forget one's own list."""
    execute(forget_task_list, ForgetTaskList(id=path.list_id))
    return Response(status=204)


@api.put(
    "/task-columns",
    operation_id="chooseTaskColumns",
    summary="Chọn cột của danh sách nhiệm vụ",
    responses={200: KeptListsOut},
)
def put_columns(body: ChooseTaskColumns, header: WriteHeaders) -> Response:
    """Remember the columns; none: the usual ones again."""
    execute(choose_task_columns, body)
    return _kept()

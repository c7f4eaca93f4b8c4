"""listTasks, getTask, getStory, getDashboard: what there is."""

from flask import Response
from pydantic import Field

from ecabinet.web.api import answer
from ecabinet.web.requests import current_actor, platform
from followup.queries.dashboard import dashboard
from followup.queries.filters import TaskFilter, TaskScope
from followup.queries.groups import Group, Order
from followup.queries.lists import PAGE_SIZE, list_tasks
from followup.queries.story import story
from followup.routes.doors import TaskPath, api, task_answer, today
from followup.routes.figures import DashboardOut, dashboard_out
from followup.routes.schemas import TaskOut, TaskPageOut, TaskRowOut
from followup.routes.story_out import StoryOut, story_out

MOST_GROUPS = 300


class TasksQuery(TaskFilter):
    """What narrows the list, and where it goes on."""

    after: str | None = Field(None, max_length=60)
    before: str | None = Field(None, max_length=60)
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class DashboardQuery(TaskScope):
    """Of which tasks figures are wanted, by what they are counted, and in which order."""

    by: Group = Group.UNIT
    order: Order = Order.LATE
    after: str | None = Field(None, max_length=60)
    limit: int = Field(MOST_GROUPS, ge=1, le=MOST_GROUPS)


@api.get(
    "/tasks", operation_id="listTasks", summary="Danh sách nhiệm vụ", responses={200: TaskPageOut}
)
def get_tasks(query: TasksQuery) -> Response:
    """List the tasks that the person may read, worst first."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = list_tasks(
            session, actor, query, today(),
            after=query.after, before=query.before, limit=query.limit,
        )  # fmt: skip
    return answer(
        TaskPageOut(
            tasks=[TaskRowOut.model_validate(row) for row in page.rows],
            total=page.total,
            next=page.next_after,
            previous=page.previous_before,
        )
    )


@api.get(
    "/tasks/<uuid:task_id>",
    operation_id="getTask",
    summary="Một nhiệm vụ",
    responses={200: TaskOut},
)
def get_task(path: TaskPath) -> Response:
    """Tell all about a task: who does what, reports with evidence, history."""
    return task_answer(path.task_id)


@api.get(
    "/tasks/<uuid:task_id>/story",
    operation_id="getStory",
    summary="Từ chỉ đạo đến kết quả",
    responses={200: StoryOut},
)
def get_story(path: TaskPath) -> Response:
    """Tell in the order of time what led to the task and what became of it."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = story(session, actor, path.task_id, today())
    return answer(story_out(found))


@api.get(
    "/tasks-dashboard",
    operation_id="getDashboard",
    summary="Tình hình thực hiện",
    responses={200: DashboardOut},
)
def get_dashboard(query: DashboardQuery) -> Response:
    """Count the tasks that the person may read: by label, by group, by month."""
    actor = current_actor()
    wanted = TaskScope.model_validate(query.model_dump(include=set(TaskScope.model_fields)))
    with platform().store.reading() as session:
        found = dashboard(
            session, actor, today(), wanted, query.by, query.order, query.after, query.limit
        )
    return answer(dashboard_out(found))

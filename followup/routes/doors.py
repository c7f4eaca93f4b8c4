"""What the doors of follow-up share: blueprint, paths, the day, and evidence on its way in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel
from werkzeug.datastructures import FileStorage

from documents.commands.upload import StoredFile
from documents.uploading import Incoming, keep
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Invalid
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform
from followup import access
from followup.commands.report import MOST_FILES
from followup.policies import TaskPermission
from followup.queries.task import task_detail
from followup.queries.task_shapes import TaskDetail
from followup.routes.schemas import TaskOut

api = api_blueprint("followup", "followup")


class TaskPath(BaseModel):
    """Which task."""

    task_id: UUID


def today() -> date:
    """Return the present day in the office."""
    return office_day(utc_now())


def load_task(task_id: UUID) -> TaskDetail:
    """Return the task as the person signed in may see it. Raises NotFound."""
    actor = current_actor()
    with platform().store.reading() as session:
        return task_detail(session, actor, task_id, today())


def task_answer(task_id: UUID, status: int = 200) -> Response:
    """Answer the task as the caller may see it."""
    return answer(TaskOut.model_validate(load_task(task_id)), status)


def keep_evidence(
    task_id: UUID,
    files: Iterable[FileStorage],
    permission: TaskPermission = TaskPermission.REPORT,
) -> list[StoredFile]:
    """Store files for a report that is about to be filed. Raises as `keep_for_task`.

    Also Invalid: there are too many.
    """
    sent = chosen(files)
    if len(sent) > MOST_FILES:
        raise Invalid("report.too_many_files", field="files", most=MOST_FILES)
    return keep_for_task(task_id, sent, permission)


def chosen(files: Iterable[FileStorage]) -> list[FileStorage]:
    """Leave out the empty fields of a form."""
    return [file for file in files if file.filename]


def keep_for_task(
    task_id: UUID, sent: Iterable[FileStorage], permission: TaskPermission
) -> list[StoredFile]:
    """Store files of somebody who has this right on the task.

    The right is asked first, so that nobody without it can fill the disk.

    Raises:
        NotFound, Denied: the person has not.
        TooLarge, Invalid: a file is too large, empty, or of a type that is not taken.
    """
    with platform().store.reading() as session:
        access.task(session, current_actor(), task_id, permission)
    return [
        keep(platform(), Incoming(file.stream, file.filename or ""), any_file=True)  # type: ignore[arg-type]
        for file in sent
    ]

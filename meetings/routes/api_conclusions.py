"""The API of conclusions and of the tasks they become."""

from flask import Response

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import execute
from meetings.commands.conclusion import (
    ConclusionText,
    EditConclusion,
    RecordConclusion,
    edit_conclusion,
    record_conclusion,
)
from meetings.commands.issue import IssuedTasks, IssueTasks, WhichDrafts, issue_tasks
from meetings.queries.shapes import ConclusionOut
from meetings.routes.doors import ConclusionPath, ItemPath, MeetingPath, api, conclusion_answer


class ConclusionEdit(ConclusionText):
    """The whole conclusion anew; `revision` is that of what the person saw."""

    revision: int | None = None


@api.post(
    "/agenda-items/<uuid:item_id>/conclusions",
    operation_id="recordConclusion",
    summary="Ghi kết luận",
    responses={201: ConclusionOut},
)
def record(header: WriteHeaders, path: ItemPath, body: ConclusionText) -> Response:
    """Write a conclusion of an item, as a draft."""
    command = RecordConclusion(item_id=path.item_id, content=body)
    return conclusion_answer(execute(record_conclusion, command).id, 201)


@api.put(
    "/conclusions/<uuid:conclusion_id>",
    operation_id="editConclusion",
    summary="Sửa kết luận",
    responses={200: ConclusionOut},
)
def edit(header: WriteHeaders, path: ConclusionPath, body: ConclusionEdit) -> Response:
    """Write a draft anew."""
    command = EditConclusion(
        conclusion_id=path.conclusion_id,
        revision=body.revision,
        content=ConclusionText(**body.model_dump(exclude={"revision"})),
    )
    return conclusion_answer(execute(edit_conclusion, command).id)


@api.post(
    "/meetings/<uuid:meeting_id>/tasks",
    operation_id="issueTasks",
    summary="Giao nhiệm vụ từ kết luận",
    responses={201: IssuedTasks},
)
def issue(header: WriteHeaders, path: MeetingPath, body: WhichDrafts) -> Response:
    """Issue the drafts of the meeting, or of one item, as tasks."""
    command = IssueTasks(meeting_id=path.meeting_id, item_id=body.item_id)
    return answer(execute(issue_tasks, command), 201)

"""The API of conclusions, and of the tasks that most of them become."""

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.words import Words
from meetings.commands.conclusion import (
    ConclusionText,
    EditConclusion,
    RecordConclusion,
    edit_conclusion,
    record_conclusion,
)
from meetings.commands.confirm import (
    AskConfirmation,
    ConfirmConclusion,
    ReturnConclusion,
    ask_confirmation,
    confirm_conclusion,
    return_conclusion,
)
from meetings.commands.discard_conclusion import DiscardConclusion, discard_conclusion
from meetings.commands.issue import IssuedTasks, IssueTasks, WhichDrafts, issue_tasks
from meetings.commands.show_conclusion import (
    ShowConclusion,
    ShownConclusion,
    show_conclusion,
)
from meetings.commands.supersede import CorrectConclusion, correct_conclusion
from meetings.queries.review import ConclusionReviewOut, review
from meetings.queries.shapes import ConclusionOut
from meetings.routes.doors import (
    ConclusionPath,
    ItemPath,
    MeetingPath,
    api,
    conclusion_answer,
    done,
)


class SeenConclusion(BaseModel):
    """The revision of what the chair saw."""

    revision: int


class ReturnedConclusion(SeenConclusion):
    """What is to be mended."""

    remark: Words = Field(min_length=1, max_length=2_000)


class ConclusionCorrection(ConclusionText):
    """The whole conclusion that takes the place of an issued one, and why."""

    reason: Words = Field(min_length=1, max_length=2_000)


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


class DiscardQuery(BaseModel):
    """`revision` is that of what the person saw."""

    revision: int | None = None


@api.delete(
    "/conclusions/<uuid:conclusion_id>",
    operation_id="discardConclusion",
    summary="Bỏ kết luận chưa ban hành",
    responses={204: None},
)
def discard(header: WriteHeaders, path: ConclusionPath, query: DiscardQuery) -> Response:
    """Throw a draft away; what was issued is only superseded."""
    wish = DiscardConclusion(conclusion_id=path.conclusion_id, revision=query.revision)
    execute(discard_conclusion, wish)
    return done()


@api.get(
    "/meetings/<uuid:meeting_id>/conclusions",
    operation_id="reviewConclusions",
    summary="Rà soát kết luận",
    responses={200: ConclusionReviewOut},
)
def get_review(path: MeetingPath) -> Response:
    """Tell all conclusions with what is missing or odd, and their history: for who leads."""
    with platform().store.reading() as session:
        return answer(review(session, current_actor(), path.meeting_id, utc_now()))


@api.post(
    "/meetings/<uuid:meeting_id>/conclusions/confirmation-request",
    operation_id="askConclusionsConfirmed",
    summary="Xin chủ trì xác nhận kết luận",
    responses={204: None},
)
def ask_chair(header: WriteHeaders, path: MeetingPath) -> Response:
    """Tell the chair how many conclusions wait to be confirmed."""
    execute(ask_confirmation, AskConfirmation(meeting_id=path.meeting_id))
    return done()


@api.post(
    "/conclusions/<uuid:conclusion_id>/confirmation",
    operation_id="confirmConclusion",
    summary="Xác nhận kết luận",
    responses={200: ConclusionOut},
)
def confirm_as_chair(header: WriteHeaders, path: ConclusionPath, body: SeenConclusion) -> Response:
    """Say as the chair that this was concluded; a later change takes it back."""
    command = ConfirmConclusion(conclusion_id=path.conclusion_id, revision=body.revision)
    return conclusion_answer(execute(confirm_conclusion, command).id)


@api.post(
    "/conclusions/<uuid:conclusion_id>/return",
    operation_id="returnConclusion",
    summary="Đề nghị sửa kết luận",
    responses={200: ConclusionOut},
)
def return_as_chair(
    header: WriteHeaders, path: ConclusionPath, body: ReturnedConclusion
) -> Response:
    """Say as the chair what is to be mended in a draft."""
    command = ReturnConclusion(conclusion_id=path.conclusion_id, **body.model_dump())
    return conclusion_answer(execute(return_conclusion, command).id)


@api.post(
    "/conclusions/<uuid:conclusion_id>/correction",
    operation_id="correctConclusion",
    summary="Ghi kết luận thay kết luận đã ban hành",
    responses={201: ConclusionOut},
)
def correct_issued(
    header: WriteHeaders, path: ConclusionPath, body: ConclusionCorrection
) -> Response:
    """Write a draft that replaces an issued conclusion, and ends its task, when it is issued."""
    command = CorrectConclusion(
        conclusion_id=path.conclusion_id,
        reason=body.reason,
        content=ConclusionText(**body.model_dump(exclude={"reason"})),
    )
    return conclusion_answer(execute(correct_conclusion, command).id, 201)


@api.put(
    "/meetings/<uuid:meeting_id>/shown-conclusion",
    operation_id="showConclusion",
    summary="Chiếu kết luận lên màn hình lớn",
    responses={204: None},
)
def put_shown(header: WriteHeaders, path: MeetingPath, body: ShownConclusion) -> Response:
    """Put a conclusion on the big screen, or take it off with null."""
    command = ShowConclusion(meeting_id=path.meeting_id, conclusion_id=body.conclusion_id)
    execute(show_conclusion, command)
    return done()


@api.post(
    "/meetings/<uuid:meeting_id>/tasks",
    operation_id="issueTasks",
    summary="Ban hành kết luận, giao nhiệm vụ",
    responses={201: IssuedTasks},
)
def issue(header: WriteHeaders, path: MeetingPath, body: WhichDrafts) -> Response:
    """Issue the drafts of the meeting, or of one item: as tasks, or as statements without one."""
    command = IssueTasks(meeting_id=path.meeting_id, item_id=body.item_id)
    return answer(execute(issue_tasks, command), 201)

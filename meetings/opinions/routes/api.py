"""Operations of written opinions."""

from uuid import UUID

from flask import Response
from pydantic import AwareDatetime, BaseModel

from documents.routes.papers import UPLOADED, UploadForm, upload_into
from documents.routes.uploads import UploadBody, UploadOut, begin_into
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import execute
from meetings.fields import Remark
from meetings.opinions.commands.giving import (
    GiveOpinion,
    OpinionPaper,
    WithdrawOpinion,
    give_opinion,
    withdraw_opinion,
)
from meetings.opinions.commands.opening import (
    CallRef,
    ChangeOpinions,
    CloseOpinions,
    OpenedItems,
    OpenOpinions,
    change_opinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.commands.replying import ReplyPaper, ReplyToOpinion, reply_to_opinion
from meetings.opinions.commands.steps import OpinionRef
from meetings.opinions.containers import KIND
from meetings.opinions.queries.shapes import MeetingOpinionsOut, OpinionsOut
from meetings.opinions.routes.doors import OpinionPath, api, load_item, load_meeting
from meetings.opinions.states import Audience, Naming
from meetings.routes.doors import ItemPath, MeetingPath

ITEM = "/agenda-items/<uuid:item_id>/opinions"
ONE = "/opinions/<uuid:opinion_id>"


class TermsIn(BaseModel):
    """How opinions are taken anew; `revision` is that of what the person saw."""

    naming: Naming = Naming.NAMED
    audience: Audience = Audience.DESK
    due_at: AwareDatetime | None = None
    unit_id: UUID | None = None
    note: Remark = ""
    revision: int | None = None


class SeenOpinion(BaseModel):
    """The revision that the person saw."""

    revision: int | None = None


@api.get(
    "/meetings/<uuid:meeting_id>/opinions",
    operation_id="listMeetingOpinions",
    summary="Ý kiến bằng văn bản của một phiên họp, theo nội dung",
    responses={200: MeetingOpinionsOut},
)
def list_of_meeting(path: MeetingPath) -> Response:
    """List the items one may read, with how opinions are taken and how many there are."""
    return answer(load_meeting(path.meeting_id))


@api.post(
    "/opinion-calls",
    operation_id="openOpinions",
    summary="Lấy ý kiến bằng văn bản về các nội dung họp",
    responses={201: OpenedItems},
)
def open_call(header: WriteHeaders, body: OpenOpinions) -> Response:
    """Ask for opinions on items: named or not, read by whom, until when, answered by which unit."""
    return answer(execute(open_opinions, body), 201)


@api.get(
    ITEM, operation_id="listOpinions", summary="Ý kiến về một nội dung họp",
    responses={200: OpinionsOut},
)  # fmt: skip
def list_of_item(path: ItemPath) -> Response:
    """Show how opinions are taken on an item, one's own, and those of others one may read."""
    return answer(load_item(path.item_id))


@api.put(
    ITEM + "/terms",
    operation_id="changeOpinions",
    summary="Đổi cách lấy ý kiến, hạn góp ý",
    responses={200: CallRef},
)
def change_call(header: WriteHeaders, path: ItemPath, body: TermsIn) -> Response:
    """Change the terms; with a later deadline opinions are taken again."""
    command = ChangeOpinions(item_id=path.item_id, **body.model_dump())
    return answer(execute(change_opinions, command))


@api.post(
    ITEM + "/closure",
    operation_id="closeOpinions",
    summary="Kết thúc lấy ý kiến",
    responses={200: CallRef},
)
def close_call(header: WriteHeaders, path: ItemPath) -> Response:
    """Take no more; closing again answers the same."""
    return answer(execute(close_opinions, CloseOpinions(item_id=path.item_id)))


@api.post(
    ITEM, operation_id="giveOpinion", summary="Gửi hoặc sửa ý kiến của mình",
    responses={200: OpinionRef},
)  # fmt: skip
def give(header: WriteHeaders, path: ItemPath, body: OpinionPaper) -> Response:
    """Write an opinion, one's own or of one's unit, or change the one that stands."""
    return answer(execute(give_opinion, GiveOpinion(item_id=path.item_id, **body.model_dump())))


@api.post(
    ONE + "/withdrawal",
    operation_id="withdrawOpinion",
    summary="Rút ý kiến của mình",
    responses={200: OpinionRef},
)
def withdraw(header: WriteHeaders, path: OpinionPath, body: SeenOpinion) -> Response:
    """Take an opinion back; nobody else sees it any more."""
    command = WithdrawOpinion(opinion_id=path.opinion_id, revision=body.revision)
    return answer(execute(withdraw_opinion, command))


@api.put(
    ONE + "/reply",
    operation_id="replyToOpinion",
    summary="Giải trình, tiếp thu một ý kiến",
    responses={200: OpinionRef},
)
def reply(header: WriteHeaders, path: OpinionPath, body: ReplyPaper) -> Response:
    """Say what is made of an opinion, once no more are taken."""
    command = ReplyToOpinion(opinion_id=path.opinion_id, **body.model_dump())
    return answer(execute(reply_to_opinion, command))


@api.post(
    ONE + "/papers",
    operation_id="uploadWrittenOpinionFile",
    summary="Gửi tệp kèm ý kiến của mình",
    responses=UPLOADED,
)
def upload(path: OpinionPath, form: UploadForm, header: WriteHeaders) -> Response:
    """Keep a file with one's own opinion that bears a name, while opinions are taken."""
    return answer(upload_into(KIND, path.opinion_id, form), 201)


@api.post(
    ONE + "/uploads",
    operation_id="createWrittenOpinionUpload",
    summary="Bắt đầu gửi một tệp kèm ý kiến theo từng phần",
    responses={201: UploadOut},
)
def begin_upload(path: OpinionPath, body: UploadBody, header: WriteHeaders) -> Response:
    """Begin to send a file in parts."""
    return begin_into(KIND, path.opinion_id, body)

"""Operations that send, answer, extend, close, publish and withdraw."""

from flask import Response
from pydantic import AwareDatetime, BaseModel

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import Answers
from ecabinet.web.requests import execute
from meetings.circulation.commands.answer import (
    AnswerCirculation,
    AnswerPaper,
    AnswerReceipt,
    answer_circulation,
)
from meetings.circulation.commands.flow import (
    ExtendCirculation,
    OnCirculation,
    Reason,
    WithdrawCirculation,
    close_circulation,
    extend_circulation,
    publish_circulation,
    send_circulation,
    withdraw_circulation,
)
from meetings.circulation.commands.steps import CirculationRef
from meetings.circulation.routes.doors import CirculationPath, api

REF: Answers = {200: CirculationRef}


class SeenCirculation(BaseModel):
    """The revision that the person saw; without it nobody is asked."""

    revision: int | None = None


class ExtendIn(SeenCirculation):
    """The later deadline, and why."""

    due_at: AwareDatetime
    reason: Reason


class WithdrawalIn(SeenCirculation):
    """Why it is taken back."""

    reason: Reason


@api.post(
    "/circulations/<uuid:circulation_id>/sending",
    operation_id="sendCirculation",
    summary="Gửi phiếu lấy ý kiến",
    responses=REF,
)
def send(path: CirculationPath, body: SeenCirculation, header: WriteHeaders) -> Response:
    """Send it to all who are asked; who they are is frozen now."""
    command = OnCirculation(circulation_id=path.circulation_id, revision=body.revision)
    return answer(execute(send_circulation, command))


@api.post(
    "/circulations/<uuid:circulation_id>/answer",
    operation_id="answerCirculation",
    summary="Cho ý kiến",
    responses={200: AnswerReceipt},
)
def give_answer(path: CirculationPath, body: AnswerPaper, header: WriteHeaders) -> Response:
    """Record one's own answer, or change it until the deadline."""
    command = AnswerCirculation(circulation_id=path.circulation_id, **body.model_dump())
    return answer(execute(answer_circulation, command))


@api.post(
    "/circulations/<uuid:circulation_id>/extension",
    operation_id="extendCirculation",
    summary="Gia hạn lấy ý kiến",
    responses=REF,
)
def extend(path: CirculationPath, body: ExtendIn, header: WriteHeaders) -> Response:
    """Put the deadline later, with a reason that everybody is told."""
    command = ExtendCirculation(circulation_id=path.circulation_id, **body.model_dump())
    return answer(execute(extend_circulation, command))


@api.post(
    "/circulations/<uuid:circulation_id>/closure",
    operation_id="closeCirculation",
    summary="Kết thúc lấy ý kiến",
    responses=REF,
)
def close(path: CirculationPath, header: WriteHeaders) -> Response:
    """Close after the deadline, or when all have answered; closing again answers the same."""
    return answer(execute(close_circulation, OnCirculation(circulation_id=path.circulation_id)))


@api.post(
    "/circulations/<uuid:circulation_id>/publication",
    operation_id="publishCirculation",
    summary="Công bố kết quả lấy ý kiến",
    responses=REF,
)
def publish(path: CirculationPath, body: SeenCirculation, header: WriteHeaders) -> Response:
    """Show the result to all who were asked."""
    command = OnCirculation(circulation_id=path.circulation_id, revision=body.revision)
    return answer(execute(publish_circulation, command))


@api.post(
    "/circulations/<uuid:circulation_id>/withdrawal",
    operation_id="withdrawCirculation",
    summary="Rút phiếu lấy ý kiến",
    responses=REF,
)
def withdraw(path: CirculationPath, body: WithdrawalIn, header: WriteHeaders) -> Response:
    """Take it back before it is counted, with a reason that everybody is told."""
    command = WithdrawCirculation(circulation_id=path.circulation_id, **body.model_dump())
    return answer(execute(withdraw_circulation, command))

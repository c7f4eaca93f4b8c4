"""Operations on the weekly work calendar."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.errors import Invalid
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.calendar.commands.fields import LineRef, LineWish
from meetings.calendar.commands.lines import (
    AddLine,
    ChangeLine,
    LineChange,
    OnLine,
    add_line,
    change_line,
    refresh_line,
    remove_line,
)
from meetings.calendar.commands.proposals import (
    DecideLine,
    LineDecision,
    OnProposal,
    ProposeLine,
    decide_line,
    propose_line,
    withdraw_line,
)
from meetings.calendar.commands.weeks import (
    OpenWeek,
    ReturnWeek,
    WeekStep,
    open_week,
    publish_week,
    return_week,
    submit_week,
)
from meetings.calendar.queries.shapes import ProposalOut, WeekBrief, WeekOut
from meetings.calendar.queries.week import proposals, weeks
from meetings.calendar.routes.doors import LinePath, WeekPath, api, today, week_answer
from meetings.calendar.spans import FIRST, LAST
from meetings.fields import Remark

MOST_DAYS = 400


class WeeksQuery(BaseModel):
    """From which day to which (inclusive); the next four weeks unless given."""

    first: date | None = None
    last: date | None = None


class WeekList(BaseModel):
    """Weeks, by day."""

    weeks: list[WeekBrief]


class ProposalList(BaseModel):
    """What one's units asked for, newest first."""

    proposals: list[ProposalOut]


class SeenWeek(BaseModel):
    """The revision of what the caller saw; without it nothing is compared."""

    revision: int | None = None


class Returned(SeenWeek):
    """Why the week is not approved."""

    remark: Remark = Field(examples=["Đề nghị dời buổi tiếp dân sang thứ Sáu."])


@api.get(
    "/work-weeks",
    operation_id="listWorkWeeks",
    summary="Các lịch công tác tuần",
    responses={200: WeekList},
)
def list_weeks(query: WeeksQuery) -> Response:
    """List the weeks one may read: published ones, and those of one's own desk."""
    first = query.first or today()
    last = query.last or first + timedelta(days=27)
    if not FIRST <= first <= last <= LAST or (last - first).days > MOST_DAYS:
        raise Invalid("calendar.too_long", field="last", most=MOST_DAYS)
    with platform().store.reading() as session:
        return answer(WeekList(weeks=weeks(session, current_actor(), first, last)))


@api.post(
    "/work-weeks",
    operation_id="openWorkWeek",
    summary="Lập lịch công tác tuần",
    responses={201: WeekOut},
)
def begin(header: WriteHeaders, body: OpenWeek) -> Response:
    """Begin the week in which the day lies; called meetings of the body stand in it at once."""
    return week_answer(execute(open_week, body).id, 201)


@api.get(
    "/work-weeks/<uuid:week_id>",
    operation_id="getWorkWeek",
    summary="Một lịch công tác tuần",
    responses={200: WeekOut},
)
def show(path: WeekPath) -> Response:
    """Show a week: to its desk as it is compiled, to all others as published."""
    return week_answer(path.week_id)


@api.post(
    "/work-weeks/<uuid:week_id>/lines",
    operation_id="addWorkWeekLine",
    summary="Thêm việc vào lịch tuần",
    responses={201: WeekOut},
)
def add(header: WriteHeaders, path: WeekPath, body: LineWish) -> Response:
    """Write a line by hand."""
    command = AddLine(week_id=path.week_id, **body.model_dump())
    return week_answer(execute(add_line, command).week_id, 201)


@api.put(
    "/work-week-lines/<uuid:line_id>",
    operation_id="changeWorkWeekLine",
    summary="Sửa việc trong lịch tuần",
    responses={200: WeekOut},
)
def change(header: WriteHeaders, path: LinePath, body: LineChange) -> Response:
    """Write a line anew."""
    command = ChangeLine(line_id=path.line_id, **body.model_dump())
    return week_answer(execute(change_line, command).week_id)


@api.delete(
    "/work-week-lines/<uuid:line_id>",
    operation_id="removeWorkWeekLine",
    summary="Bỏ việc khỏi lịch tuần",
    responses={200: WeekOut},
)
def remove(header: WriteHeaders, path: LinePath) -> Response:
    """Take a line out; of a published week this is announced with the next edition."""
    return week_answer(execute(remove_line, OnLine(line_id=path.line_id)).week_id)


@api.post(
    "/work-week-lines/<uuid:line_id>/refresh",
    operation_id="refreshWorkWeekLine",
    summary="Cập nhật việc theo phiên họp",
    responses={200: WeekOut},
)
def refresh(header: WriteHeaders, path: LinePath, body: SeenWeek) -> Response:
    """Let the line say when and where its meeting is now."""
    command = OnLine(line_id=path.line_id, revision=body.revision)
    return week_answer(execute(refresh_line, command).week_id)


@api.get(
    "/work-week-proposals",
    operation_id="listWorkWeekProposals",
    summary="Đăng ký lịch của đơn vị tôi",
    responses={200: ProposalList},
)
def list_proposals() -> Response:
    """List what one's units asked for, and what became of it."""
    with platform().store.reading() as session:
        return answer(ProposalList(proposals=proposals(session, current_actor(), today())))


@api.post(
    "/work-week-proposals",
    operation_id="proposeWorkWeekLine",
    summary="Đăng ký lịch công tác",
    responses={201: LineRef},
)
def propose(header: WriteHeaders, body: ProposeLine) -> Response:
    """Ask a body's desk to take a line into its calendar."""
    return answer(execute(propose_line, body), 201)


@api.post(
    "/work-week-lines/<uuid:line_id>/decision",
    operation_id="decideWorkWeekLine",
    summary="Xem xét đăng ký lịch",
    responses={200: WeekOut},
)
def decide(header: WriteHeaders, path: LinePath, body: LineDecision) -> Response:
    """Take a proposed line in, or decline it with a reason."""
    command = DecideLine(line_id=path.line_id, **body.model_dump())
    return week_answer(execute(decide_line, command).week_id)


@api.post(
    "/work-week-lines/<uuid:line_id>/withdrawal",
    operation_id="withdrawWorkWeekLine",
    summary="Rút đăng ký lịch",
    responses={200: LineRef},
)
def withdraw(header: WriteHeaders, path: LinePath) -> Response:
    """Take a proposal of one's own unit back."""
    return answer(execute(withdraw_line, OnProposal(line_id=path.line_id)))


def _step(command: Any, week_id: UUID, revision: int | None, **more: str) -> Response:
    kind = ReturnWeek if more else WeekStep
    return week_answer(execute(command, kind(week_id=week_id, revision=revision, **more)).id)


@api.post(
    "/work-weeks/<uuid:week_id>/submission",
    operation_id="submitWorkWeek",
    summary="Trình duyệt lịch tuần",
    responses={200: WeekOut},
)
def submit(header: WriteHeaders, path: WeekPath, body: SeenWeek) -> Response:
    """Hand the week to who approves."""
    return _step(submit_week, path.week_id, body.revision)


@api.post(
    "/work-weeks/<uuid:week_id>/return",
    operation_id="returnWorkWeek",
    summary="Trả lại lịch tuần",
    responses={200: WeekOut},
)
def send_back(header: WriteHeaders, path: WeekPath, body: Returned) -> Response:
    """Give the week back with a remark."""
    return _step(return_week, path.week_id, body.revision, remark=body.remark)


@api.post(
    "/work-weeks/<uuid:week_id>/publication",
    operation_id="publishWorkWeek",
    summary="Duyệt, công bố lịch tuần",
    responses={200: WeekOut},
)
def publish(header: WriteHeaders, path: WeekPath, body: SeenWeek) -> Response:
    """Approve and publish; later editions announce what changed."""
    return _step(publish_week, path.week_id, body.revision)

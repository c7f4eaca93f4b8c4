"""readDeadline: what a deadline typed in words means, before it is taken."""

from datetime import date

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.web.api import answer
from ecabinet.web.requests import platform
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.models.enums import DeadlineKind, Period
from followup.routes.doors import api, today
from followup.spoken_deadlines import understand


class SpokenQuery(BaseModel):
    """The words: "trước 15/12", "cuối quý I", "10 ngày làm việc", "thường xuyên", "hàng tháng"."""

    words: str = Field(min_length=1, max_length=100)


class ReadDeadline(BaseModel):
    """A day and, when the office is closed on it, the working day after; or how often."""

    deadline_kind: DeadlineKind
    due_on: date | None
    working_on: date | None
    period: Period | None


class DeadlineReading(BaseModel):
    """What the words mean; null when they name no deadline."""

    deadline: ReadDeadline | None


@api.get(
    "/deadlines/reading",
    operation_id="readDeadline",
    summary="Hiểu hạn viết bằng lời",
    responses={200: DeadlineReading},
)
def read(query: SpokenQuery) -> Response:
    """Read a deadline in Vietnamese words, with or without diacritics; nothing is kept."""
    with platform().store.reading() as session:
        calendar = office_calendar(session, today())
    found = understand(query.words, today(), calendar)
    if found is None:
        return answer(DeadlineReading(deadline=None))
    return answer(
        DeadlineReading(
            deadline=ReadDeadline(
                deadline_kind=found.kind,
                due_on=found.due_on,
                working_on=on_working_day(found.due_on, calendar) if found.due_on else None,
                period=found.period,
            )
        )
    )

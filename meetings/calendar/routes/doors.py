"""What pages and operations of calendars share: blueprints, paths, and how answers are made."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response
from pydantic import BaseModel

from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform
from meetings.calendar.queries.shapes import WeekOut
from meetings.calendar.queries.week import week_out

pages = Blueprint("calendar", __name__, url_prefix="/calendar")
api = api_blueprint("calendar", "meetings")


class WeekPath(BaseModel):
    """Which week."""

    week_id: UUID


class LinePath(BaseModel):
    """Which line of a week."""

    line_id: UUID


def today() -> date:
    """Return the office's day."""
    return office_day(utc_now())


def load_week(week_id: UUID) -> WeekOut:
    """Return a week as the person signed in may see it. Raises NotFound."""
    with platform().store.reading() as session:
        return week_out(session, current_actor(), week_id)


def week_answer(week_id: UUID, status: int = 200) -> Response:
    """Answer one week."""
    return answer(load_week(week_id), status)

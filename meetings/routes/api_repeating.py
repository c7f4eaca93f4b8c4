"""The API of planning from what is there: copies, series, and what stands in the way."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import AwareDatetime, BaseModel

from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.copying import Copied, CopyMeeting, NewCopy, copy_meeting
from meetings.commands.plan import Cancellation, MeetingChanges
from meetings.commands.series import (
    CancelFollowing,
    ChangeFollowing,
    Following,
    RepeatMeeting,
    SeriesRef,
    cancel_following,
    change_following,
    days_of,
    repeat_meeting,
)
from meetings.policies import MeetingPermission
from meetings.queries.bookings import Booking, Clashes, clashes_of, in_room
from meetings.recurrence import Rule
from meetings.routes.doors import MeetingPath, api


class SeriesDay(BaseModel):
    """A day of the rule, and where the meeting takes place; `day` is null where it is left out."""

    planned: date
    day: date | None


class SeriesDays(BaseModel):
    """The days after the first meeting."""

    days: list[SeriesDay]


class BookingQuery(BaseModel):
    """Which room, when; `besides` is the meeting being planned."""

    room: Code
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    besides: UUID | None = None


class Bookings(BaseModel):
    """The meetings there, by time."""

    bookings: list[Booking]


@api.post(
    "/meetings/<uuid:meeting_id>/copies",
    operation_id="copyMeeting",
    summary="Lập phiên họp theo phiên họp trước",
    responses={201: Copied},
)
def copy_plan(header: WriteHeaders, path: MeetingPath, body: NewCopy) -> Response:
    """Make a draft like an earlier meeting: agenda, people, rules; no papers, votes, results."""
    command = CopyMeeting(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(copy_meeting, command), 201)


@api.post(
    "/meetings/<uuid:meeting_id>/series",
    operation_id="repeatMeeting",
    summary="Lặp lại phiên họp",
    responses={201: SeriesRef},
)
def repeat_plan(header: WriteHeaders, path: MeetingPath, body: Rule) -> Response:
    """Make a draft like the meeting for each day of a rule."""
    return answer(
        execute(repeat_meeting, RepeatMeeting(meeting_id=path.meeting_id, rule=body)), 201
    )


@api.get(
    "/meetings/<uuid:meeting_id>/series-days",
    operation_id="previewSeries",
    summary="Xem trước các ngày lặp lại",
    responses={200: SeriesDays},
)
def preview_days(path: MeetingPath, query: Rule) -> Response:
    """Show the days of a rule before anything is made, days off left out or moved."""
    with platform().store.reading() as session:
        meeting = access.meeting(session, current_actor(), path.meeting_id, MeetingPermission.PLAN)
        found = days_of(session, meeting, query, office_day(utc_now()))
    return answer(SeriesDays(days=[SeriesDay(planned=o.planned, day=o.day) for o in found]))


@api.patch(
    "/meetings/<uuid:meeting_id>/following",
    operation_id="updateFollowingMeetings",
    summary="Sửa phiên họp này và các phiên sau",
    responses={200: Following},
)
def change_rest(header: WriteHeaders, path: MeetingPath, body: MeetingChanges) -> Response:
    """Change a meeting of a series and all that follow it."""
    changes = body.model_dump(exclude_unset=True)
    command = ChangeFollowing(meeting_id=path.meeting_id, **changes)
    return answer(execute(change_following, command))


@api.post(
    "/meetings/<uuid:meeting_id>/following/cancellation",
    operation_id="cancelFollowingMeetings",
    summary="Hủy phiên họp này và các phiên sau",
    responses={200: Following},
)
def cancel_rest(header: WriteHeaders, path: MeetingPath, body: Cancellation) -> Response:
    """Cancel a meeting of a series and all that follow it."""
    command = CancelFollowing(meeting_id=path.meeting_id, reason=body.reason)
    return answer(execute(cancel_following, command))


@api.get(
    "/meetings/<uuid:meeting_id>/clashes",
    operation_id="getMeetingClashes",
    summary="Trùng phòng, trùng người",
    responses={200: Clashes},
)
def clashes(path: MeetingPath) -> Response:
    """Show what else takes place in the room, and who sits elsewhere at that time."""
    with platform().store.reading() as session:
        meeting = access.meeting(session, current_actor(), path.meeting_id, MeetingPermission.PLAN)
        return answer(clashes_of(session, current_actor(), meeting))


@api.get(
    "/room-bookings",
    operation_id="listRoomBookings",
    summary="Phòng họp đã có phiên họp nào",
    responses={200: Bookings},
)
def bookings(query: BookingQuery) -> Response:
    """Show what else takes place in a room, to whoever plans meetings."""
    span = (query.starts_at, query.ends_at)
    with platform().store.reading() as session:
        access.planner(current_actor())
        return answer(
            Bookings(bookings=in_room(session, current_actor(), query.room, span, query.besides))
        )

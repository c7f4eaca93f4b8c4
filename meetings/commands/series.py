"""A meeting comes again: drafts are made by a rule, and changed or cancelled from one on."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.clock import OFFICE_ZONE, office_day, office_time
from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.days_off import office_calendar
from meetings import access, states
from meetings.commands.copying import NewCopy, copied
from meetings.commands.plan import (
    Cancellation,
    CancelMeeting,
    MeetingChanges,
    UpdateMeeting,
    cancel_meeting,
    update_meeting,
)
from meetings.fields import Command
from meetings.models import Meeting, MeetingSeries
from meetings.policies import MeetingPermission
from meetings.recurrence import Occurrence, Rule, occurrences


class RepeatMeeting(Command):
    """The meeting that comes again, and by which rule."""

    meeting_id: UUID
    rule: Rule


class SeriesRef(Command):
    """The drafts made, by day; `dropped` names who has left or is deactivated."""

    id: UUID
    meeting_ids: tuple[UUID, ...]
    dropped: tuple[str, ...]


def days_of(session: Session, meeting: Meeting, rule: Rule, today: date) -> list[Occurrence]:
    """Return on which days the meeting would come again, by the calendar of the office."""
    works = office_calendar(session, today).is_working_day
    return occurrences(office_day(meeting.starts_at), rule, works)


def repeat_meeting(uow: UnitOfWork, cmd: RepeatMeeting) -> SeriesRef:
    """Make a draft like the meeting for each day of the rule, all or none.

    Raises:
        NotFound, Denied: as the gate says. Conflict: it is in a series already, or no day is left.
    """
    source = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    if source.series_id is not None:
        raise Conflict("series.already")
    days = days_of(uow.session, source, cmd.rule, office_day(uow.now))
    starts = [_moment(source, found.day) for found in days if found.day]
    if not starts:
        raise Conflict("series.no_days")
    series = MeetingSeries(
        id=new_id(),
        rule=cmd.rule.model_dump(mode="json"),
        created_by=uow.actor.person_id,
        created_at=uow.now,
    )
    uow.session.add(series)
    uow.session.flush()  # The meetings refer to it.
    made = [copied(uow, source, NewCopy(starts_at=at), in_series=True) for at in starts]
    ids = tuple(one.id for one in made)
    for meeting in (source, *(uow.session.get_one(Meeting, key) for key in ids)):
        meeting.series_id = series.id
    uow.audit("meeting.repeated", "meeting", source.id, count=len(ids))
    return SeriesRef(id=series.id, meeting_ids=ids, dropped=made[0].dropped)


def _moment(meeting: Meeting, day: date) -> datetime:
    return datetime.combine(day, office_time(meeting.starts_at).time(), OFFICE_ZONE)


class ChangeFollowing(MeetingChanges):
    """Changes to a meeting of a series and to all that follow it."""

    meeting_id: UUID


class Following(Command):
    """The meetings that were changed or cancelled, by day."""

    meeting_ids: tuple[UUID, ...]


def change_following(uow: UnitOfWork, cmd: ChangeFollowing) -> Following:
    """Change a meeting and those of its series after it; a later hour or day moves all alike.

    Raises as `update_meeting` does, and Conflict when it is in no series.
    """
    first, rest = _following(uow, cmd.meeting_id)
    changes = cmd.model_dump(exclude={"meeting_id", "revision"}, exclude_unset=True)
    begin = (changes.get("starts_at") or first.starts_at) - first.starts_at
    end = (changes.get("ends_at") or first.ends_at) - first.ends_at
    same = {name: value for name, value in changes.items() if not name.endswith("s_at")}
    update_meeting(uow, UpdateMeeting(**cmd.model_dump(exclude_unset=True)))
    for meeting in rest:
        update_meeting(uow, _moved(meeting, same, begin, end))
    return Following(meeting_ids=(first.id, *(meeting.id for meeting in rest)))


def _moved(
    meeting: Meeting, same: dict[str, Any], begin: timedelta, end: timedelta
) -> UpdateMeeting:
    changes = {"meeting_id": meeting.id, **same}
    if begin or end:
        changes["starts_at"], changes["ends_at"] = meeting.starts_at + begin, meeting.ends_at + end
    return UpdateMeeting.model_validate(changes)


class CancelFollowing(Cancellation):
    """A meeting of a series, and why it and all that follow it will not take place."""

    meeting_id: UUID


def cancel_following(uow: UnitOfWork, cmd: CancelFollowing) -> Following:
    """Cancel a meeting and those of its series after it. Raises as `cancel_meeting` does."""
    first, rest = _following(uow, cmd.meeting_id)
    ids = (first.id, *(meeting.id for meeting in rest))
    for meeting_id in ids:
        cancel_meeting(uow, CancelMeeting(meeting_id=meeting_id, reason=cmd.reason))
    return Following(meeting_ids=ids)


def _following(uow: UnitOfWork, meeting_id: UUID) -> tuple[Meeting, list[Meeting]]:
    """Return a meeting and those of its series after it that have not begun."""
    first = access.meeting(uow, uow.actor, meeting_id, MeetingPermission.PLAN, lock=True)
    if first.series_id is None:
        raise Conflict("series.none")
    rows = uow.session.scalars(
        select(Meeting)
        .where(
            Meeting.series_id == first.series_id,
            Meeting.starts_at > first.starts_at,
            Meeting.state.in_(states.PLANNING),
        )
        .order_by(Meeting.starts_at)
    )
    return first, list(rows)

"""A week is begun, handed to the approver, returned or published."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar import access, telling
from meetings.calendar.commands.changing import begin_week, week_of
from meetings.calendar.commands.fields import writer
from meetings.calendar.commands.follow import link_called
from meetings.calendar.events import WeekPublished, week_stream
from meetings.calendar.models import WeekEdition, WeekLine, WorkWeek
from meetings.calendar.policies import WeekPermission
from meetings.calendar.queries.frozen import accepted_rows, last_rows
from meetings.calendar.rows import changes_between
from meetings.calendar.states import WEEK, LineState, WeekState
from meetings.fields import Command, Remark
from meetings.states import after


class WeekRef(Command):
    """The week."""

    id: UUID


class OpenWeek(Command):
    """The week of a body in which `day` lies."""

    unit_id: UUID
    day: date


def open_week(uow: UnitOfWork, cmd: OpenWeek) -> WeekRef:
    """Begin a week; called meetings of the body stand in it at once. Twice is the same as once.

    Raises:
        Denied: the actor compiles no calendar of the body. Invalid: the unit is not there then.
    """
    access.new_week(uow.actor, cmd.unit_id, WeekPermission.COMPILE)
    if not open_units(uow.session, [cmd.unit_id], cmd.day, lock=True):
        raise Invalid("work_week.unknown_unit", field="unit_id")
    week = week_of(uow, cmd.unit_id, cmd.day)
    if week is None:
        week = begin_week(uow, cmd.unit_id, cmd.day)
        uow.audit("work_week.begun", "work_week", week.id, monday=week.monday)
    if week.state == WeekState.COMPILING:
        link_called(uow, week)
    return WeekRef(id=week.id)


class WeekStep(Command):
    """A week; `revision` is that of what the person saw."""

    week_id: UUID
    revision: int | None = None


def submit_week(uow: UnitOfWork, cmd: WeekStep) -> WeekRef:
    """Hand the week to who approves; nothing is changed any more until it is decided.

    Raises:
        NotFound, Denied: as the gate says of compiling. Stale: it was changed since `revision`.
        Conflict: it lies there already, proposals wait, or there is nothing to approve.
    """
    week = access.week_to_change(uow, cmd.week_id, WeekPermission.COMPILE, cmd.revision)
    week.state = after(WEEK, "submit", WeekState(week.state), "work_week.not_now")
    link_called(uow, week)
    waiting = select(WeekLine.id).where(
        WeekLine.week_id == week.id, WeekLine.state == LineState.PROPOSED
    )
    if uow.session.scalar(waiting.limit(1)):
        raise Conflict("work_week.proposals_wait")
    uow.session.flush()  # The lines just linked are read back.
    before, now = last_rows(uow.session, week), accepted_rows(uow.session, week)
    if not now and not before:
        raise Conflict("work_week.empty")
    if week.edition and not changes_between(before, now):
        raise Conflict("work_week.nothing_new")
    week.submitted_by, week.submitted_at, week.remark = writer(uow), uow.now, ""
    uow.audit("work_week.submitted", "work_week", week.id)
    telling.tell_approvers(uow, week)
    return WeekRef(id=week.id)


class ReturnWeek(WeekStep):
    """Why the week is not approved."""

    remark: Remark


def return_week(uow: UnitOfWork, cmd: ReturnWeek) -> WeekRef:
    """Give the week back to be changed. Raises NotFound, Denied, Stale, Conflict, Invalid."""
    week = access.week_to_change(uow, cmd.week_id, WeekPermission.APPROVE, cmd.revision)
    week.state = after(WEEK, "return", WeekState(week.state), "work_week.not_now")
    if not cmd.remark:
        raise Invalid("work_week.no_reason", field="remark")
    week.remark = cmd.remark
    uow.audit("work_week.returned", "work_week", week.id)
    telling.tell_desk(uow, week, "returned")
    return WeekRef(id=week.id)


def publish_week(uow: UnitOfWork, cmd: WeekStep) -> WeekRef:
    """Approve and publish. After the first time it is an adjustment: what changed is announced.

    Raises:
        NotFound, Denied: as the gate says of approving. Stale: it was changed since `revision`.
        Conflict: it was not submitted.
    """
    week = access.week_to_change(uow, cmd.week_id, WeekPermission.APPROVE, cmd.revision)
    week.state = after(WEEK, "publish", WeekState(week.state), "work_week.not_now")
    before, now = last_rows(uow.session, week), accepted_rows(uow.session, week)
    changes = changes_between(before, now, _removed_by(uow, week)) if week.edition else []
    week.edition += 1
    uow.session.add(
        WeekEdition(
            id=new_id(),
            week_id=week.id,
            number=week.edition,
            rows=[row.model_dump(mode="json") for row in now],
            changes=[change.model_dump(mode="json") for change in changes],
            published_by=writer(uow),
            published_at=uow.now,
        )
    )
    uow.audit("work_week.published", "work_week", week.id, edition=week.edition)
    uow.record(
        WeekPublished(
            stream=week_stream(week.id), week_id=week.id, edition=week.edition,
            changes=len(changes),
        )
    )  # fmt: skip
    telling.tell_published(uow, week, now, changes)
    link_called(uow, week)  # What was called while it lay here waits for the next adjustment.
    return WeekRef(id=week.id)


def _removed_by(uow: UnitOfWork, week: WorkWeek) -> dict[UUID, str]:
    rows = uow.session.execute(
        select(WeekLine.id, Person.name)
        .join(Person, Person.id == WeekLine.changed_by)
        .where(WeekLine.week_id == week.id, WeekLine.state == LineState.REMOVED)
    )
    return dict(rows.all())

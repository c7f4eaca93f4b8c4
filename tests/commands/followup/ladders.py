"""Rungs of reminders that were climbed."""

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.store import Store
from followup.models import ReminderKind, TaskReminder
from tests.commands.followup.world import World, tomorrow


def at(store: Store, days: int, hour: int = 8) -> datetime:
    """Set the clock of the office to an hour of the day `days` from today."""
    moment = datetime.combine(tomorrow(days), time(hour), OFFICE_ZONE)
    store.clock = lambda: moment
    return moment


def rungs(world: World) -> list[tuple[UUID, ReminderKind, int]]:
    """All that was told of tasks, by rung."""
    with world.store.reading() as session:
        rows = session.scalars(select(TaskReminder).order_by(TaskReminder.at, TaskReminder.rung))
        return [(row.task_id, row.what, row.rung) for row in rows]

"""What calendars register that needs no web application: rights, the power, notices."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core import permissions
from ecabinet.core.actors import Actor, Role
from ecabinet.core.powers import register_power
from meetings.calendar.notices import register_notices
from meetings.calendar.policies import (
    COMPILERS,
    POLICIES,
    UNITS,
    LinePermission,
    WeekPermission,
)
from meetings.calendar.webhook_kinds import register_webhook_kinds


def register_rules() -> None:
    """Register all of it; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    register_power("work_weeks", {*WeekPermission, *LinePermission}, _holds)
    register_notices()
    register_webhook_kinds()


def _holds(_session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Compiles or approves for all of the units, or for any."""
    held = actor.units_as(*COMPILERS, Role.LEADER)
    return bool(held) if units is None else units <= held

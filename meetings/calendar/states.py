"""States of the weekly work calendar and of its lines, as tables. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class WeekState(StrEnum):
    """Where a week stands. `compiling` also after it was published, while an adjustment is made."""

    COMPILING = "compiling"
    SUBMITTED = "submitted"
    PUBLISHED = "published"


class LineState(StrEnum):
    """Where a line stands: proposed by a unit, taken in, declined, or taken out again."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REMOVED = "removed"


class LineKind(StrEnum):
    """What a line is about; `meeting` follows a meeting that was called."""

    MEETING = "meeting"
    WORK = "work"
    TRIP = "trip"
    RECEPTION = "reception"
    DUTY = "duty"


class Half(StrEnum):
    """The half of a day: sáng, chiều (the evening too)."""

    MORNING = "am"
    AFTERNOON = "pm"


class Secrets(StrEnum):
    """How secret things stand in somebody's subscription."""

    BUSY = "busy"
    HIDDEN = "hidden"


WEEK: Mapping[tuple[str, WeekState], WeekState] = {
    ("submit", WeekState.COMPILING): WeekState.SUBMITTED,
    ("return", WeekState.SUBMITTED): WeekState.COMPILING,
    ("publish", WeekState.SUBMITTED): WeekState.PUBLISHED,
    # A change of what was published: what people see stays until it is published again.
    ("change", WeekState.COMPILING): WeekState.COMPILING,
    ("change", WeekState.PUBLISHED): WeekState.COMPILING,
}

LINE: Mapping[tuple[str, LineState], LineState] = {
    ("accept", LineState.PROPOSED): LineState.ACCEPTED,
    ("decline", LineState.PROPOSED): LineState.DECLINED,
    ("accept", LineState.DECLINED): LineState.ACCEPTED,
    ("change", LineState.ACCEPTED): LineState.ACCEPTED,
    ("change", LineState.PROPOSED): LineState.PROPOSED,
    ("remove", LineState.ACCEPTED): LineState.REMOVED,
    ("remove", LineState.PROPOSED): LineState.REMOVED,
}

"""Words of the follow-up tables, and how they are stored: as text, readable in any dump."""

from enum import StrEnum

from sqlalchemy import Enum


class DeadlineKind(StrEnum):
    """Whether a task has a due date."""

    DATED = "dated"
    STANDING = "standing"


class UnitPart(StrEnum):
    """What a unit other than the lead has to do with a task."""

    COORDINATE = "coordinate"
    INFORM = "inform"


class Evaluation(StrEnum):
    """The supervising leader's judgement on acceptance."""

    EXCELLENT = "excellent"
    GOOD = "good"
    DONE = "done"
    NOT_MET = "not_met"


class Decision(StrEnum):
    """What the supervising leader decided on a report of completion."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class EntryKind(StrEnum):
    """What happened to a task, in its history."""

    ISSUED = "issued"
    RECEIVED = "received"
    REFUSED = "refused"
    ASSIGNED = "assigned"
    REPORTED = "reported"
    REPORTED_DONE = "reported_done"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"


def words(kind: type[StrEnum]) -> Enum:
    """Return the column type that stores the values of `kind` as text."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=30,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )

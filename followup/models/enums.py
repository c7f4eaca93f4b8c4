"""Words of the follow-up tables, and how they are stored: as text, readable in any dump."""

from enum import StrEnum

from sqlalchemy import Enum


class DeadlineKind(StrEnum):
    """Whether a task has a due date: one, none, or one in each period."""

    DATED = "dated"
    STANDING = "standing"
    PERIODIC = "periodic"


class Period(StrEnum):
    """How often a periodic task is reported on, by the calendar."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Priority(StrEnum):
    """How much it presses, beside the date."""

    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class UnitPart(StrEnum):
    """What a unit other than the lead has to do with a task; former: it led before another did."""

    COORDINATE = "coordinate"
    INFORM = "inform"
    FORMER = "former"


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


class ExtensionState(StrEnum):
    """What became of a request for a later date; lapsed: the task ended before the answer."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"


class ReminderKind(StrEnum):
    """Whom a rung of the ladder of reminders is for.

    Of a task those who do it, and its supervising leader; the unit with a part of its own; whoever
    owes an opinion on a task, or on a proposal.
    """

    REMIND = "remind"
    ESCALATE = "escalate"
    PART = "part"
    OPINION = "opinion"
    PROPOSAL_OPINION = "proposal_opinion"


OPINIONS = frozenset({ReminderKind.OPINION, ReminderKind.PROPOSAL_OPINION})
"""Of these people are reminded until the day, not after it: who asked goes on without them."""


class Layout(StrEnum):
    """How tasks are laid out: rows, by stage, along time, by the day on which they are due."""

    LIST = "list"
    BOARD = "board"
    TIMELINE = "timeline"
    CALENDAR = "calendar"


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
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_APPROVED = "extension_approved"
    EXTENSION_REFUSED = "extension_refused"
    REASSIGNED = "reassigned"
    INSISTED = "insisted"
    CHASED = "chased"
    PART_SET = "part_set"
    PART_ASSIGNED = "part_assigned"
    PART_WITHDRAWN = "part_withdrawn"
    PART_REPORTED = "part_reported"
    PART_DONE = "part_done"
    SPLIT = "split"
    CONSULTED = "consulted"
    ADVISED = "advised"
    IMPORTED = "imported"
    AMENDED = "amended"
    DUE_MOVED = "due_moved"
    UNIT_ADDED = "unit_added"
    UNIT_REMOVED = "unit_removed"


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

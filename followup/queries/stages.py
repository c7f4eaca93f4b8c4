"""Stages of work: the columns of the board, each some states of the table of states."""

from enum import StrEnum

from followup.states import ASIDE, TaskState


class Stage(StrEnum):
    """Where a task stands on its way, in the order of the board."""

    WAITING = "waiting"
    WORKING = "working"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    ASIDE = "aside"


STATES: dict[Stage, frozenset[TaskState]] = {
    Stage.WAITING: frozenset({TaskState.ASSIGNED}),
    Stage.WORKING: frozenset({TaskState.RECEIVED, TaskState.IN_PROGRESS, TaskState.RETURNED}),
    Stage.REPORTED: frozenset({TaskState.REPORTED_DONE}),
    Stage.ACCEPTED: frozenset({TaskState.ACCEPTED}),
    Stage.ASIDE: frozenset(ASIDE),
}

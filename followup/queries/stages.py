"""Stages of work: the columns of the board, each some states of the table of states."""

from enum import StrEnum

from sqlalchemy import ColumnElement

from followup.models import Task
from followup.queries.ranks import FINISHED, PUT_ASIDE, ranked
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


_RANKS = {Stage.ACCEPTED: FINISHED, Stage.ASIDE: PUT_ASIDE}


def in_stage(stage: Stage) -> ColumnElement[bool]:
    """Return which tasks stand there: the many by their rank, which is in the order of lists."""
    if stage in _RANKS:
        return ranked(_RANKS[stage])
    return Task.state.in_(sorted(STATES[stage]))

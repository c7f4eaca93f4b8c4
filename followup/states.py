"""The workflow of a task as a pure table (domain.md, section 6)."""

from enum import StrEnum

from ecabinet.core.errors import Conflict


class TaskState(StrEnum):
    """Where a task stands. Whether it is late is not stored: see labels.py."""

    ASSIGNED = "assigned"
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    REPORTED_DONE = "reported_done"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class TaskAction(StrEnum):
    """What moves a task from one state to another."""

    RECEIVE = "receive"
    REFUSE = "refuse"
    ASSIGN = "assign"
    REPORT = "report"
    REPORT_DONE = "report_done"
    ACCEPT = "accept"
    RETURN = "return"
    RETURN_PERIOD = "return_period"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    EXTEND = "extend"
    DECIDE_EXTENSION = "decide_extension"
    REASSIGN = "reassign"
    INSIST = "insist"
    CHASE = "chase"
    SET_PART = "set_part"
    ASSIGN_PART = "assign_part"
    REPORT_PART = "report_part"
    SPLIT = "split"
    CONSULT = "consult"
    AMEND = "amend"
    MOVE_DUE = "move_due"


_S, _A = TaskState, TaskAction

_WORKING = (_S.RECEIVED, _S.IN_PROGRESS, _S.RETURNED)

TRANSITIONS: dict[tuple[TaskState, TaskAction], TaskState] = {
    (_S.ASSIGNED, _A.RECEIVE): _S.RECEIVED,
    (_S.ASSIGNED, _A.REFUSE): _S.REFUSED,
    (_S.RECEIVED, _A.REFUSE): _S.REFUSED,
    # Another unit, or the same one after all: it receives anew. Work that has begun is not moved.
    **{(state, _A.REASSIGN): _S.ASSIGNED for state in (_S.ASSIGNED, _S.RECEIVED, _S.REFUSED)},
    (_S.REFUSED, _A.INSIST): _S.ASSIGNED,
    # Naming a person, also another one later, does not begin the work: the first report does.
    (_S.RECEIVED, _A.ASSIGN): _S.RECEIVED,
    (_S.IN_PROGRESS, _A.ASSIGN): _S.IN_PROGRESS,
    (_S.RETURNED, _A.ASSIGN): _S.RETURNED,
    (_S.RECEIVED, _A.REPORT): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _A.REPORT): _S.IN_PROGRESS,
    (_S.RETURNED, _A.REPORT): _S.IN_PROGRESS,
    (_S.RECEIVED, _A.REPORT_DONE): _S.REPORTED_DONE,
    (_S.IN_PROGRESS, _A.REPORT_DONE): _S.REPORTED_DONE,
    (_S.RETURNED, _A.REPORT_DONE): _S.REPORTED_DONE,
    (_S.REPORTED_DONE, _A.ACCEPT): _S.ACCEPTED,
    (_S.REPORTED_DONE, _A.RETURN): _S.RETURNED,
    **{(state, _A.SUSPEND): _S.SUSPENDED for state in _WORKING},
    # What was suspended is taken up anew by the unit; the percentage reached stays.
    (_S.SUSPENDED, _A.RESUME): _S.RECEIVED,
    # Parts of coordinating units and child tasks: while there is work left. A report on a part
    # begins the whole, as one on a child does (`with_pieces`).
    **{
        (state, action): state
        for state in (_S.ASSIGNED, *_WORKING)
        for action in (_A.SET_PART, _A.ASSIGN_PART)
    },
    **{(state, action): state for state in _WORKING for action in (_A.REPORT_PART, _A.SPLIT)},
    (_S.RECEIVED, _A.REPORT_PART): _S.IN_PROGRESS,
    # The report on one period is given back while there is work left; the whole goes on.
    **{(state, _A.RETURN_PERIOD): state for state in _WORKING},
    # An opinion is asked for until the task has ended.
    **{
        (state, _A.CONSULT): state
        for state in (_S.ASSIGNED, *_WORKING, _S.REPORTED_DONE, _S.SUSPENDED)
    },
    # A later date is asked for while there is work left; who asked in time may be answered later.
    **{(state, _A.EXTEND): state for state in _WORKING},
    **{
        (state, _A.DECIDE_EXTENSION): state for state in (*_WORKING, _S.REPORTED_DONE, _S.SUSPENDED)
    },
    # What was issued is put right until it has ended; the date while work is left, or rests.
    **{
        (state, _A.AMEND): state
        for state in (_S.ASSIGNED, *_WORKING, _S.REPORTED_DONE, _S.SUSPENDED, _S.REFUSED)
    },
    **{(state, _A.MOVE_DUE): state for state in (_S.ASSIGNED, *_WORKING, _S.SUSPENDED, _S.REFUSED)},
    # Whoever has not finished can be pressed, also a unit that has not received yet.
    **{(state, _A.CHASE): state for state in (_S.ASSIGNED, *_WORKING)},
    **{
        (state, _A.CANCEL): _S.CANCELLED
        for state in (
            _S.ASSIGNED,
            _S.RECEIVED,
            _S.IN_PROGRESS,
            _S.RETURNED,
            _S.SUSPENDED,
            _S.REFUSED,
        )
    },
}

ASIDE = frozenset({_S.REFUSED, _S.SUSPENDED, _S.CANCELLED})
"""States in which nobody is expected to work on the task: it carries no label."""

NOT_STARTED = frozenset({_S.ASSIGNED, _S.RECEIVED})
LEADS = frozenset({_A.ASSIGN, _A.REPORT, _A.REPORT_DONE, _A.SPLIT})
"""What the lead unit does with a task once it has received it."""

BEGUN = frozenset({_S.IN_PROGRESS, _S.REPORTED_DONE, _S.ACCEPTED, _S.RETURNED})
OPEN = frozenset(_S) - ASIDE - {_S.ACCEPTED}
ENDED = frozenset({_S.ACCEPTED, _S.CANCELLED})
"""Nothing more is expected: a task above such a child may be closed."""


def can(state: TaskState, action: TaskAction) -> bool:
    """Whether `action` is possible in `state`."""
    return (state, action) in TRANSITIONS


def after(state: TaskState, action: TaskAction) -> TaskState:
    """Return the state after `action`. Raises Conflict when it is not possible in `state`."""
    if state is TaskState.ASSIGNED and action in LEADS:
        raise Conflict("task.not_received")
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise Conflict("task.wrong_state", state=state.value, action=action.value) from None


def with_pieces(state: TaskState, begun: bool) -> TaskState:
    """Return where a task stands, given whether work on one of its pieces has begun."""
    return TaskState.IN_PROGRESS if begun and state is TaskState.RECEIVED else state

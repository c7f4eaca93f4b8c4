"""The way of a proposal as a pure table (domain.md, section 3: đề xuất, tờ trình)."""

from datetime import date
from enum import StrEnum

from ecabinet.core.errors import Conflict


class ProposalState(StrEnum):
    """Where a proposal stands. Whether an opinion is late is not stored: see `is_late`."""

    DRAFT = "draft"
    CONSULTING = "consulting"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ProposalAction(StrEnum):
    """What moves a proposal from one state to another."""

    EDIT = "edit"
    CONSULT = "consult"
    STOP = "stop"
    ANSWER = "answer"
    SUBMIT = "submit"
    FORWARD = "forward"
    RETURN = "return"
    REFUSE = "refuse"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    USE = "use"


class Opinion(StrEnum):
    """What who was asked says."""

    AGREE = "agree"
    REMARKS = "remarks"
    DISAGREE = "disagree"


_S, _A = ProposalState, ProposalAction

TRANSITIONS: dict[tuple[ProposalState, ProposalAction], ProposalState] = {
    (_S.DRAFT, _A.EDIT): _S.DRAFT,
    (_S.RETURNED, _A.EDIT): _S.RETURNED,
    # What was taken back begins anew.
    (_S.WITHDRAWN, _A.EDIT): _S.DRAFT,
    # While opinions are asked for, the words stay those that were sent round.
    **{(state, _A.CONSULT): _S.CONSULTING for state in (_S.DRAFT, _S.CONSULTING, _S.RETURNED)},
    (_S.CONSULTING, _A.STOP): _S.DRAFT,
    # Whoever decides may ask again, and so may whoever proposed: the proposal waits as before.
    (_S.SUBMITTED, _A.CONSULT): _S.SUBMITTED,
    # A late opinion is still one, until the decision.
    **{(state, _A.ANSWER): state for state in (_S.CONSULTING, _S.SUBMITTED)},
    **{(state, _A.SUBMIT): _S.SUBMITTED for state in (_S.DRAFT, _S.CONSULTING, _S.RETURNED)},
    (_S.SUBMITTED, _A.FORWARD): _S.SUBMITTED,
    (_S.SUBMITTED, _A.RETURN): _S.RETURNED,
    (_S.SUBMITTED, _A.REFUSE): _S.REFUSED,
    (_S.SUBMITTED, _A.APPROVE): _S.APPROVED,
    **{
        (state, _A.WITHDRAW): _S.WITHDRAWN
        for state in (_S.DRAFT, _S.CONSULTING, _S.SUBMITTED, _S.RETURNED)
    },
    (_S.APPROVED, _A.USE): _S.APPROVED,
}
EDITABLE = frozenset(state for state, action in TRANSITIONS if action is _A.EDIT)
ENDED = frozenset({_S.APPROVED, _S.REFUSED, _S.WITHDRAWN})
"""Nobody has to do anything with it any more."""
ASKING = frozenset(state for state, action in TRANSITIONS if action is _A.ANSWER)
"""States in which opinions are waited for."""


def can(state: ProposalState, action: ProposalAction) -> bool:
    """Whether `action` is possible in `state`."""
    return (state, action) in TRANSITIONS


def after(state: ProposalState, action: ProposalAction) -> ProposalState:
    """Return the state after `action`. Raises Conflict when it is not possible in `state`."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise Conflict("proposal.wrong_state", state=state.value, action=action.value) from None


def is_late(due_on: date, answered_on: date | None, today: date) -> bool:
    """Whether an opinion came, or has not come, after its day."""
    return (answered_on or today) > due_on

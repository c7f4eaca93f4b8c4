"""The way of a proposal, cell by cell."""

from datetime import date

import pytest

from ecabinet.core.errors import Conflict
from followup.proposals.states import (
    ASKING,
    EDITABLE,
    ProposalAction,
    ProposalState,
    after,
    can,
    is_late,
)

S, A = ProposalState, ProposalAction

# One row per state: what is possible there, and where it leads. Everything else is refused.
EXPECTED: dict[ProposalState, dict[ProposalAction, ProposalState]] = {
    S.DRAFT: {
        A.EDIT: S.DRAFT,
        A.CONSULT: S.CONSULTING,
        A.SUBMIT: S.SUBMITTED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.CONSULTING: {
        A.CONSULT: S.CONSULTING,
        A.STOP: S.DRAFT,
        A.ANSWER: S.CONSULTING,
        A.SUBMIT: S.SUBMITTED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.SUBMITTED: {
        A.CONSULT: S.SUBMITTED,
        A.ANSWER: S.SUBMITTED,
        A.FORWARD: S.SUBMITTED,
        A.RETURN: S.RETURNED,
        A.REFUSE: S.REFUSED,
        A.APPROVE: S.APPROVED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.RETURNED: {
        A.EDIT: S.RETURNED,
        A.CONSULT: S.CONSULTING,
        A.SUBMIT: S.SUBMITTED,
        A.WITHDRAW: S.WITHDRAWN,
    },
    S.APPROVED: {A.USE: S.APPROVED},
    S.REFUSED: {},
    S.WITHDRAWN: {A.EDIT: S.DRAFT},
}


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("action", ProposalAction)
def test_every_cell_of_the_table(state: ProposalState, action: ProposalAction) -> None:
    expected = EXPECTED[state].get(action)
    assert can(state, action) is (expected is not None)
    if expected is not None:
        assert after(state, action) is expected
        return
    with pytest.raises(Conflict) as refusal:
        after(state, action)
    assert refusal.value.code == "proposal.wrong_state"


def test_words_do_not_change_while_others_look_at_them() -> None:
    assert not EDITABLE & ASKING
    assert {S.DRAFT, S.RETURNED, S.WITHDRAWN} == EDITABLE


@pytest.mark.parametrize(
    ("answered", "today", "late"),
    [(None, 5, False), (None, 6, True), (5, 9, False), (6, 9, True)],
)
def test_an_opinion_is_late_after_its_day(answered: int | None, today: int, late: bool) -> None:
    day = date(2026, 11, answered) if answered else None
    assert is_late(date(2026, 11, 5), day, date(2026, 11, today)) is late

"""All that can become of a part in a slip: every state × every deed, written out."""

import pytest

from documents.routing.states import NEXT, OPEN, READING, Act, PartState, may_recall, next_state

S, A = PartState, Act
# state → what each deed makes of it; what is not named cannot be done.
TABLE = {
    S.SENT: {
        A.RECEIVE: S.RECEIVED, A.FORWARD: S.FORWARDED, A.RETURN: S.RETURNED, A.FINISH: S.DONE,
        A.RECALL: S.RECALLED,
    },
    S.RECEIVED: {A.FORWARD: S.FORWARDED, A.RETURN: S.RETURNED, A.FINISH: S.DONE},
    S.FORWARDED: {A.FORWARD: S.FORWARDED, A.FINISH: S.DONE},
    S.RETURNED: {}, S.DONE: {}, S.RECALLED: {},
}  # fmt: skip


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_every_deed_in_every_state(state: PartState, act: Act) -> None:
    assert next_state(state, act) == TABLE[state].get(act)


def test_what_has_ended_neither_waits_nor_changes() -> None:
    ended = set(S) - OPEN
    assert ended == {S.RETURNED, S.DONE, S.RECALLED}
    assert not [key for key in NEXT if key[0] in ended]
    assert set(S) - READING == {S.RETURNED, S.RECALLED}


@pytest.mark.parametrize("state", S)
def test_a_slip_is_called_back_only_while_nobody_has_acted(state: PartState) -> None:
    assert may_recall(["sent", state]) == (state is S.SENT)

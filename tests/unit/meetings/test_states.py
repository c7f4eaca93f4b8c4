"""Every deed in every state: allowed exactly where the table says so."""

import itertools

import pytest

from ecabinet.core.errors import Conflict
from meetings import states
from meetings.states import MeetingState, VoteState

DEEDS = ("call", "open", "pause", "resume", "close", "cancel")
ALLOWED = {
    ("call", "draft"): "called",
    ("open", "called"): "in_session",
    ("pause", "in_session"): "paused",
    ("resume", "paused"): "in_session",
    ("close", "in_session"): "closed",
    ("close", "paused"): "closed",
    ("cancel", "draft"): "cancelled",
    ("cancel", "called"): "cancelled",
    ("cancel", "in_session"): "cancelled",
    ("cancel", "paused"): "cancelled",
}


@pytest.mark.parametrize(("deed", "state"), list(itertools.product(DEEDS, MeetingState)))
def test_meeting_transitions(deed: str, state: MeetingState) -> None:
    """Six deeds in six states."""
    expected = ALLOWED.get((deed, state))
    if expected is None:
        with pytest.raises(Conflict, match=r"no\.way"):
            states.after(states.MEETING, deed, state, "no.way")
    else:
        assert states.after(states.MEETING, deed, state, "no.way") == expected


@pytest.mark.parametrize(
    ("deed", "state"), list(itertools.product(("open", "close", "void"), VoteState))
)
def test_vote_transitions(deed: str, state: VoteState) -> None:
    """A vote opens once and closes once; one made in error is voided, and stays so."""
    allowed = {("open", "prepared"): "open", ("close", "open"): "closed"}
    allowed |= {("void", state): "voided" for state in ("prepared", "open", "closed")}
    expected = allowed.get((deed, state))
    if expected is None:
        with pytest.raises(Conflict):
            states.after(states.VOTE, deed, state, "no.way")
    else:
        assert states.after(states.VOTE, deed, state, "no.way") == expected

"""What may become of a version: every cell."""

import pytest

from documents.states import VersionState, may_become

ALLOWED = {
    (VersionState.RECEIVED, VersionState.CONVERTING),
    (VersionState.RECEIVED, VersionState.READY),
    (VersionState.RECEIVED, VersionState.FAILED),
    (VersionState.CONVERTING, VersionState.READY),
    (VersionState.CONVERTING, VersionState.FAILED),
    (VersionState.FAILED, VersionState.RECEIVED),
}


@pytest.mark.parametrize("now", VersionState)
@pytest.mark.parametrize("then", VersionState)
def test_transitions(now: VersionState, then: VersionState) -> None:
    assert may_become(now, then) == ((now, then) in ALLOWED)

"""What may become of a version."""

from enum import StrEnum


class VersionState(StrEnum):
    """What stands with a file.

    received: kept, not looked into yet; converting: being made into a PDF; ready: can be read;
    failed: cannot be used, until somebody asks to try again.
    """

    RECEIVED = "received"
    CONVERTING = "converting"
    READY = "ready"
    FAILED = "failed"


NEXT: dict[VersionState, frozenset[VersionState]] = {
    VersionState.RECEIVED: frozenset(
        {VersionState.CONVERTING, VersionState.READY, VersionState.FAILED}
    ),
    VersionState.CONVERTING: frozenset({VersionState.READY, VersionState.FAILED}),
    VersionState.READY: frozenset(),
    VersionState.FAILED: frozenset({VersionState.RECEIVED}),
}


def may_become(now: str, then: VersionState) -> bool:
    """Whether a version in state `now` may go to `then`."""
    return then in NEXT[VersionState(now)]

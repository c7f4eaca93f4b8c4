"""What may become of a version."""

from enum import StrEnum


class VersionState(StrEnum):
    """received: kept, not looked into yet; ready: can be read; failed: cannot be used."""

    RECEIVED = "received"
    READY = "ready"
    FAILED = "failed"


NEXT: dict[VersionState, frozenset[VersionState]] = {
    VersionState.RECEIVED: frozenset({VersionState.READY, VersionState.FAILED}),
    VersionState.READY: frozenset(),
    VersionState.FAILED: frozenset(),
}


def may_become(now: str, then: VersionState) -> bool:
    """Whether a version in state `now` may go to `then`."""
    return then in NEXT[VersionState(now)]

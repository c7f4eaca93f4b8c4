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


class LightState(StrEnum):
    """What stands with the lighter copy of a heavy scan.

    wanted: the worker will make it; made: people read it; none: the file cannot be made lighter.
    """

    WANTED = "wanted"
    MADE = "made"
    NONE = "none"


class CopyState(StrEnum):
    """What stands with a copy for one reader.

    wanted: the worker will make it; ready: it can be had; failed: it cannot be made.
    """

    WANTED = "wanted"
    READY = "ready"
    FAILED = "failed"


class CarryState(StrEnum):
    """What stands with the marks of the version before.

    wanted: the worker will carry them over; done: they are here.
    """

    WANTED = "wanted"
    DONE = "done"


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

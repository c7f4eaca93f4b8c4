"""Where an official document and each of its signatures stand."""

from collections.abc import Sequence
from enum import StrEnum


class OfficialState(StrEnum):
    """How far a document is.

    `issuing`: it has its number, and the worker puts its facts on paper. From `issued` on not one
    byte of what was written changes: signatures are added behind, and a mistake is superseded.
    """

    DRAFT = "draft"
    ISSUING = "issuing"
    ISSUED = "issued"
    SIGNED = "signed"
    SUPERSEDED = "superseded"


class SignerState(StrEnum):
    """Where one signature stands; `on_paper`: it stands on the scan that was filed."""

    WAITING = "waiting"
    SIGNED = "signed"
    ON_PAPER = "on_paper"


class Act(StrEnum):
    """What can be done with a document."""

    DISCARD = "discard"
    ISSUE = "issue"
    PRINT = "print"
    SIGN = "sign"
    SEAL = "seal"
    FILE_SCAN = "file_scan"
    SUPERSEDE = "supersede"


_ALLOWED = {
    OfficialState.DRAFT: {Act.DISCARD, Act.ISSUE},
    OfficialState.ISSUING: {Act.PRINT},
    OfficialState.ISSUED: {Act.SIGN, Act.FILE_SCAN, Act.SUPERSEDE},
    OfficialState.SIGNED: {Act.SEAL, Act.SUPERSEDE},
    OfficialState.SUPERSEDED: set(),
}


def allowed(state: str, act: Act) -> bool:
    """Whether `act` can be done with a document in `state`."""
    return act in _ALLOWED[OfficialState(state)]


def turn(states: Sequence[str]) -> int | None:
    """Return the place of the signature whose turn it is, None when none is waited for."""
    return next((n for n, state in enumerate(states) if state == SignerState.WAITING), None)

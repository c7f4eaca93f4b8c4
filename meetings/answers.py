"""Answers to an invitation: what can be said, what becomes of a proposed substitute. Pure tables.

Source: domain.md, section 4 (attend, online, absent with reason, substitute).
"""

from collections.abc import Mapping
from enum import StrEnum


class AnswerKind(StrEnum):
    """What somebody answers."""

    ATTEND = "attend"
    ONLINE = "online"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class Approval(StrEnum):
    """Where the proposal of a substitute stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class About(StrEnum):
    """What people are reminded of."""

    ANSWER = "answer"
    PAPERS = "papers"


DECISIONS: Mapping[tuple[str, Approval], Approval] = {
    ("approve", Approval.PROPOSED): Approval.APPROVED,
    ("refuse", Approval.PROPOSED): Approval.REFUSED,
    # The secretariat may think better of it until the session opens.
    ("refuse", Approval.APPROVED): Approval.REFUSED,
}

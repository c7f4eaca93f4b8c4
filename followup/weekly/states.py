"""What a weekly sheet is, where it stands, what became of a line: tables. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class WeeklyStage(StrEnum):
    """What a sheet is: the plan of the week (kế hoạch tuần) or the report on it (báo cáo tuần)."""

    PLAN = "plan"
    REPORT = "report"


class WeeklyState(StrEnum):
    """With its writer, sent to who gathers, or sent back by them."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"


class SheetAction(StrEnum):
    """What can be done to a sheet."""

    WRITE = "write"
    SEND = "send"
    RETURN = "return"
    CORRECT = "correct"


class WeeklyOutcome(StrEnum):
    """What became of a line: xong, xong một phần, chưa làm."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


LEFT = (WeeklyOutcome.PARTLY, WeeklyOutcome.NOT_DONE)
"""What is left goes on into the next week, and needs a reason."""

SHEET: Mapping[tuple[SheetAction, WeeklyState], WeeklyState] = {
    (SheetAction.WRITE, WeeklyState.DRAFT): WeeklyState.DRAFT,
    (SheetAction.WRITE, WeeklyState.RETURNED): WeeklyState.RETURNED,
    (SheetAction.SEND, WeeklyState.DRAFT): WeeklyState.SENT,
    (SheetAction.SEND, WeeklyState.RETURNED): WeeklyState.SENT,
    (SheetAction.RETURN, WeeklyState.SENT): WeeklyState.RETURNED,
    # What was sent stays as it was sent; the next edition says that it corrects it.
    (SheetAction.CORRECT, WeeklyState.SENT): WeeklyState.DRAFT,
}


def can(state: WeeklyState, action: SheetAction) -> bool:
    """Whether the table has the step."""
    return (action, state) in SHEET

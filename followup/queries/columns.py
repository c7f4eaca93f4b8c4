"""The columns that the list can show beside the task itself."""

from enum import StrEnum


class Column(StrEnum):
    """One column, in the order in which they stand."""

    SOURCE = "source"
    UNIT = "unit"
    COORDINATING = "coordinating"
    ASSIGNEE = "assignee"
    SUPERVISOR = "supervisor"
    FIELD = "field"
    PRIORITY = "priority"
    ISSUED = "issued"
    LABEL = "label"
    DUE = "due"
    DONE = "done"
    PROGRESS = "progress"
    EVALUATION = "evaluation"


USUAL = (Column.UNIT, Column.LABEL, Column.DUE, Column.PROGRESS)
MOST = 6

"""What a report is made of: its period, how it counts, which columns its list has."""

from enum import StrEnum


class ReportPeriod(StrEnum):
    """The period of the calendar that a report is on; `span`: from any day to any other."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    SPAN = "span"


SCHEDULED = (ReportPeriod.WEEK, ReportPeriod.MONTH, ReportPeriod.QUARTER)
"""The periods after which a report can make itself."""


class ReportGroup(StrEnum):
    """By what tasks are counted and listed; `period`: in which they are due."""

    NONE = "none"
    UNIT = "unit"
    LEADER = "leader"
    DIRECTIVE = "directive"
    FIELD = "field"
    LABEL = "label"
    OFFICIAL = "official"
    PERIOD = "period"


class ReportColumn(StrEnum):
    """A column of the list, beside the number and the task itself."""

    UNIT = "unit"
    COORDINATING = "coordinating"
    ASSIGNEE = "assignee"
    SUPERVISOR = "supervisor"
    SOURCE = "source"
    FIELD = "field"
    ISSUED = "issued"
    DUE = "due"
    DONE = "done"
    LABEL = "label"
    DELAY = "delay"
    PROGRESS = "progress"
    RESULT = "result"


USUAL = (
    ReportColumn.UNIT, ReportColumn.SOURCE, ReportColumn.DUE, ReportColumn.LABEL,
    ReportColumn.RESULT,
)  # fmt: skip
MOST_ACROSS, MOST_UPRIGHT = 9, 5
"""How many columns a sheet has room for, lying across and standing."""


class RunState(StrEnum):
    """Asked for, there with its data for good, or thrown away."""

    MAKING = "making"
    FROZEN = "frozen"
    DISCARDED = "discarded"

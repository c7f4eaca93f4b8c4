"""Conclusions as official documents write them: minutes, notice, big screen alike.

One that gives no task has no lead, date or supervisor: it is written as a statement.
"""

from collections.abc import Mapping

from documents.official.conclusions import Conclusion as WrittenConclusion
from followup.models.enums import DeadlineKind, Period
from meetings.queries.shapes import ConclusionOut

OFTEN: Mapping[str, str] = {
    DeadlineKind.STANDING: "thực hiện thường xuyên",
    Period.WEEK: "định kỳ hằng tuần",
    Period.MONTH: "định kỳ hằng tháng",
    Period.QUARTER: "định kỳ hằng quý",
    Period.HALF_YEAR: "định kỳ 6 tháng một lần",
    Period.YEAR: "định kỳ hằng năm",
}


def written(c: ConclusionOut) -> WrittenConclusion:
    """Return a conclusion as official documents write it."""
    return WrittenConclusion(
        text=c.text,
        number=c.number,
        lead=c.lead.name if c.lead else "",
        coordinate=tuple(unit.name for unit in c.coordinating),
        supervise=c.supervisor.name if c.supervisor else "",
        inform=tuple(unit.name for unit in c.informed),
        due=c.due_on,
        often=OFTEN.get(c.period or c.deadline_kind, ""),
    )

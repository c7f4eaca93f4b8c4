"""Periods of reports by the office's calendar, and what official Vietnamese calls them. Pure."""

from datetime import date, timedelta

from documents.official.dates import short_date
from followup.models import Period
from followup.periods import Span, span_of
from followup.reporting.enums import ReportPeriod

_ROMAN = ("I", "II", "III", "IV")
_NINE = 9


def period_of(day: date, period: ReportPeriod) -> Span:
    """Return the period that `day` lies in; of a span the month.

    Nine months are the first nine: a day after them belongs to those of its year.
    """
    if period is ReportPeriod.NINE_MONTHS:
        return Span(date(day.year, 1, 1), date(day.year, _NINE, 30))
    return span_of(day, Period.MONTH if period is ReportPeriod.SPAN else Period(period.value))


def before(span: Span, period: ReportPeriod) -> Span:
    """Return the period before; of a span the month before its first day."""
    return period_of(span.first - timedelta(days=1), period)


def after(span: Span, period: ReportPeriod) -> Span:
    """Return the period that follows."""
    if period is ReportPeriod.NINE_MONTHS:
        return period_of(date(span.first.year + 1, 1, 1), period)
    return period_of(span.last + timedelta(days=1), period)


def last_finished(today: date, period: ReportPeriod) -> Span:
    """Return the latest period whose last day is past."""
    span = period_of(today, period)
    return span if span.last < today else before(span, period)


def period_words(span: Span, period: ReportPeriod) -> str:
    """Return as "tháng 11 năm 2026", "tuần từ 23/11/2026 đến 29/11/2026"."""
    year, month = span.first.year, span.first.month
    days = f"từ {short_date(span.first)} đến {short_date(span.last)}"
    return {
        ReportPeriod.WEEK: f"tuần {days}",
        ReportPeriod.MONTH: f"tháng {month} năm {year}",
        ReportPeriod.QUARTER: f"quý {_ROMAN[(month - 1) // 3]} năm {year}",
        ReportPeriod.HALF_YEAR: f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}",
        ReportPeriod.NINE_MONTHS: f"9 tháng đầu năm {year}",
        ReportPeriod.YEAR: f"năm {year}",
        ReportPeriod.SPAN: days,
    }[period]

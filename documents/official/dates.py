"""Dates and times as official documents write them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

_OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def long_date(day: date) -> str:
    """Return as "ngày 05 tháng 01 năm 2020".

    Days below 10 and the months 1 and 2 get a zero (Nghị định 30/2020, Phụ lục I, II.4.b).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Return as "16/9/2022"; day and month below 10, and the months 1 and 2, as in `long_date`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def clock(moment: datetime) -> str:
    """Return as "14 giờ 00 phút", in the zone of `moment`."""
    return f"{moment:%H} giờ {moment:%M} phút"


def begin_of(day: date) -> datetime:
    """Return the moment that a file carries which is known by its day alone."""
    return datetime.combine(day, time(), _OFFICE_ZONE)

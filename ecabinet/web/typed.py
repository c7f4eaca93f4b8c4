"""Dates, times and ids as forms send them: days first, 24 hours."""

import re
from datetime import date, time
from uuid import UUID

DAY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})|(\d{2})(\d{2})(\d{4})")
CLOCK = re.compile(r"(\d{1,2})\s*(?:[:.hHgG]|giờ)\s*(\d{2})?|(\d{1,2})(\d{2})")


def typed_day(text: str) -> str:
    """Return the day as ISO ("2026-11-25"); `text` itself when it is no day, to be refused later.

    Takes 25/11/2026, 25-11-2026, 25.11.2026, 25112026 and ISO.
    """
    text = text.strip()
    found = DAY.fullmatch(text)
    if not found:
        return text
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def typed_time(text: str) -> str:
    """Return the time as "08:00"; `text` itself when it is no time.

    Takes 8:00, 08.00, 8h, 8h30, 800 and 0800.
    """
    text = text.strip()
    found = CLOCK.fullmatch(text)
    if not found:
        return text
    hour, minute = found[1] or found[3], found[2] or found[4] or "0"
    try:
        return f"{time(int(hour), int(minute)):%H:%M}"
    except ValueError:
        return text


def typed_id(text: str) -> UUID | None:
    """Return the id; None when it is empty or none."""
    try:
        return UUID(text)
    except ValueError:
        return None

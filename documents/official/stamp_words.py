"""The words inside the frame of a digital signature: Vietnamese, as on every official paper."""

from datetime import datetime

from documents.official.dates import short_date


def stamp_lines(name: str, office: str, at: datetime, *, of_office: bool) -> tuple[str, ...]:
    """Return who signed, where, and when; `at` is in the zone of the office."""
    when = f"{short_date(at.date())} {at:%H:%M:%S}"
    if of_office:
        return (office, when)
    return (f"Người ký: {name}", f"Cơ quan: {office}", f"Thời gian: {when}")

"""A subscription as text (RFC 5545, RFC 7986). The same events give the same text."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from ecabinet.core.clock import office_time
from meetings.calendar.queries.feed import FeedEvent
from meetings.calendar.states import Secrets


def feed_text(events: Iterable[FeedEvent], secrets: Secrets, name: str, busy: str) -> str:
    """Return the calendar; `busy` is what a secret entry is called. No papers, no agenda."""
    calendar = Calendar()
    calendar.add("prodid", "-//E-cabinet//Calendar//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for event in events:
        if not (event.secret and secrets is Secrets.HIDDEN):
            calendar.add_component(_entry(event, busy))
    calendar.add_missing_timezones()
    return str(calendar.to_ical().decode())


def _entry(event: FeedEvent, busy: str) -> Event:
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.stamp)
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("dtstart", _local(event.starts))
    entry.add("dtend", _local(event.ends))
    entry.add("summary", busy if event.secret else event.title)
    if event.secret:
        entry.add("class", "PRIVATE")
    elif event.place:
        entry.add("location", event.place)
    return entry


def _local(moment: object) -> object:
    return office_time(moment) if isinstance(moment, datetime) else moment

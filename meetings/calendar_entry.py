"""A meeting as an entry for people's calendars (RFC 5545, RFC 5546), which mails bring along."""

from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Attachment, Recipient
from meetings.models import Meeting
from meetings.states import MeetingState

FILENAME = "moi-hop.ics"


def calendar_entry(session: Session, meeting_id: UUID, recipient: Recipient) -> Attachment | None:
    """Return the entry as the meeting stands now; who is not invited (any more) gets it cancelled.

    `UID` follows from the meeting and `SEQUENCE` is its revision, which grows with each change: a
    calendar keeps the newest, in whatever order mails arrive.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    takes_place = recipient.may_see and meeting.state != MeetingState.CANCELLED
    method = "REQUEST" if takes_place else "CANCEL"
    calendar = Calendar()
    calendar.add("prodid", "-//E-cabinet//Meetings//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(meeting, recipient, takes_place=takes_place))
    calendar.add_missing_timezones()
    return Attachment(FILENAME, calendar.to_ical().decode(), method)


def _event(meeting: Meeting, recipient: Recipient, *, takes_place: bool) -> Event:
    event = Event()
    event.add("uid", f"{meeting.id}@e-cabinet")
    event.add("dtstamp", recipient.now)
    event.add("sequence", meeting.revision)
    event.add("status", "CONFIRMED" if takes_place else "CANCELLED")
    event.add("organizer", vCalAddress(f"mailto:{recipient.sender}"))
    event.add("attendee", _attendee(recipient))
    if recipient.may_see:
        event.add("summary", meeting.title)
        event.add("dtstart", office_time(meeting.starts_at))
        event.add("dtend", office_time(meeting.ends_at))
        event.add("location", meeting.place)
    return event


def _attendee(recipient: Recipient) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{recipient.address}")
    attendee.params["CN"] = vText(recipient.actor.name)
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee

"""A meeting as an entry for people's calendars (RFC 5545, RFC 5546), which mails bring along."""

from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Attachment, Recipient
from meetings.answers import AnswerKind
from meetings.calling import stands_for
from meetings.models import Answer, Meeting, Participant
from meetings.states import MeetingState

PARTSTAT = {
    AnswerKind.ATTEND: "ACCEPTED",
    AnswerKind.ONLINE: "ACCEPTED",
    AnswerKind.ABSENT: "DECLINED",
    AnswerKind.SUBSTITUTE: "DELEGATED",
}
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
    event = _event(meeting, recipient, takes_place=takes_place)
    event.add("attendee", _attendee(recipient, _status(session, meeting, recipient)))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return Attachment(FILENAME, calendar.to_ical().decode(), method)


def _event(meeting: Meeting, recipient: Recipient, *, takes_place: bool) -> Event:
    event = Event()
    event.add("uid", f"{meeting.id}@e-cabinet")
    event.add("dtstamp", recipient.now)
    event.add("sequence", meeting.revision)
    event.add("status", "CONFIRMED" if takes_place else "CANCELLED")
    event.add("organizer", vCalAddress(f"mailto:{recipient.sender}"))
    if recipient.may_see:
        event.add("summary", meeting.title)
        event.add("dtstart", office_time(meeting.starts_at))
        event.add("dtend", office_time(meeting.ends_at))
        event.add("location", meeting.place)
    return event


def _status(session: Session, meeting: Meeting, recipient: Recipient) -> str:
    """Return what the calendar shows beside the entry: as the person has answered."""
    answer = session.scalar(
        select(Answer)
        .join(Participant, Participant.id == Answer.participant_id)
        .where(
            Participant.meeting_id == meeting.id,
            Participant.person_id == recipient.actor.person_id,
        )
    )
    given = stands_for(answer)
    return PARTSTAT[given] if given else "NEEDS-ACTION"


def _attendee(recipient: Recipient, status: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{recipient.address}")
    attendee.params["CN"] = vText(recipient.actor.name)
    attendee.params["PARTSTAT"] = vText(status)
    attendee.params["RSVP"] = vText("FALSE")
    return attendee

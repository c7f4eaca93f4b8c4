"""Tables of meetings."""

from meetings.models.agenda import AgendaItem, GuestItem
from meetings.models.attendance import Attendance
from meetings.models.conclusion import Conclusion, ConclusionUnit
from meetings.models.meeting import Meeting
from meetings.models.participant import Participant
from meetings.models.vote import Ballot, Vote, VoteEntitlement

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Conclusion",
    "ConclusionUnit",
    "GuestItem",
    "Meeting",
    "Participant",
    "Vote",
    "VoteEntitlement",
]

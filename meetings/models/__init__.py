"""Tables of meetings."""

from meetings.models.agenda import AgendaItem, GuestItem
from meetings.models.attendance import Attendance
from meetings.models.ballot import Ballot, BallotChange
from meetings.models.box import (
    BallotBox,
    BallotCode,
    SealedBallot,
    SecretBallot,
    TurnoutMark,
)
from meetings.models.calling import Announcement, Answer, Call, Reminder
from meetings.models.conclusion import Conclusion, ConclusionEntry, ConclusionUnit
from meetings.models.meeting import Meeting
from meetings.models.participant import Participant
from meetings.models.planning import AgendaTemplate, MeetingSeries
from meetings.models.preparing import PaperRequest, RequestStep, TakenPaper
from meetings.models.record import VoteRecord
from meetings.models.screen import BigScreen
from meetings.models.seating import Recusal, RoomPlan, SeatPlace
from meetings.models.speaking import SpeakingInterval, SpeakingTurn
from meetings.models.vote import Vote, VoteEntitlement, VoteOption, VoteProxy, VoteWeight

__all__ = [
    "AgendaItem",
    "AgendaTemplate",
    "Announcement",
    "Answer",
    "Attendance",
    "Ballot",
    "BallotBox",
    "BallotChange",
    "BallotCode",
    "BigScreen",
    "Call",
    "Conclusion",
    "ConclusionEntry",
    "ConclusionUnit",
    "GuestItem",
    "Meeting",
    "MeetingSeries",
    "PaperRequest",
    "Participant",
    "Recusal",
    "Reminder",
    "RequestStep",
    "RoomPlan",
    "SealedBallot",
    "SeatPlace",
    "SecretBallot",
    "SpeakingInterval",
    "SpeakingTurn",
    "TakenPaper",
    "TurnoutMark",
    "Vote",
    "VoteEntitlement",
    "VoteOption",
    "VoteProxy",
    "VoteRecord",
    "VoteWeight",
]

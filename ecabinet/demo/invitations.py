"""Answers of every kind to the meeting of tomorrow, and a change that nobody was told of yet."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from ecabinet.demo.sessions import MEMBERS, Planned
from ecabinet.demo.teller import Teller
from meetings.answers import AnswerKind
from meetings.commands.agenda import UpdateAgendaItem, update_agenda_item
from meetings.commands.announce import AnnounceChanges, announce_changes
from meetings.commands.answer import AnswerInvitation, answer_invitation
from meetings.commands.call import SetAnswerDeadline, set_answer_deadline
from meetings.commands.plan import UpdateMeeting, update_meeting
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.models import Meeting, Participant


def answered(teller: Teller, planned: Planned) -> None:
    """Most come, some online, two are absent, two send substitutes; others have not answered."""
    at = planned.meeting_id
    with teller.store.reading() as session:
        begins = session.get_one(Meeting, at).starts_at
    until = SetAnswerDeadline(meeting_id=at, answer_by=begins - timedelta(hours=2))
    teller.do("thuky", set_answer_deadline, until)
    for username in ("chutri", *MEMBERS[2:10]):
        _say(teller, at, username, AnswerKind.ATTEND)
    for username in MEMBERS[10:12]:
        _say(teller, at, username, AnswerKind.ONLINE)
    _say(teller, at, MEMBERS[12], AnswerKind.ABSENT, "Đi công tác tại Trung ương")
    _say(teller, at, MEMBERS[13], AnswerKind.ABSENT, "Điều trị tại bệnh viện")
    _say(teller, at, MEMBERS[14], AnswerKind.SUBSTITUTE, "Tiếp đoàn kiểm tra", "vanthu")
    _say(teller, at, MEMBERS[15], AnswerKind.SUBSTITUTE, "Họp cùng giờ tại huyện", "canbo")
    approved = DecideSubstitute(
        meeting_id=at, participant_id=_seat(teller, at, MEMBERS[14]), decision="approve"
    )
    teller.do("thuky", decide_substitute, approved)
    moved = UpdateMeeting(meeting_id=at, starts_at=begins + timedelta(minutes=30))
    teller.do("thuky", update_meeting, moved)
    line = "Lùi giờ họp để các đồng chí ở xa kịp về dự."
    teller.do("thuky", announce_changes, AnnounceChanges(meeting_id=at, line=line))
    longer = UpdateAgendaItem(item_id=planned.item_ids[1], minutes=40)
    teller.do("thuky", update_agenda_item, longer)


def _say(
    teller: Teller, at: UUID, username: str, said: AnswerKind, reason: str = "", instead: str = ""
) -> None:
    command = AnswerInvitation(
        meeting_id=at,
        answer=said,
        reason=reason,
        substitute_id=teller.person(instead) if instead else None,
    )
    teller.do(username, answer_invitation, command)


def _seat(teller: Teller, at: UUID, username: str) -> UUID:
    own = select(Participant.id).where(
        Participant.meeting_id == at, Participant.person_id == teller.person(username)
    )
    with teller.store.reading() as session:
        return session.scalars(own).one()

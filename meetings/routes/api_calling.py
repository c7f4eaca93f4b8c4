"""The API of what follows the call: answers, substitutes, reminders, changes told."""

from uuid import UUID

from flask import Response

from ecabinet.concurrency import run_blocking
from ecabinet.core.clock import utc_now
from ecabinet.core.sheets_out import to_xlsx
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.handing_out import noted
from ecabinet.web.made_files import XLSX, file_answer, made_file
from ecabinet.web.requests import current_actor, execute, platform, tablets_first
from meetings.answer_sheet import HEADING, lines
from meetings.commands.announce import AnnounceChanges, AnnouncementBody, announce_changes
from meetings.commands.answer import (
    AnswerBody,
    AnswerInvitation,
    WithdrawAnswer,
    answer_invitation,
    withdraw_answer,
)
from meetings.commands.call import CallTerms, SetAnswerDeadline, set_answer_deadline
from meetings.commands.remind import (
    Reminded,
    ReminderBody,
    RemindParticipants,
    remind_participants,
)
from meetings.commands.substitute import DecideSubstitute, SubstituteDecision, decide_substitute
from meetings.queries import answers as answering
from meetings.queries import changes as telling
from meetings.queries.answers import AnswersOut, OwnAnswerOut, ReceiptsOut
from meetings.queries.changes import Announcements, Unannounced
from meetings.routes.doors import MeetingPath, SeatPath, api, done

AT = "/meetings/<uuid:meeting_id>"


@api.get(
    f"{AT}/answer", operation_id="getAnswer", summary="Trả lời của mình",
    responses={200: OwnAnswerOut},
)  # fmt: skip
def own_answer(path: MeetingPath) -> Response:
    """Show what one has answered to the invitation, and whether one still may."""
    return _own(path.meeting_id)


@api.put(
    f"{AT}/answer", operation_id="answerInvitation", summary="Trả lời giấy mời",
    responses={200: OwnAnswerOut},
)  # fmt: skip
def give_answer(header: WriteHeaders, path: MeetingPath, body: AnswerBody) -> Response:
    """Answer for oneself: attend, online, absent with a reason, or a substitute."""
    tablets_first()
    command = AnswerInvitation(meeting_id=path.meeting_id, **body.model_dump())
    execute(answer_invitation, command)
    return _own(path.meeting_id)


@api.delete(
    f"{AT}/answer", operation_id="withdrawAnswer", summary="Rút trả lời", responses={204: None}
)
def withdraw(header: WriteHeaders, path: MeetingPath) -> Response:
    """Take one's answer back."""
    execute(withdraw_answer, WithdrawAnswer(meeting_id=path.meeting_id))
    return done()


@api.get(
    f"{AT}/answers", operation_id="listAnswers", summary="Ai đã trả lời",
    responses={200: AnswersOut},
)  # fmt: skip
def everybody(path: MeetingPath) -> Response:
    """List who answered what, who has not, and how many papers each has opened."""
    return _everybody(path.meeting_id)


@api.put(
    f"{AT}/participants/<uuid:participant_id>/answer", operation_id="recordAnswer",
    summary="Ghi trả lời thay", responses={200: AnswersOut},
)  # fmt: skip
def record_answer(header: WriteHeaders, path: SeatPath, body: AnswerBody) -> Response:
    """Record what somebody told the secretariat, also after the last moment for answers."""
    command = AnswerInvitation(**path.model_dump(), **body.model_dump())
    execute(answer_invitation, command)
    return _everybody(path.meeting_id)


@api.post(
    f"{AT}/participants/<uuid:participant_id>/substitution", operation_id="decideSubstitute",
    summary="Đồng ý hay không người dự thay", responses={200: AnswersOut},
)  # fmt: skip
def decide_substitution(header: WriteHeaders, path: SeatPath, body: SubstituteDecision) -> Response:
    """Approve or refuse the substitute whom somebody proposed."""
    execute(decide_substitute, DecideSubstitute(**path.model_dump(), **body.model_dump()))
    return _everybody(path.meeting_id)


@api.put(
    f"{AT}/answer-deadline", operation_id="setAnswerDeadline", summary="Đặt hạn trả lời",
    responses={200: AnswersOut},
)  # fmt: skip
def deadline(header: WriteHeaders, path: MeetingPath, body: CallTerms) -> Response:
    """Say until when people may answer by themselves."""
    execute(
        set_answer_deadline,
        SetAnswerDeadline(meeting_id=path.meeting_id, answer_by=body.answer_by),
    )
    return _everybody(path.meeting_id)


@api.post(
    f"{AT}/reminders", operation_id="remindParticipants", summary="Nhắc người dự họp",
    responses={200: Reminded},
)  # fmt: skip
def remind(header: WriteHeaders, path: MeetingPath, body: ReminderBody) -> Response:
    """Remind who has not answered, or not opened the papers; nobody twice on one day."""
    return answer(
        execute(
            remind_participants, RemindParticipants(meeting_id=path.meeting_id, about=body.about)
        )
    )


@api.get(
    f"{AT}/reading-receipts", operation_id="listReadingReceipts", summary="Ai đã mở tài liệu",
    responses={200: ReceiptsOut},
)  # fmt: skip
def receipts(path: MeetingPath) -> Response:
    """List for each paper who may read it and who has opened it."""
    with platform().store.reading() as session:
        return answer(answering.read_receipts(session, current_actor(), path.meeting_id))


@api.get(
    f"{AT}/answers.xlsx", operation_id="exportAnswers", summary="Tải danh sách trả lời",
    responses=file_answer(XLSX),
)  # fmt: skip
def export_answers(path: MeetingPath) -> Response:
    """Give all answers as a workbook."""
    with platform().store.reading() as session:
        told = answering.answers(session, current_actor(), path.meeting_id)
    heading = [str(words) for words in HEADING]
    data = run_blocking(to_xlsx, "Tra loi", heading, lines(told))
    made = made_file(data, XLSX, "tra-loi-giay-moi.xlsx", saved=True)
    return noted(made, "answers.exported", "meeting", path.meeting_id)


@api.get(
    f"{AT}/unannounced-changes", operation_id="listUnannouncedChanges",
    summary="Thay đổi chưa báo", responses={200: Unannounced},
)  # fmt: skip
def unannounced(path: MeetingPath) -> Response:
    """List what changed since people were told last, with a digest to announce exactly that."""
    return _waiting(path.meeting_id)


@api.post(
    f"{AT}/announcements", operation_id="announceChanges", summary="Báo thay đổi",
    responses={200: Unannounced},
)  # fmt: skip
def announce(header: WriteHeaders, path: MeetingPath, body: AnnouncementBody) -> Response:
    """Tell everybody what changed of what they may see, once."""
    execute(announce_changes, AnnounceChanges(meeting_id=path.meeting_id, **body.model_dump()))
    return _waiting(path.meeting_id)


@api.get(
    f"{AT}/announcements", operation_id="listAnnouncements", summary="Các lần báo thay đổi",
    responses={200: Announcements},
)  # fmt: skip
def announced(path: MeetingPath) -> Response:
    """List what was told after the call, as far as one may know it."""
    with platform().store.reading() as session:
        return answer(telling.announcements(session, current_actor(), path.meeting_id))


def _own(meeting_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(answering.own_answer(session, current_actor(), meeting_id, utc_now()))


def _everybody(meeting_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(answering.answers(session, current_actor(), meeting_id))


def _waiting(meeting_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(telling.unannounced(session, current_actor(), meeting_id))

"""Answers as a table in a file, in the reader's language."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ecabinet.core.sheets_out import Cell
from meetings.answers import AnswerKind, Approval
from meetings.queries.answers import AnswerOut, AnswersOut
from meetings.words import functions

HEADING = (
    _l("Họ và tên"),
    _l("Chức vụ"),
    _l("Tư cách dự"),
    _l("Câu trả lời"),
    _l("Lý do"),
    _l("Người dự thay"),
    _l("Dự thay"),
    _l("Lúc"),
    _l("Tài liệu đã mở"),
    _l("Tài liệu được đọc"),
)


def answer_words() -> dict[str, str]:
    """What each answer is called."""
    return {
        AnswerKind.ATTEND: _("Dự họp"),
        AnswerKind.ONLINE: _("Dự trực tuyến"),
        AnswerKind.ABSENT: _("Vắng mặt"),
        AnswerKind.SUBSTITUTE: _("Cử người dự thay"),
    }


def approval_words() -> dict[str, str]:
    """Where a proposed substitute stands."""
    return {
        Approval.PROPOSED: _("chờ đồng ý"),
        Approval.APPROVED: _("đã đồng ý"),
        Approval.REFUSED: _("không đồng ý"),
    }


def lines(told: AnswersOut) -> list[list[Cell]]:
    """Return one line for each who is asked."""
    parts = functions()
    return [
        [
            row.name,
            row.title,
            parts[row.function],
            *_said(row.answer),
            row.sits_for,
            row.answer.answered_at if row.answer else None,
            row.papers_opened,
            row.papers,
        ]
        for row in told.rows
    ]


def _said(answer: AnswerOut | None) -> list[Cell]:
    if answer is None:
        return [_("Chưa trả lời"), "", ""]
    substitute = answer.substitute_name
    if answer.approval:
        substitute = f"{substitute} ({approval_words()[answer.approval]})"
    return [answer_words()[answer.answer], answer.reason, substitute]

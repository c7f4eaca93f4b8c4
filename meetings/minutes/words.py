"""Words of minutes: refusals, deeds, rights, states."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from meetings.minutes import policies
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.states import AmendmentState, MinutesState, Origin, TextPlace

MESSAGES = {
    "minutes.not_opened": _l("Biên bản chưa được mở. Thư ký mở biên bản khi phiên họp đã bắt đầu."),
    "minutes.approved": _l("Biên bản đã duyệt, không sửa được nữa."),
    "minutes.not_approved": _l(
        "Biên bản còn đang soạn. Văn bản phát hành được sau khi chủ trì duyệt biên bản."
    ),
    "minutes.session_open": _l("Phiên họp chưa kết thúc. Gửi góp ý và duyệt sau khi bế mạc."),
    "minutes.somebody_else": _l(
        "Biên bản vừa được sửa từ khi đồng chí mở trang. Mời tải lại trang rồi xem lại."
    ),
    "minutes.no_version": _l("Không có bản này của đoạn văn. Mời tải lại trang."),
    "minutes.due_in_past": _l("Hạn góp ý phải sau lúc này."),
    "minutes.still_open": _l("Chưa hết hạn góp ý. Duyệt được sau hạn; thư ký đổi hạn được."),
    "minutes.amendments_waiting": _l(
        "Còn %(count)s góp ý chưa trả lời. Thư ký nhận hoặc từ chối từng góp ý rồi mới duyệt."
    ),
    "minutes.not_circulated": _l("Biên bản chưa gửi xin góp ý."),
    "minutes.too_long": _l("Đoạn văn quá dài, nhiều nhất 100.000 chữ cái. Mời rút gọn."),
    "amendment.too_late": _l(
        "Đã hết hạn góp ý, góp ý không được ghi nhận. Mời liên hệ thư ký nếu cần."
    ),
    "amendment.no_change": _l("Lời đề nghị giống hệt biên bản. Mời sửa lời rồi gửi."),
    "amendment.answered": _l("Góp ý này đã được trả lời."),
    "amendment.clashes": _l(
        "Đoạn này đã sửa khác từ khi có góp ý, không tự ghép được. Mời sửa biên bản, rồi đánh dấu "
        "“Đã tự ghi vào biên bản” khi nhận."
    ),
}  # fmt: skip

DEEDS = {
    "minutes.opened": _l("Mở biên bản để soạn"),
    "minutes.written": _l("Soạn biên bản (không ghi nội dung)"),
    "minutes.circulated": _l("Gửi biên bản xin góp ý"),
    "minutes.approved": _l("Duyệt biên bản"),
    "amendment.proposed": _l("Góp ý biên bản (không ghi nội dung)"),
    "amendment.accepted": _l("Nhận góp ý biên bản"),
    "amendment.refused": _l("Không nhận góp ý biên bản"),
}
ACTS_FOR = {
    "minutes.opened": _l("mở biên bản để soạn"),
    "minutes.written": _l("soạn biên bản"),
    "minutes.circulated": _l("gửi biên bản xin góp ý"),
    "minutes.approved": _l("duyệt biên bản"),
    "amendment.accepted": _l("nhận góp ý biên bản"),
    "amendment.refused": _l("trả lời góp ý biên bản"),
}
"""What a deputy did, after "ai, làm thay ai"."""

# State → its look, its icon, its words.
STATES = {
    MinutesState.DRAFT: ("c-todo", "edit", _l("Đang soạn")),
    MinutesState.CIRCULATED: ("c-soon", "send", _l("Đang xin góp ý")),
    MinutesState.APPROVED: ("c-done", "stamp", _l("Đã duyệt")),
}
AMENDMENTS = {
    AmendmentState.PENDING: ("c-soon", "clock", _l("Chờ trả lời")),
    AmendmentState.ACCEPTED: ("c-done", "check", _l("Đã nhận")),
    AmendmentState.REFUSED: ("c-late", "x", _l("Không nhận")),
}
PLACES = {
    TextPlace.OPENING: _l("Ghi chung đầu phiên họp"),
    TextPlace.ITEM: _l("Ý kiến thảo luận"),
    TextPlace.CLOSING: _l("Ghi chung cuối phiên họp"),
}
ORIGINS = {
    Origin.OPENED: _l("Mở biên bản"),
    Origin.TYPED: _l("Soạn"),
    Origin.MERGED: _l("Ghép lời hai người"),
    Origin.AMENDMENT: _l("Nhận góp ý"),
}

PERMISSIONS = {
    MinutesPermission.READ: _l("Đọc biên bản đang soạn, xin góp ý hoặc đã duyệt"),
    MinutesPermission.EDIT: _l("Mở, soạn biên bản, gửi xin góp ý, trả lời góp ý"),
    MinutesPermission.READ_WORK: _l("Đọc mọi góp ý, các bản cũ của biên bản"),
    MinutesPermission.AMEND: _l("Góp ý biên bản"),
    MinutesPermission.APPROVE: _l("Duyệt biên bản"),
}
RULES = {policies.are_shown: _l("Biên bản đã gửi xin góp ý hoặc đã duyệt")}


def name_minutes_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)

"""Words of circulation ballots: refusals, deeds, rights, states."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from ecabinet.core.deed_words import Subject
from meetings.circulation import policies
from meetings.circulation.policies import CirculationPermission, OpinionPermission
from meetings.circulation.states import CirculationAct, CirculationState

MESSAGES = {
    "circulation.not_now": _l("Phiếu không còn ở bước này. Mời tải lại trang rồi xem lại."),
    "circulation.stale": _l("Đồng chí khác vừa sửa phiếu này. Mời xem lại rồi làm tiếp."),
    "circulation.draft": _l("Phiếu chưa gửi, chưa nhận ý kiến."),
    "circulation.closed": _l("Việc lấy ý kiến đã kết thúc, không nhận thêm ý kiến."),
    "circulation.published": _l("Kết quả đã công bố, không nhận thêm ý kiến."),
    "circulation.withdrawn": _l("Phiếu đã được rút, không cần trả lời."),
    "circulation.too_late": _l(
        "Đã quá hạn trả lời, ý kiến không được ghi nhận. Mời liên hệ thư ký nếu cần gia hạn."
    ),
    "circulation.by_name": _l(
        "Phiếu lấy ý kiến là phiếu ghi tên. Cần bỏ phiếu kín thì mời tổ chức tại phiên họp."
    ),
    "circulation.joined": _l(
        "Ý kiến đã được đếm chung với biểu quyết tại phiên họp, không nhận thêm ý kiến."
    ),
    "circulation.due_in_past": _l("Hạn trả lời phải sau lúc này."),
    "circulation.not_later": _l("Hạn mới phải sau hạn cũ và sau lúc này."),
    "circulation.time_left": _l(
        "Chưa hết hạn và còn %(count)s người chưa trả lời. Khi đủ ý kiến thì kết thúc sớm được."
    ),
    "circulation.nobody_asked": _l("Chưa có ai để hỏi. Mời chọn người hoặc chức vụ."),
    "circulation.person_unknown": _l("Có người không còn làm việc. Mời chọn lại."),
    "circulation.no_unit": _l("Đơn vị này không còn hoạt động. Mời chọn đơn vị khác."),
}

SUBJECTS = {"circulation": Subject(_l("Phiếu lấy ý kiến"))}
DEEDS = {
    "circulation.created": _l("Soạn phiếu lấy ý kiến"),
    "circulation.changed": _l("Sửa phiếu lấy ý kiến"),
    "circulation.sent": _l("Gửi phiếu lấy ý kiến"),
    "circulation.answered": _l("Trả lời phiếu lấy ý kiến (không ghi nội dung)"),
    "circulation.extended": _l("Gia hạn phiếu lấy ý kiến"),
    "circulation.closed": _l("Kết thúc lấy ý kiến"),
    "circulation.joined": _l("Đếm chung phiếu lấy ý kiến với biểu quyết tại phiên họp"),
    "circulation.released": _l("Thôi đếm chung phiếu lấy ý kiến, biểu quyết đã hủy"),
    "circulation.published": _l("Công bố kết quả lấy ý kiến"),
    "circulation.withdrawn": _l("Rút phiếu lấy ý kiến"),
    "circulation.reminded": _l("Nhắc cho ý kiến"),
    "circulation.exported": _l("Tải phiếu hoặc kết quả lấy ý kiến về máy"),
}

# State → its words, its icon, its look.
STATES = {
    CirculationState.DRAFT: (_l("Đang soạn"), "edit", "c-todo"),
    CirculationState.SENT: (_l("Đang lấy ý kiến"), "send", "c-run"),
    CirculationState.CLOSED: (_l("Chờ công bố"), "lock", "c-soon"),
    CirculationState.JOINED: (_l("Đã đếm chung tại phiên họp"), "people", "c-done"),
    CirculationState.PUBLISHED: (_l("Đã công bố"), "check", "c-done"),
    CirculationState.WITHDRAWN: (_l("Đã rút"), "x", "c-open"),
}
ACTS = {
    CirculationAct.CHANGE: _l("Sửa phiếu"),
    CirculationAct.SEND: _l("Gửi phiếu"),
    CirculationAct.ANSWER: _l("Cho ý kiến"),
    CirculationAct.EXTEND: _l("Gia hạn trả lời"),
    CirculationAct.CLOSE: _l("Kết thúc"),
    CirculationAct.PUBLISH: _l("Công bố kết quả"),
    CirculationAct.WITHDRAW: _l("Rút phiếu"),
    CirculationAct.JOIN: _l("Đếm chung với biểu quyết tại phiên họp"),
    CirculationAct.RELEASE: _l("Thôi đếm chung: biểu quyết đã hủy"),
}

PERMISSIONS = {
    CirculationPermission.CREATE: _l("Soạn phiếu lấy ý kiến của đơn vị"),
    CirculationPermission.READ: _l("Xem phiếu lấy ý kiến"),
    CirculationPermission.RUN: _l("Gửi, gia hạn, kết thúc, công bố, rút phiếu lấy ý kiến"),
    CirculationPermission.ADD_PAPERS: _l("Đính kèm tài liệu vào phiếu lấy ý kiến"),
    CirculationPermission.ANSWER: _l("Trả lời phiếu lấy ý kiến"),
    CirculationPermission.READ_ANSWERS: _l("Theo dõi ai đã trả lời, trả lời thế nào"),
    CirculationPermission.READ_RESULT: _l("Xem kết quả lấy ý kiến"),
    OpinionPermission.READ: _l("Đọc tệp kèm ý kiến"),
    OpinionPermission.ADD_FILE: _l("Gửi tệp kèm ý kiến của mình"),
}
RULES = {
    policies.keeps_unit: _l("Giữ chức vụ thư ký của đơn vị"),
    policies.keeps: _l("Giữ chức vụ thư ký của đơn vị gửi phiếu"),
    policies.tracks: _l("Được giao theo dõi phiếu"),
    policies.was_asked: _l("Có tên trong danh sách lấy ý kiến đã gửi"),
    policies.is_draft: _l("Phiếu chưa gửi"),
    policies.is_counted: _l("Phiếu đã kiểm"),
    policies.is_published: _l("Kết quả đã công bố"),
    policies.is_own: _l("Là ý kiến của mình"),
    policies.is_open: _l("Phiếu còn nhận ý kiến"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)

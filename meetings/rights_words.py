"""Rights of meetings in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import powers, rules
from meetings import policies
from meetings.policies import BallotPermission, BodyPermission, ItemPermission, MeetingPermission

NAMES = {
    MeetingPermission.READ: _l("Biết phiên họp, vào phòng họp"),
    MeetingPermission.PLAN: _l("Chuẩn bị phiên họp"),
    MeetingPermission.CALL: _l("Mời họp"),
    MeetingPermission.RUN: _l("Điều hành phiên họp"),
    MeetingPermission.CHECK_IN: _l("Điểm danh cho mình"),
    MeetingPermission.CHECK_IN_OTHERS: _l("Điểm danh cho người khác"),
    MeetingPermission.READ_VOTES: _l("Xem biểu quyết và kết luận đã giao"),
    MeetingPermission.READ_DRAFTS: _l("Xem dự thảo kết luận"),
    MeetingPermission.CONCLUDE: _l("Ghi kết luận"),
    MeetingPermission.ISSUE: _l("Giao nhiệm vụ từ kết luận"),
    MeetingPermission.READ_MINUTES: _l("Đọc biên bản"),
    ItemPermission.READ: _l("Đọc nội dung họp"),
    ItemPermission.ANNOTATE: _l("Ghi chú trên lớp phiên họp"),
    ItemPermission.UPLOAD: _l("Tải tài liệu của nội dung họp"),
    BallotPermission.READ: _l("Xem phiếu của mình"),
    BallotPermission.CAST: _l("Bỏ phiếu"),
    BodyPermission.CREATE_MEETING: _l("Lập phiên họp của đơn vị"),
}
RULES = {
    policies.holds_secretary_office: _l("Giữ chức vụ thư ký của cơ quan họp"),
    policies.sits_as_secretary: _l("Là thư ký của phiên họp"),
    policies.chairs: _l("Chủ trì phiên họp"),
    policies.has_seat: _l("Có tên trong danh sách dự"),
    policies.was_called: _l("Đã mời họp"),
    policies.is_not_over: _l("Phiên họp chưa kết thúc"),
    policies.is_more_than_guest: _l("Không phải khách mời của riêng từng nội dung"),
    policies.is_invited_for: _l("Được mời riêng cho nội dung này"),
    policies.sees_vote: _l("Có tên dự họp, không phải khách, và biểu quyết đã mở"),
    policies.is_entitled: _l("Có mặt với quyền biểu quyết khi biểu quyết mở"),
    policies.creates_for: _l("Giữ chức vụ thư ký của đơn vị"),
}
ACTS = {
    "meeting.created": _l("lập phiên họp"),
    "meeting.changed": _l("sửa thông tin phiên họp"),
    "meeting.cancelled": _l("hủy phiên họp"),
    "meeting.called": _l("mời họp"),
    "agenda_item.added": _l("thêm nội dung họp"),
    "agenda_item.changed": _l("sửa nội dung họp"),
    "agenda_item.removed": _l("bỏ nội dung họp"),
    "agenda.reordered": _l("xếp lại chương trình"),
    "agenda_item.pushed": _l("chuyển nội dung họp"),
    "participants.invited": _l("thêm người dự"),
    "participant.removed": _l("đưa người khỏi danh sách dự"),
    "attendance.arrived": _l("điểm danh"),
    "attendance.left": _l("ghi người rời phòng"),
    "session.opened": _l("mở phiên họp"),
    "session.paused": _l("tạm dừng phiên họp"),
    "session.resumed": _l("họp tiếp"),
    "session.closed": _l("kết thúc phiên họp"),
    "vote.prepared": _l("chuẩn bị biểu quyết"),
    "vote.opened": _l("mở biểu quyết"),
    "vote.closed": _l("đóng biểu quyết"),
    "conclusion.recorded": _l("ghi kết luận"),
    "conclusion.edited": _l("sửa kết luận"),
    "conclusions.issued": _l("giao nhiệm vụ từ kết luận"),
}
"""What a deputy did in a meeting, after "ai, làm thay ai"."""

POWERS = {
    "sessions": (
        _l("Chuẩn bị và điều hành phiên họp"),
        _l("Lập, mời, mở, điều hành phiên họp; ghi kết luận, giao nhiệm vụ. Không gồm bỏ phiếu."),
    ),
    "session_papers": (
        _l("Đọc tài liệu phiên họp"),
        _l("Xem chương trình, tài liệu và ghi chú chung của các phiên họp có tham dự."),
    ),
}


def name_rights() -> None:
    """Give permissions, rules and powers their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    powers.name_powers(POWERS)

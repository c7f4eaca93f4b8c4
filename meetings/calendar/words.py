"""Words of calendars: what things are called, refusals, deeds, rights."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import powers, rules
from ecabinet.core.deed_words import Subject
from meetings.calendar import policies
from meetings.calendar.policies import LinePermission, WeekPermission
from meetings.calendar.states import Half, LineKind, LineState, Secrets, WeekState

WEEKDAYS = (
    _l("Thứ Hai"), _l("Thứ Ba"), _l("Thứ Tư"), _l("Thứ Năm"), _l("Thứ Sáu"), _l("Thứ Bảy"),
    _l("Chủ nhật"),
)  # fmt: skip
HALVES = {Half.MORNING: _l("Sáng"), Half.AFTERNOON: _l("Chiều")}
KINDS = {
    LineKind.MEETING: (_l("Họp"), "meeting"),
    LineKind.WORK: (_l("Làm việc"), "clip"),
    LineKind.TRIP: (_l("Đi công tác"), "away"),
    LineKind.RECEPTION: (_l("Tiếp khách, tiếp dân"), "guest"),
    LineKind.DUTY: (_l("Trực"), "shield"),
}
SECRETS = {
    Secrets.BUSY: _l("Hiện là “Bận”, không tên, không địa điểm"),
    Secrets.HIDDEN: _l("Không đưa vào lịch"),
}
# State → its words, its icon, its look.
WEEK_STATES = {
    WeekState.COMPILING: (_l("Đang tổng hợp"), "edit", "c-todo"),
    WeekState.SUBMITTED: (_l("Chờ duyệt"), "clock", "c-soon"),
    WeekState.PUBLISHED: (_l("Đã công bố"), "check", "c-done"),
}
LINE_STATES = {
    LineState.PROPOSED: (_l("Đơn vị đăng ký, chờ xem xét"), "inbox", "c-open"),
    LineState.ACCEPTED: (_l("Đã đưa vào lịch"), "check", "c-done"),
    LineState.DECLINED: (_l("Không đưa vào lịch"), "x", "c-todo"),
    LineState.REMOVED: (_l("Đã rút"), "minus", "c-todo"),
}
FIELDS = {
    "day": _l("ngày"),
    "half": _l("buổi"),
    "starts": _l("giờ bắt đầu"),
    "ends": _l("giờ kết thúc"),
    "content": _l("nội dung"),
    "leaders": _l("lãnh đạo"),
    "participants": _l("thành phần"),
    "place": _l("địa điểm"),
    "preparing": _l("chuẩn bị"),
    "note": _l("ghi chú"),
    "cancelled": _l("đã hủy"),
}

MESSAGES = {
    "work_week.other_day": _l("Ngày này không thuộc tuần đang lập. Mời chọn ngày trong tuần."),
    "work_week.ends_before_start": _l("Giờ kết thúc phải sau giờ bắt đầu."),
    "work_week.person_twice": _l("Một người được chọn hai lần."),
    "work_week.unknown_person": _l("Có người không tìm thấy, hoặc đã nghỉ công tác."),
    "work_week.unknown_unit": _l("Đơn vị này không còn hoạt động trong tuần ấy."),
    "work_week.submitted": _l("Lịch tuần đang chờ duyệt nên chưa sửa được. Mời đợi duyệt xong."),
    "work_week.over": _l("Tuần này đã qua, lịch được giữ nguyên."),
    "work_week.too_many": _l("Lịch một tuần có nhiều nhất %(most)s việc."),
    "work_week.line_gone": _l("Việc này không còn trong lịch. Mời mở lại trang."),
    "work_week.line_decided": _l("Đăng ký này đã được xem xét rồi."),
    "work_week.no_meeting": _l("Việc này không theo phiên họp nào."),
    "work_week.no_calendar": _l("Cơ quan này chưa lập lịch công tác tuần."),
    "work_week.no_reason": _l("Mời ghi lý do."),
    "work_week.not_now": _l("Lịch tuần vừa có người xử lý. Mời xem lại."),
    "work_week.proposals_wait": _l("Còn đăng ký của đơn vị chưa xem xét. Mời xem xét rồi trình."),
    "work_week.empty": _l("Lịch chưa có việc nào để trình."),
    "work_week.nothing_new": _l("Lịch không khác bản đã công bố, không cần trình lại."),
    "calendar.too_long": _l("Mời chọn khoảng nhiều nhất %(most)s ngày, ngày cuối sau ngày đầu."),
    "calendar_feed.own_only": _l("Chỉ chính đồng chí, trên trình duyệt, đặt được lịch của mình."),
}

SUBJECTS = {
    "work_week": Subject(_l("Lịch công tác tuần")),
    "calendar_feed": Subject(_l("Địa chỉ lịch cá nhân")),
}
DEEDS = {
    "work_week.begun": _l("Lập lịch công tác tuần"),
    "work_week.meeting_linked": _l("Đưa phiên họp vào lịch tuần"),
    "work_week.line_added": _l("Thêm việc vào lịch tuần"),
    "work_week.line_changed": _l("Sửa việc trong lịch tuần"),
    "work_week.line_removed": _l("Bỏ việc khỏi lịch tuần"),
    "work_week.line_refreshed": _l("Cập nhật lịch tuần theo phiên họp"),
    "work_week.line_proposed": _l("Đăng ký lịch công tác"),
    "work_week.line_decided": _l("Xem xét đăng ký lịch"),
    "work_week.line_withdrawn": _l("Rút đăng ký lịch"),
    "work_week.submitted": _l("Trình duyệt lịch tuần"),
    "work_week.returned": _l("Trả lại lịch tuần"),
    "work_week.published": _l("Duyệt, công bố lịch tuần"),
    "work_week.downloaded": _l("Mở hoặc tải lịch tuần"),
    "calendar_feed.renewed": _l("Tạo địa chỉ lịch cá nhân"),
    "calendar_feed.set": _l("Đặt cách hiện việc mật trong lịch cá nhân"),
    "calendar_feed.ended": _l("Tắt địa chỉ lịch cá nhân"),
}

NAMES = {
    WeekPermission.READ: _l("Xem lịch công tác tuần đã công bố"),
    WeekPermission.READ_DRAFT: _l("Xem lịch tuần đang lập"),
    WeekPermission.PROPOSE: _l("Đăng ký lịch công tác"),
    WeekPermission.COMPILE: _l("Tổng hợp lịch công tác tuần"),
    WeekPermission.APPROVE: _l("Duyệt, công bố lịch công tác tuần"),
    LinePermission.READ_OWN: _l("Xem đăng ký lịch của đơn vị mình"),
    LinePermission.WITHDRAW: _l("Rút đăng ký lịch của đơn vị mình"),
}
RULES = {
    policies.compiles: _l("Là thư ký hoặc văn thư của cơ quan có lịch"),
    policies.approves: _l("Là lãnh đạo của cơ quan có lịch"),
    policies.reads_published: _l("Đang giữ chức vụ, và lịch đã công bố"),
    policies.proposes: _l("Là thư ký, văn thư hoặc lãnh đạo một đơn vị"),
    policies.proposed_it: _l("Là thư ký, văn thư hoặc lãnh đạo đơn vị đã đăng ký"),
}
POWERS = {
    "work_weeks": (
        _l("Lập và duyệt lịch công tác tuần"),
        _l("Tổng hợp, duyệt, công bố lịch tuần của cơ quan; đăng ký lịch của đơn vị."),
    ),
}


def name_rights() -> None:
    """Give permissions, rules and the power their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    powers.name_powers(POWERS)

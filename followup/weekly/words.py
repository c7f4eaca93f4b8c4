"""Words of weekly plans and reports: refusals, rights, rules, deeds."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject
from followup.weekly import policies
from followup.weekly.policies import WeeklyPermission

MESSAGES = {
    "weekly_sheet.not_begun": _l(
        "Tuần này chưa bắt đầu nên chưa báo cáo được. Mời chọn tuần khác."
    ),
    "weekly_sheet.too_far": _l(
        "Chỉ lập kế hoạch trước nhiều nhất bốn tuần. Mời chọn tuần gần hơn."
    ),
    "weekly_sheet.unit_closed": _l("Đơn vị này không còn hoạt động."),
    "weekly_sheet.other_day": _l("Có ngày không thuộc tuần này. Mời chọn ngày trong tuần."),
    "weekly_sheet.last_before_first": _l("Ngày cuối phải từ ngày đầu trở đi."),
    "weekly_sheet.twice": _l("Một việc xuất hiện hai lần. Mời mở lại trang rồi sửa."),
    "weekly_sheet.too_many": _l("Một bản có nhiều nhất %(most)s việc."),
    "weekly_sheet.empty": _l("Chưa có việc nào để gửi. Mời thêm việc trước."),
    "weekly_sheet.no_outcome": _l("Còn việc chưa ghi mức độ hoàn thành. Mời chọn cho từng việc."),
    "weekly_sheet.no_reason": _l("Việc chưa xong cần ghi lý do. Mời ghi rồi gửi."),
    "weekly_sheet.is_draft": _l("Bản này đang được soạn, chưa gửi."),
    "weekly_sheet.is_sent": _l("Bản này đã gửi nên không sửa được. Mời lập bản điều chỉnh."),
    "weekly_sheet.is_returned": _l("Bản này đã được trả lại người lập."),
    "weekly_sheet.not_below": _l("Bản này không gửi cho đơn vị trong tuần này."),
    "weekly_sheet.line_gone": _l("Có việc không còn trong bản mới nhất. Mời mở lại trang."),
    "weekly_sheet.gathers_nothing": _l("Chỉ bản của đơn vị mới tổng hợp từ bản khác."),
    "weekly_sheet.nobody_missing": _l("Mọi người đã gửi, không cần nhắc ai."),
    "weekly_sheet.making": _l("Tệp đang được lập, mời đợi vài giây."),
}
NAMES = {
    WeeklyPermission.READ: _l("Xem kế hoạch, báo cáo tuần"),
    WeeklyPermission.WRITE: _l("Soạn kế hoạch, báo cáo tuần"),
    WeeklyPermission.SEND: _l("Gửi, điều chỉnh kế hoạch, báo cáo tuần"),
    WeeklyPermission.RETURN: _l("Trả lại kế hoạch, báo cáo tuần"),
    WeeklyPermission.ISSUE: _l("Lập văn bản từ kế hoạch, báo cáo tuần đã gửi"),
    WeeklyPermission.REMIND: _l("Tổng hợp và nhắc gửi kế hoạch, báo cáo tuần"),
}
RULES = {
    policies.is_its_writer: _l("Là người lập"),
    policies.writes_here: _l("Là người lập, đang giữ chức vụ ở đơn vị"),
    policies.sits_at_its_desk: _l("Là lãnh đạo, thư ký hoặc văn thư của đơn vị có bản tuần"),
    policies.sits_where_it_was_sent: _l(
        "Là lãnh đạo, thư ký hoặc văn thư của đơn vị, và bản của đơn vị đã gửi"
    ),
    policies.leads_its_unit: _l("Là lãnh đạo của đơn vị có bản tuần"),
    policies.gathers_it: _l("Là lãnh đạo, thư ký hoặc văn thư của đơn vị nhận bản đã gửi"),
    policies.works_where_it_holds: _l("Đang giữ chức vụ ở đơn vị, và bản của đơn vị đã gửi"),
}
SUBJECTS = {"weekly_sheet": Subject(_l("Kế hoạch, báo cáo tuần"))}
DEEDS = {
    "weekly_sheet.begun": _l("Lập kế hoạch, báo cáo tuần"),
    "weekly_sheet.written": _l("Soạn kế hoạch, báo cáo tuần"),
    "weekly_sheet.sent": _l("Gửi kế hoạch, báo cáo tuần"),
    "weekly_sheet.returned": _l("Trả lại kế hoạch, báo cáo tuần"),
    "weekly_sheet.taken_up": _l("Điều chỉnh kế hoạch, báo cáo tuần đã gửi"),
    "weekly_sheet.gathered": _l("Tổng hợp việc vào kế hoạch, báo cáo tuần của đơn vị"),
    "weekly_sheet.reminded": _l("Nhắc gửi kế hoạch, báo cáo tuần"),
    "weekly_sheet.downloaded": _l("Mở hoặc tải kế hoạch, báo cáo tuần"),
}

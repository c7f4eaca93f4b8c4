"""Words of reports: refusals, rights, rules, deeds."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject
from followup.reporting import policies
from followup.reporting.policies import ReportPermission

MESSAGES = {
    "task_report.too_many": _l("Đơn vị đã có %(most)s mẫu báo cáo. Mời ngừng dùng bớt mẫu cũ."),
    "task_report.retired": _l("Mẫu báo cáo này đã ngừng dùng."),
    "task_report.no_columns": _l("Mời chọn ít nhất một cột, hoặc bỏ danh mục nhiệm vụ."),
    "task_report.too_wide": _l(
        "Khổ đứng chỉ đủ chỗ cho %(most)s cột. Mời bớt cột hoặc chọn khổ ngang."
    ),
    "task_report.scope_unknown": _l("Không báo cáo được theo lựa chọn này. Mời chọn lại."),
    "task_report.no_signer": _l("Người ký phải là lãnh đạo của đơn vị báo cáo."),
    "task_report.not_scheduled": _l("Chỉ báo cáo tuần, tháng, quý mới tự lập theo lịch."),
    "task_report.not_begun": _l("Kỳ này chưa bắt đầu. Mời chọn kỳ khác."),
    "task_report.no_span": _l("Ngày cuối phải từ ngày đầu trở đi."),
    "task_report.too_long": _l(
        "Kỳ này có hơn %(most)s nhiệm vụ. Mời thu hẹp phạm vi hoặc chia thành nhiều báo cáo."
    ),
    "task_report.has_document": _l(
        "Đã lập văn bản từ số liệu này. Mời bỏ dự thảo văn bản trước; văn bản đã phát hành thì giữ."
    ),
    "task_report.making": _l("Báo cáo đang được lập, mời đợi vài giây."),
}
NAMES = {
    ReportPermission.READ: _l("Xem báo cáo nhiệm vụ của đơn vị"),
    ReportPermission.CREATE: _l("Lập mẫu báo cáo nhiệm vụ của đơn vị"),
    ReportPermission.CHANGE: _l("Sửa, ngừng dùng mẫu báo cáo nhiệm vụ"),
    ReportPermission.FREEZE: _l("Chốt số liệu báo cáo nhiệm vụ"),
    ReportPermission.DISCARD: _l("Bỏ số liệu báo cáo đã chốt, chưa lập văn bản"),
}
RULES = {
    policies.works_at_the_body: _l(
        "Là chuyên viên theo dõi, thư ký, văn thư hoặc lãnh đạo của đơn vị báo cáo"
    ),
    policies.tracks_for_the_body: _l("Là chuyên viên theo dõi của đơn vị báo cáo"),
}
SUBJECTS = {"task_report": Subject(_l("Báo cáo nhiệm vụ"))}
DEEDS = {
    "task_report.created": _l("Lập mẫu báo cáo nhiệm vụ"),
    "task_report.changed": _l("Sửa mẫu báo cáo nhiệm vụ"),
    "task_report.retired": _l("Ngừng dùng mẫu báo cáo nhiệm vụ"),
    "task_report.asked": _l("Yêu cầu chốt số liệu báo cáo nhiệm vụ"),
    "task_report.scheduled": _l("Tự chốt số liệu báo cáo nhiệm vụ theo lịch"),
    "task_report.frozen": _l("Chốt xong số liệu báo cáo nhiệm vụ"),
    "task_report.discarded": _l("Bỏ số liệu báo cáo nhiệm vụ đã chốt"),
    "task_report.downloaded": _l("Tải báo cáo nhiệm vụ về máy"),
}

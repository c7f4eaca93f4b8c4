"""Rights of follow-up in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import powers, rules
from followup import evidence, policies
from followup.policies import DirectivePermission, TaskPermission

NAMES = {
    TaskPermission.READ: _l("Đọc nhiệm vụ"),
    TaskPermission.RECEIVE: _l("Tiếp nhận nhiệm vụ"),
    TaskPermission.REFUSE: _l("Từ chối nhận nhiệm vụ"),
    TaskPermission.ASSIGN: _l("Giao cán bộ thực hiện"),
    TaskPermission.REPORT: _l("Báo cáo tiến độ"),
    TaskPermission.ACCEPT: _l("Chấp nhận và đánh giá kết quả"),
    TaskPermission.RETURN: _l("Trả lại làm tiếp"),
    TaskPermission.ACKNOWLEDGE: _l("Xác nhận đã nhận để phối hợp hoặc để biết"),
    TaskPermission.SUSPEND: _l("Tạm dừng nhiệm vụ"),
    TaskPermission.RESUME: _l("Cho làm tiếp nhiệm vụ"),
    TaskPermission.CANCEL: _l("Hủy nhiệm vụ"),
    DirectivePermission.READ: _l("Đọc sổ văn bản chỉ đạo"),
    DirectivePermission.REGISTER: _l("Đăng ký văn bản chỉ đạo"),
}
RULES = {
    policies.is_tracking_officer: _l("Là chuyên viên theo dõi"),
    policies.is_supervisor: _l("Là lãnh đạo chỉ đạo nhiệm vụ"),
    policies.is_issuer: _l("Là người giao nhiệm vụ"),
    policies.is_assignee: _l("Là cán bộ được giao thực hiện"),
    policies.opens_lead_inbox: _l("Là văn thư hoặc lãnh đạo đơn vị chủ trì"),
    policies.opens_other_inbox: _l("Là văn thư hoặc lãnh đạo đơn vị phối hợp hay nhận để biết"),
    policies.is_colleague: _l("Đang giữ một chức vụ"),
    policies.keeps_the_register: _l("Là chuyên viên theo dõi, thư ký hoặc văn thư"),
    evidence.is_author: _l("Là người lập báo cáo"),
    evidence.is_undecided: _l("Báo cáo chưa được quyết định"),
    evidence.nobody: _l("Không ai được làm"),
}
POWERS = {
    "tasks": (
        _l("Theo dõi, giao và báo cáo nhiệm vụ"),
        _l("Đọc, tiếp nhận, giao cán bộ, báo cáo, đánh giá và đôn đốc các nhiệm vụ của mình."),
    ),
    "register": (
        _l("Đăng ký văn bản chỉ đạo"),
        _l("Đọc sổ và vào sổ văn bản chỉ đạo mới."),
    ),
}


def name_rights() -> None:
    """Give permissions, rules and powers their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    powers.name_powers(POWERS)

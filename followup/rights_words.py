"""Rights of follow-up in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import powers, rules
from followup import chase_policies, evidence, issue_policies, policies
from followup.chase_policies import ChasePermission
from followup.exchange import policies as exchange
from followup.exchange.policies import MessagePermission
from followup.importing import words as importing
from followup.issue_policies import UnitTaskPermission
from followup.policies import DirectivePermission, TaskPermission
from followup.proposals import words as proposals
from followup.reporting import words as reporting
from followup.weekly import words as weekly

NAMES = {
    TaskPermission.READ: _l("Đọc nhiệm vụ"),
    TaskPermission.RECEIVE: _l("Tiếp nhận nhiệm vụ"),
    TaskPermission.REFUSE: _l("Từ chối nhận nhiệm vụ"),
    TaskPermission.ASSIGN: _l("Giao cán bộ thực hiện"),
    TaskPermission.REPORT: _l("Báo cáo tiến độ"),
    TaskPermission.ACCEPT: _l("Chấp nhận và đánh giá kết quả"),
    TaskPermission.RETURN: _l("Trả lại làm tiếp"),
    TaskPermission.RETURN_PERIOD: _l("Trả lại báo cáo của một kỳ"),
    TaskPermission.ACKNOWLEDGE: _l("Xác nhận đã nhận để phối hợp hoặc để biết"),
    TaskPermission.SUSPEND: _l("Tạm dừng nhiệm vụ"),
    TaskPermission.RESUME: _l("Cho làm tiếp nhiệm vụ"),
    TaskPermission.CANCEL: _l("Hủy nhiệm vụ"),
    TaskPermission.DISCUSS: _l("Trao đổi về nhiệm vụ"),
    MessagePermission.READ: _l("Đọc lời trao đổi"),
    MessagePermission.WITHDRAW: _l("Rút lại lời trao đổi"),
    MessagePermission.ASK_AGAIN: _l("Hỏi lại khi chưa rõ"),
    TaskPermission.EXTEND: _l("Xin gia hạn"),
    TaskPermission.DECIDE_EXTENSION: _l("Quyết định việc gia hạn"),
    TaskPermission.REASSIGN: _l("Chuyển cho đơn vị khác chủ trì"),
    TaskPermission.INSIST: _l("Giao lại đơn vị đã từ chối"),
    TaskPermission.CHASE: _l("Đôn đốc đơn vị chủ trì"),
    ChasePermission.READ: _l("Xem lần đôn đốc"),
    ChasePermission.SEE_DRAFT: _l("Xem dự thảo công văn đôn đốc"),
    TaskPermission.SET_PART: _l("Giao phần việc cho đơn vị phối hợp"),
    TaskPermission.ASSIGN_PART: _l("Giao cán bộ làm phần việc phối hợp"),
    TaskPermission.REPORT_PART: _l("Báo cáo phần việc phối hợp"),
    TaskPermission.SPLIT: _l("Tách nhiệm vụ con"),
    TaskPermission.CONSULT: _l("Xin ý kiến về nhiệm vụ"),
    TaskPermission.AMEND: _l("Sửa nhiệm vụ đã giao, thêm bớt đơn vị phối hợp"),
    TaskPermission.MOVE_DUE: _l("Đổi hạn nhiệm vụ"),
    UnitTaskPermission.ISSUE: _l("Giao nhiệm vụ cho đơn vị"),
    DirectivePermission.READ: _l("Đọc sổ văn bản chỉ đạo"),
    DirectivePermission.REGISTER: _l("Đăng ký, sửa văn bản chỉ đạo"),
}
RULES = {
    policies.is_tracking_officer: _l("Là chuyên viên theo dõi"),
    policies.is_supervisor: _l("Là lãnh đạo chỉ đạo nhiệm vụ"),
    policies.is_issuer: _l("Là người giao nhiệm vụ"),
    policies.is_assignee: _l("Là cán bộ được giao thực hiện"),
    policies.asked_by_another: _l("Không phải người xin gia hạn"),
    policies.opens_lead_inbox: _l("Là văn thư hoặc lãnh đạo đơn vị chủ trì"),
    policies.opens_other_inbox: _l(
        "Là văn thư hoặc lãnh đạo đơn vị phối hợp, nhận để biết hay đã thôi chủ trì"
    ),
    policies.opens_coordinating_inbox: _l("Là văn thư hoặc lãnh đạo đơn vị phối hợp"),
    policies.is_part_official: _l("Là cán bộ được đơn vị phối hợp giao phần việc"),
    policies.is_consulted: _l("Được xin ý kiến về nhiệm vụ"),
    policies.is_colleague: _l("Đang giữ một chức vụ"),
    policies.keeps_the_register: _l("Là chuyên viên theo dõi, thư ký hoặc văn thư"),
    chase_policies.works_at_the_body: _l(
        "Là văn thư, lãnh đạo, thư ký hoặc chuyên viên theo dõi của cơ quan đôn đốc"
    ),
    chase_policies.reads_a_task: _l("Đọc được một nhiệm vụ được đôn đốc"),
    issue_policies.issues_for_all: _l("Là chuyên viên theo dõi hoặc thư ký"),
    issue_policies.leads_here_or_above: _l("Là lãnh đạo đơn vị đó hoặc đơn vị cấp trên"),
    evidence.is_author: _l("Là người lập báo cáo"),
    evidence.is_undecided: _l("Báo cáo chưa được quyết định"),
    evidence.nobody: _l("Không ai được làm"),
    exchange.is_for_all: _l("Lời trao đổi chung"),
    exchange.is_author: _l("Là người viết"),
    exchange.is_addressee: _l("Là người nhận lời nhắn riêng"),
    exchange.stands: _l("Chưa bị rút lại"),
    exchange.is_answered_question: _l("Là câu hỏi đã có trả lời"),
}
POWERS = {
    "tasks": (
        _l("Theo dõi, giao và báo cáo nhiệm vụ"),
        _l("Đọc, tiếp nhận, giao cán bộ, báo cáo, đánh giá và đôn đốc các nhiệm vụ của mình."),
    ),
    "register": (
        _l("Đăng ký văn bản chỉ đạo"),
        _l("Đọc sổ, vào sổ, sửa và bỏ văn bản vào sổ nhầm."),
    ),
}


def name_rights() -> None:
    """Give permissions, rules and powers their words."""
    rules.name_permissions(
        NAMES | reporting.NAMES | weekly.NAMES | proposals.NAMES | importing.NAMES
    )
    rules.name_rules(RULES | reporting.RULES | weekly.RULES | proposals.RULES | importing.RULES)
    powers.name_powers(POWERS | proposals.POWERS)

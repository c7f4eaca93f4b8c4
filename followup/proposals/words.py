"""Words of proposals: refusals, rights, rules, deeds."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject
from followup.proposals import policies
from followup.proposals.access import KIND
from followup.proposals.policies import ProposalPermission

MESSAGES = {
    "proposal.wrong_state": _l(
        "Đề xuất đang ở bước khác, không còn làm được việc này. Mời xem lại."
    ),
    "proposal.day_in_past": _l("Ngày này đã qua. Mời chọn từ hôm nay trở đi."),
    "proposal.asks_own_unit": _l("Không xin ý kiến chính đơn vị mình. Mời chọn đơn vị khác."),
    "proposal.asked_already": _l("Đang chờ ý kiến nơi này, không hỏi hai lần."),
    "proposal.answered": _l("Ý kiến này đã được gửi, không gửi lại được."),
    "proposal.not_asked_any_more": _l("Người đề xuất đã thôi lấy ý kiến."),
    "proposal.opinion_without_words": _l("Mời ghi rõ nội dung góp ý hoặc lý do không nhất trí."),
    "proposal.no_decider": _l("Chưa có lãnh đạo đơn vị nào để trình. Mời báo người quản trị."),
    "proposal.unit_out_of_reach": _l(
        "Không trình được đơn vị này. Mời chọn trong các đơn vị cấp trên."
    ),
    "proposal.decider_unknown": _l("Người này không lãnh đạo đơn vị được chọn."),
    "proposal.not_approved": _l("Đề xuất chưa được đồng ý."),
    "proposal.too_many_files": _l("Mỗi lần gửi được nhiều nhất %(most)s tệp."),
}
NAMES = {
    ProposalPermission.READ: _l("Đọc đề xuất"),
    ProposalPermission.READ_OPINIONS: _l("Đọc ý kiến của mọi nơi về đề xuất"),
    ProposalPermission.CREATE: _l("Soạn đề xuất của đơn vị"),
    ProposalPermission.CHANGE: _l("Sửa đề xuất"),
    ProposalPermission.CONSULT: _l("Xin ý kiến về đề xuất"),
    ProposalPermission.ANSWER: _l("Cho ý kiến về đề xuất"),
    ProposalPermission.SUBMIT: _l("Trình đề xuất"),
    ProposalPermission.WITHDRAW: _l("Rút đề xuất"),
    ProposalPermission.DECIDE: _l("Quyết định đề xuất"),
    ProposalPermission.USE: _l("Biến đề xuất đã đồng ý thành việc"),
}
RULES = {
    policies.works_there: _l("Đang giữ chức vụ ở đơn vị đề xuất"),
    policies.is_drafter: _l("Là người soạn đề xuất"),
    policies.leads_the_unit: _l("Là lãnh đạo đơn vị đề xuất"),
    policies.is_asked: _l("Được xin ý kiến về đề xuất"),
    policies.is_decider: _l("Là lãnh đạo nơi đề xuất được trình"),
    policies.waits_for_decision: _l("Đề xuất đang chờ quyết định"),
    policies.made_by_another: _l("Không phải người soạn hay người trình đề xuất"),
    policies.leads_above: _l("Là lãnh đạo cấp trên, đề xuất đã trình ra ngoài đơn vị"),
    policies.serves_the_decider: _l("Là thư ký của đơn vị đã đồng ý đề xuất"),
    policies.is_editable: _l("Đề xuất còn sửa được"),
}
POWERS = {
    "proposals": (
        _l("Soạn, cho ý kiến và quyết định đề xuất"),
        _l("Đọc, soạn, trình, cho ý kiến và quyết định các đề xuất của mình và đơn vị mình."),
    ),
}
SUBJECTS = {KIND: Subject(_l("Đề xuất, kiến nghị"))}
DEEDS = {
    "proposal.drafted": _l("Soạn đề xuất"),
    "proposal.changed": _l("Sửa đề xuất"),
    "proposal.consulted": _l("Xin ý kiến về đề xuất"),
    "proposal.stopped": _l("Thôi lấy ý kiến về đề xuất"),
    "proposal.reminded": _l("Tự động nhắc cho ý kiến về đề xuất"),
    "proposal.advised": _l("Cho ý kiến về đề xuất"),
    "proposal.submitted": _l("Trình đề xuất"),
    "proposal.forwarded": _l("Trình tiếp đề xuất lên cấp trên"),
    "proposal.returned": _l("Trả lại đề xuất"),
    "proposal.refused": _l("Không đồng ý đề xuất"),
    "proposal.approved": _l("Đồng ý đề xuất"),
    "proposal.withdrawn": _l("Rút đề xuất"),
    "proposal.handed_over": _l("Chuyển đề xuất sang người giữ chức vụ mới"),
    "proposal.file_removed": _l("Bỏ tệp khỏi đề xuất"),
    "proposal.became": _l("Biến đề xuất thành việc"),
}

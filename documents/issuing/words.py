"""Words of official documents and of signing: refusals, deeds, rights, states, kinds."""

from flask_babel import lazy_gettext as _l

from documents.issuing import policies
from documents.issuing.policies import KeyPermission, OfficialPermission
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from documents.official.checking import LayoutRule
from ecabinet.core import rules
from ecabinet.core.deed_words import Subject

MESSAGES = {
    "official.not_now": _l("Văn bản vừa được xử lý, không làm được việc này nữa. Mời xem lại."),
    "official.drafted": _l("Đã có một dự thảo của văn bản này. Mời mở dự thảo đó."),
    "official.issued": _l("Văn bản này đã phát hành. Muốn sửa thì lập bản thay thế."),
    "official.facts_changed": _l(
        "Nội dung vừa thay đổi so với bản đồng chí đã xem. Mời xem lại rồi phát hành."
    ),
    "official.no_signer": _l(
        "Chưa có người ký: phiên họp cần có thư ký và người chủ trì trong danh sách."
    ),
    "official.no_file": _l("Văn bản đang được lập thành tệp, mời đợi vài giây."),
    "official.no_word": _l("Chỉ biên bản và thông báo kết luận có bản Word để sửa tiếp."),
    "official.session_open": _l("Văn bản này chỉ lập được sau khi phiên họp bế mạc."),
    "official.conclusions_open": _l(
        "Chưa có kết luận nào được ban hành, hoặc còn kết luận ở dạng dự thảo."
    ),
    "official.no_votes": _l("Phiên họp không có kết quả biểu quyết nào đã công bố."),
    "official.not_your_turn": _l("Chưa đến lượt đồng chí ký. Văn bản đang chờ %(name)s."),
    "official.signed_meanwhile": _l("Văn bản vừa có chữ ký khác. Chữ ký này chưa được ghi."),
    "official.sealed": _l("Cơ quan đã ký số văn bản này."),
    "official.on_paper": _l("Văn bản đã ký giấy, không ký số của cơ quan được."),
    "official.partly_signed": _l("Văn bản đã có chữ ký số, không chuyển sang ký giấy được."),
    "official.other_scan": _l("Bản chụp phải là tệp đã tải lên chính văn bản này."),
    "signing.no_key_file": _l("Tệp này không phải tệp khóa PKCS#12 (.p12, .pfx)."),
    "signing.no_key_chosen": _l("Mời chọn khóa để ký."),
    "signing.no_key": _l("Tệp khóa không có chứng thư số kèm khóa bí mật."),
    "signing.wrong_pin": _l("Mã PIN không đúng. Chưa ký gì cả."),
    "signing.pin_locked": _l("Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần."),
    "signing.no_token": _l("Không tìm thấy thiết bị ký của máy chủ. Mời báo người quản trị."),
    "signing.other_name": _l(
        "Chứng thư số này không mang đúng tên người ký hoặc cơ quan. Chưa ký gì cả."
    ),
    "signing.other_certificate": _l("Tệp khóa không còn đúng chứng thư số đã ghi. Chưa ký gì cả."),
    "signing.expired": _l("Chứng thư số đã hết hạn. Chưa ký gì cả."),
    "signing.not_yet_valid": _l("Chứng thư số chưa đến ngày có hiệu lực. Chưa ký gì cả."),
    "signing.not_for_signatures": _l("Chứng thư số này không được cấp để ký."),
    "signing.weak_key": _l("Khóa RSA ngắn hơn 2048 bit không đủ an toàn để ký."),
    "signing.no_place_to_sign": _l("Tệp không có chỗ cho chữ ký này."),
    "signing.no_timestamp": _l("Máy chủ cấp dấu thời gian không trả lời. Chưa ký gì cả."),
    "signing.key_known": _l("Chứng thư số này đã được lưu trong hệ thống."),
    "signing.key_removed": _l("Khóa này đã bị xóa."),
    "signing.key_lost": _l(
        "Không mở được khóa đã lưu vì khóa bí mật của hệ thống đã đổi. Mời tải tệp khóa lên lại."
    ),
}

SUBJECTS = {
    "official": Subject(_l("Văn bản phát hành")),
    "signing_key": Subject(_l("Khóa ký số")),
}
DEEDS = {
    "official.drafted": _l("Lập dự thảo văn bản"),
    "official.discarded": _l("Bỏ dự thảo văn bản"),
    "official.issued": _l("Phát hành văn bản"),
    "official.printed": _l("Lập tệp của văn bản đã cấp số"),
    "official.superseded": _l("Thay thế văn bản đã phát hành"),
    "official.signed": _l("Ký số văn bản"),
    "official.sealed": _l("Ký số của cơ quan trên văn bản"),
    "official.scan_filed": _l("Lưu bản chụp văn bản ký giấy"),
    "official.downloaded": _l("Tải văn bản phát hành về máy"),
    "signing_key.added": _l("Lưu khóa ký số"),
    "signing_key.removed": _l("Xóa khóa ký số"),
}

KINDS = {
    OfficialKind.INVITATION: _l("Giấy mời"),
    OfficialKind.ATTENDANCE: _l("Danh sách điểm danh"),
    OfficialKind.MINUTES: _l("Biên bản"),
    OfficialKind.NOTICE: _l("Thông báo kết luận"),
    OfficialKind.VOTE_RESULT: _l("Biên bản kiểm phiếu"),
    OfficialKind.CHASE: _l("Công văn đôn đốc"),
    OfficialKind.TASK_REPORT: _l("Báo cáo"),
    OfficialKind.ASSIGNMENT: _l("Phiếu giao việc"),
    OfficialKind.TRANSFER: _l("Phiếu chuyển"),
    OfficialKind.PROPOSAL_NOTICE: _l("Thông báo ý kiến về đề xuất"),
    OfficialKind.WEEKLY_PLAN: _l("Kế hoạch tuần"),
    OfficialKind.WEEKLY_REPORT: _l("Báo cáo tuần"),
}
# State → its words, its icon, its look.
STATES = {
    OfficialState.DRAFT: (_l("Dự thảo"), "edit", "c-todo"),
    OfficialState.ISSUING: (_l("Đang lập tệp"), "clock", "c-run"),
    OfficialState.ISSUED: (_l("Chờ ký"), "pen", "c-soon"),
    OfficialState.SIGNED: (_l("Đã ký"), "checkc", "c-done"),
    OfficialState.SUPERSEDED: (_l("Đã thay thế"), "x", "c-todo"),
}
SIGNER_STATES = {
    SignerState.WAITING: (_l("Chưa ký"), "clock", "c-todo"),
    SignerState.SIGNED: (_l("Đã ký số"), "checkc", "c-done"),
    SignerState.ON_PAPER: (_l("Ký giấy"), "pen", "c-done"),
}

RULE_WORDS = {
    LayoutRule.PAGE_SIZE: _l("Khổ giấy"),
    LayoutRule.MARGIN: _l("Lề"),
    LayoutRule.FACE: _l("Phông chữ"),
    LayoutRule.MOTTO: _l("Quốc hiệu, tiêu đề"),
    LayoutRule.ISSUER: _l("Tên cơ quan"),
    LayoutRule.NUMBER: _l("Số, ký hiệu"),
    LayoutRule.DATE: _l("Địa danh, ngày tháng"),
    LayoutRule.KIND: _l("Tên loại văn bản"),
    LayoutRule.BODY: _l("Cỡ chữ nội dung"),
    LayoutRule.RECIPIENTS: _l("Nơi nhận"),
    LayoutRule.PAGE_NUMBER: _l("Đánh số trang"),
}

PERMISSIONS = {
    OfficialPermission.READ: _l("Xem văn bản phát hành"),
    OfficialPermission.DRAFT: _l("Lập dự thảo văn bản"),
    OfficialPermission.DISCARD: _l("Bỏ dự thảo văn bản"),
    OfficialPermission.ISSUE: _l("Phát hành văn bản, cấp số"),
    OfficialPermission.SIGN: _l("Ký văn bản"),
    OfficialPermission.SEAL: _l("Ký số của cơ quan"),
    OfficialPermission.FILE_SCAN: _l("Lưu bản chụp văn bản ký giấy"),
    OfficialPermission.SUPERSEDE: _l("Lập văn bản thay thế"),
    KeyPermission.READ: _l("Biết khóa ký số"),
    KeyPermission.ADD_OF_UNIT: _l("Lưu khóa ký số của cơ quan"),
    KeyPermission.USE: _l("Ký bằng khóa"),
    KeyPermission.REMOVE: _l("Xóa khóa ký số"),
}
RULES = {
    policies.issues_for: _l("Là văn thư hoặc thư ký của đơn vị phát hành"),
    policies.keeps_the_seal: _l("Là văn thư hoặc thư ký của đơn vị phát hành văn bản"),
    policies.works_there: _l("Xem được sổ của đơn vị phát hành văn bản"),
    policies.is_to_sign: _l("Là người ký, văn bản đã phát hành"),
    policies.reads_the_subject: _l("Văn bản đã phát hành, và được xem phiên họp hoặc việc đó"),
    policies.is_cleared: _l("Được biết văn bản ở độ mật này"),
    policies.is_own_key: _l("Là khóa của chính mình"),
    policies.keeps_units_key: _l("Là văn thư hoặc thư ký của đơn vị có khóa"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)

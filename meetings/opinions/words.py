"""Words of written opinions: refusals, deeds, rights, choices."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from ecabinet.core.deed_words import Subject
from meetings.opinions import policies
from meetings.opinions.policies import OpinionsPermission, WrittenPermission
from meetings.opinions.states import Audience, Naming, OpinionAct, ReplyKind

MESSAGES = {
    "opinions.not_open": _l("Nội dung này chưa lấy ý kiến bằng văn bản."),
    "opinions.open_already": _l(
        "Nội dung %(number)s đã lấy ý kiến rồi. Mời tải lại trang rồi xem lại."
    ),
    "opinions.meeting_over": _l("Phiên họp đã kết thúc hoặc đã hủy."),
    "opinions.not_yet": _l("Chưa mời họp. Ý kiến được nhận từ khi mời họp."),
    "opinions.closed": _l("Việc lấy ý kiến đã kết thúc, không nhận thêm ý kiến."),
    "opinions.too_late": _l(
        "Đã quá hạn góp ý, ý kiến không được ghi nhận. Mời liên hệ thư ký nếu cần gia hạn."
    ),
    "opinions.due_in_past": _l("Hạn góp ý phải sau lúc này."),
    "opinions.no_unit": _l("Đơn vị này không còn hoạt động. Mời chọn đơn vị khác."),
    "opinions.somebody_else": _l("Đồng chí khác vừa đổi cách lấy ý kiến. Mời tải lại trang."),
    "opinions.promised": _l(
        "Đã có ý kiến gửi khi hẹn ít người đọc hơn. Không mở rộng người đọc được nữa."
    ),
    "opinions.anonymous_told": _l(
        "Ý kiến không ghi tên đã hiện. Lấy thêm sẽ lộ ý kiến mới là của ai, nên không mở lại được."
    ),
    "opinion.somebody_else": _l(
        "Ý kiến này vừa được sửa ở máy khác hoặc bởi đồng chí khác. Mời tải lại trang, "
        "xem bản mới rồi sửa tiếp; lời đang soạn vẫn được giữ."
    ),
    "opinion.answered": _l("Ý kiến này đã được giải trình, không sửa hay rút được nữa."),
    "opinion.withdrawn": _l("Ý kiến này đã được rút."),
    "opinion.not_over": _l("Còn đang nhận ý kiến. Giải trình sau khi hết hạn hoặc kết thúc."),
    "opinion.unit_is_named": _l("Ý kiến của đơn vị luôn ghi tên. Nội dung này chỉ nhận ý kiến "
        "không ghi tên, hoặc đã chọn không ghi tên."),
    "opinion.name_wanted": _l("Nội dung này chỉ nhận ý kiến ghi tên."),
    "opinion.no_name_wanted": _l("Nội dung này chỉ nhận ý kiến không ghi tên."),
    "opinion.name_stays": _l("Ghi tên hay không đã chọn khi gửi. Muốn đổi, mời rút rồi gửi lại."),
}  # fmt: skip

SUBJECTS = {"opinion": Subject(_l("Ý kiến bằng văn bản"))}
DEEDS = {
    "opinions.opened": _l("Lấy ý kiến bằng văn bản về nội dung họp"),
    "opinions.changed": _l("Đổi cách lấy ý kiến, hạn góp ý"),
    "opinions.closed": _l("Kết thúc lấy ý kiến về nội dung họp"),
    "opinion.given": _l("Gửi ý kiến bằng văn bản (không ghi nội dung)"),
    "opinion.changed": _l("Sửa ý kiến bằng văn bản (không ghi nội dung)"),
    "opinion.withdrawn": _l("Rút ý kiến bằng văn bản"),
    "opinion.replied": _l("Giải trình, tiếp thu ý kiến"),
    "opinions.exported": _l("Tải bảng ý kiến bằng văn bản về máy"),
}
ACTS_FOR = {
    "opinions.opened": _l("lấy ý kiến bằng văn bản về nội dung họp"),
    "opinions.changed": _l("đổi cách lấy ý kiến về nội dung họp"),
    "opinions.closed": _l("kết thúc lấy ý kiến về nội dung họp"),
    "opinion.replied": _l("giải trình, tiếp thu ý kiến"),
}
"""What a deputy did, after "ai, làm thay ai"."""

NAMING = {
    Naming.NAMED: _l("Ghi tên"),
    Naming.CHOICE: _l("Người viết chọn"),
    Naming.ANONYMOUS: _l("Không ghi tên"),
}
AUDIENCE = {
    Audience.DESK: _l("Chủ trì, thư ký, đơn vị giải trình"),
    Audience.CLOSED: _l("Cả thành viên, sau khi kết thúc lấy ý kiến"),
    Audience.AT_ONCE: _l("Cả thành viên, ngay khi gửi"),
}
# Kind → its words, its icon, its look.
REPLIES = {
    ReplyKind.ACCEPTED: (_l("Tiếp thu"), "check", "c-done"),
    ReplyKind.PARTLY: (_l("Tiếp thu một phần"), "half", "c-soon"),
    ReplyKind.EXPLAINED: (_l("Giải trình"), "chat", "c-run"),
}
ACTS = {
    OpinionAct.GIVE: _l("Gửi"),
    OpinionAct.CHANGE: _l("Sửa"),
    OpinionAct.WITHDRAW: _l("Rút"),
    OpinionAct.REPLY: _l("Giải trình, tiếp thu"),
}

PERMISSIONS = {
    OpinionsPermission.READ: _l("Biết nội dung họp đang lấy ý kiến bằng văn bản"),
    OpinionsPermission.OPEN: _l("Lấy ý kiến bằng văn bản, đặt hạn, kết thúc"),
    OpinionsPermission.GIVE: _l("Gửi ý kiến bằng văn bản về nội dung họp"),
    OpinionsPermission.READ_ALL: _l("Đọc ý kiến của mọi người về nội dung họp"),
    OpinionsPermission.REPLY: _l("Giải trình, tiếp thu ý kiến"),
    WrittenPermission.READ: _l("Đọc một ý kiến và tệp kèm theo"),
    WrittenPermission.CHANGE: _l("Sửa, rút ý kiến của mình"),
    WrittenPermission.ADD_FILE: _l("Gửi tệp kèm ý kiến của mình"),
}
RULES = {
    policies.works_in_the_answering_unit: _l("Giữ chức vụ ở đơn vị giải trình"),
    policies.is_shown_to_members: _l("Ý kiến đã mở cho thành viên đọc"),
    policies.wrote_it: _l("Là người viết ý kiến"),
    policies.speaks_for_its_unit: _l("Giữ chức vụ ở đơn vị có ý kiến"),
    policies.is_told: _l("Ý kiến chưa rút; nếu không ghi tên thì đã kết thúc lấy ý kiến"),
    policies.may_have_files: _l("Ý kiến ghi tên, chưa được giải trình, còn nhận ý kiến"),
}


def name_opinion_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)

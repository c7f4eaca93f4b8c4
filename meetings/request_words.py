"""The words of papers asked of units: how a request stands, what happened, what is not ready."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from meetings.preparing import RequestAct, RequestStanding
from meetings.queries.readiness import ReadinessCheck
from meetings.readiness import Level

MESSAGES = {
    "paper_request.day_past": _l("Hạn nộp đã qua. Mời chọn hôm nay hoặc ngày sau."),
    "paper_request.day_after_meeting": _l("Hạn nộp sau ngày họp. Mời chọn ngày sớm hơn."),
    "paper_request.unit_closed": _l(
        "Có đơn vị không còn hoạt động. Mời chọn đơn vị khác rồi gửi lại."
    ),
    "paper_request.nobody": _l(
        "Chưa có ai chuẩn bị được tài liệu này ở: %(units)s. "
        "Cần người đang giữ chức vụ ở đó và được biết đến độ mật của nội dung."
    ),
    "paper_request.asked_already": _l(
        "Đơn vị này đã được đề nghị “%(name)s” cho nội dung này rồi."
    ),
    "paper_request.somebody_else": _l(
        "Vừa có người khác thao tác với đề nghị này. Mời xem lại rồi làm tiếp."
    ),
    "paper_request.not_waiting": _l(
        "Tài liệu này đã được nộp hoặc không còn cần nữa. Mời xem diễn biến bên dưới."
    ),
    "paper_request.nothing_to_accept": _l("Không có tài liệu nào đang chờ nhận ở đề nghị này."),
    "paper_request.nothing_to_return": _l("Không có tài liệu nào đã nộp để trả lại."),
    "paper_request.done": _l("Đề nghị này đã xong hoặc đã rút; không đổi được nữa."),
    "paper_request.meeting_over": _l(
        "Phiên họp đã kết thúc, đã hủy hoặc nội dung đã được bỏ ra; không cần tài liệu này nữa."
    ),
    "paper_request.nothing": _l("Chưa có tệp nào. Mời gửi tệp lên rồi nộp."),
    "paper_request.nothing_new": _l(
        "Chưa có gì mới so với lần nộp trước. Mời gửi bản mới lên rồi nộp lại."
    ),
    "paper_request.bad_file": _l(
        "“%(title)s” không dùng được. Mời gửi bản khác hoặc bỏ tệp ấy ra rồi nộp."
    ),
    "paper_request.failed": _l("Có tệp không dùng được. Mời trả lại để đơn vị gửi bản khác."),
    "paper_request.not_looked_into": _l("Tệp còn đang được kiểm tra. Mời đợi một chút rồi nhận."),
    "paper_request.bad_page": _l("Trang danh sách không đúng. Mời mở lại danh sách từ đầu."),
}
STANDINGS = {
    RequestStanding.WAITING: ("c-run", "half", _l("Chờ nộp")),
    RequestStanding.DUE_SOON: ("c-soon", "clock", _l("Sắp đến hạn")),
    RequestStanding.MISSING: ("c-late", "late", _l("Quá hạn, chưa nộp")),
    RequestStanding.RETURNED: ("c-soon", "return", _l("Trả lại, chờ nộp lại")),
    RequestStanding.SUBMITTED: ("c-gold", "stamp", _l("Đã nộp, chờ nhận")),
    RequestStanding.SUBMITTED_LATE: ("c-gold", "stamp", _l("Nộp muộn, chờ nhận")),
    RequestStanding.ACCEPTED: ("c-done", "check", _l("Đã nhận")),
    RequestStanding.WITHDRAWN: ("c-open", "minus", _l("Đã rút")),
}
ACTS = {
    RequestAct.ASK: ("send", _l("Đề nghị chuẩn bị")),
    RequestAct.CHANGE: ("edit", _l("Đổi đề nghị, hạn")),
    RequestAct.SUBMIT: ("upload", _l("Nộp")),
    RequestAct.ACCEPT: ("check", _l("Nhận, đưa vào tài liệu của nội dung")),
    RequestAct.RETURN: ("return", _l("Trả lại")),
    RequestAct.WITHDRAW: ("minus", _l("Rút đề nghị")),
    RequestAct.REMIND: ("bell", _l("Hệ thống nhắc trước hạn")),
    RequestAct.LATE: ("late", _l("Hệ thống báo quá hạn")),
}
USUAL = (
    ("Tờ trình", _l("Tờ trình")),
    ("Báo cáo thẩm định", _l("Báo cáo thẩm định")),
    ("Báo cáo", _l("Báo cáo")),
    ("Dự thảo nghị quyết", _l("Dự thảo nghị quyết")),
    ("Dự thảo kết luận", _l("Dự thảo kết luận")),
)
"""Papers that are asked for most: the name it gets, and the words to tap."""


def check_words(line: ReadinessCheck) -> str:
    """Return a line of the checklist in words: what is in order, or what is not."""
    return _fine(line) if line.level is Level.OK else _open(line)


def _fine(line: ReadinessCheck) -> str:
    return {
        "items": _("Chương trình có nội dung"),
        "presenters": _("Nội dung nào cũng có người trình bày"),
        "papers": _("Nội dung nào cũng có tài liệu"),
        "durations": _("Các nội dung vừa giờ họp"),
        "chair": _("Có người chủ trì"),
        "members": _("Có thành viên được biểu quyết"),
        "quorum": _("Đủ số người để biểu quyết (cần %(count)s)", count=line.count),
        "clearance": _("Thành viên đều được biết đến độ mật của nội dung"),
        "elsewhere": _("Không ai vướng phiên họp khác"),
        "time": _("Giờ họp còn ở phía trước"),
        "place": _("Đã có địa điểm"),
        "room": _("Phòng không vướng phiên khác"),
        "requests": _("Tài liệu đề nghị các đơn vị đã nhận đủ"),
        "signer": _("Giấy mời có người ký"),
    }[line.code]


def _open(line: ReadinessCheck) -> str:
    names, count = ", ".join(line.names), line.count
    return {
        "items": _("Chương trình chưa có nội dung nào"),
        "presenters": _("Chưa có người trình bày: nội dung %(names)s", names=names),
        "papers": _("Chưa có tài liệu: nội dung %(names)s", names=names),
        "durations": ngettext(
            "Các nội dung dài hơn giờ họp %(num)s phút",
            "Các nội dung dài hơn giờ họp %(num)s phút",
            count,
        ),
        "chair": _("Chưa có người chủ trì"),
        "members": _("Chưa có thành viên được biểu quyết"),
        "quorum": _("Khó đủ số người: cần %(count)s người không vướng việc khác", count=count),
        "clearance": _("Chưa được biết nội dung mật: %(names)s", names=names),
        "elsewhere": _("Đang có phiên họp khác lúc đó: %(names)s", names=names),
        "time": _("Giờ họp đã qua"),
        "place": _("Chưa có địa điểm"),
        "room": _("Phòng đang vướng phiên họp khác"),
        "requests_missing": ngettext(
            "%(num)s tài liệu quá hạn chưa nộp", "%(num)s tài liệu quá hạn chưa nộp", count
        ),
        "requests_waiting": ngettext(
            "%(num)s tài liệu đơn vị chưa nộp", "%(num)s tài liệu đơn vị chưa nộp", count
        ),
        "requests_to_decide": ngettext(
            "%(num)s tài liệu đã nộp chờ nhận", "%(num)s tài liệu đã nộp chờ nhận", count
        ),
        "signer": _("Giấy mời chưa có người ký: mời thêm thư ký có chức danh"),
    }[line.code]

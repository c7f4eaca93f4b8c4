"""Words of routing: refusals, deeds, rights, states."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from documents.routing import policies
from documents.routing.models import PartRole
from documents.routing.policies import PartPermission, SlipPermission
from documents.routing.sentences import SENTENCES
from documents.routing.states import Act, PartState
from ecabinet.catalogues.words import CatalogueWords, register_words
from ecabinet.core import rules
from ecabinet.core.deed_words import Subject

MESSAGES = {
    "routing.no_instruction": _l("Mời ghi ý kiến chỉ đạo, hoặc viết tay."),
    "routing.ink_wrong": _l("Nét viết tay không đọc được. Mời xóa và viết lại."),
    "routing.due_in_past": _l("Hạn xử lý không thể trước hôm nay."),
    "routing.one_lead": _l("Mỗi phiếu chuyển có đúng một nơi chủ trì."),
    "routing.twice": _l("Một nơi nhận được chọn hai lần."),
    "routing.unit_unknown": _l("Đơn vị này không còn hoạt động. Mời chọn đơn vị khác."),
    "routing.person_unknown": _l("Người này không còn làm việc. Mời chọn người khác."),
    "routing.to_oneself": _l("Đồng chí không thể chuyển cho chính mình."),
    "routing.empty_desk": _l(
        "%(name)s chưa có văn thư hoặc lãnh đạo để nhận. Mời chuyển cho một người."
    ),
    "routing.not_cleared": _l("%(name)s không được biết văn bản ở độ mật này. Chưa gửi cho ai."),
    "routing.not_now": _l("Việc này vừa có người làm rồi. Mời xem lại phiếu."),
    "routing.somebody_else": _l("Đồng chí khác vừa xử lý phiếu này. Mời xem lại rồi làm tiếp."),
    "routing.too_late": _l("Đã có nơi nhận xử lý, không thu hồi được nữa."),
    "routing.bad_page": _l("Không có trang này."),
}

SUBJECTS = {"slip": Subject(_l("Phiếu chuyển văn bản"))}
DEEDS = {
    "slip.sent": _l("Chuyển văn bản"),
    "slip.forwarded": _l("Chuyển tiếp văn bản"),
    "slip.received": _l("Tiếp nhận văn bản chuyển đến"),
    "slip.returned": _l("Trả lại văn bản chuyển đến"),
    "slip.done": _l("Báo đã xử lý xong văn bản"),
    "slip.recalled": _l("Thu hồi phiếu chuyển"),
    "slip.opened": _l("Mở xem phiếu chuyển"),
    "slip.handed_over": _l("Bàn giao văn bản chuyển đến"),
    "slip.exported": _l("Tải phiếu chuyển về máy"),
}

ROLES = {
    PartRole.LEAD: _l("Chủ trì"),
    PartRole.COORDINATE: _l("Phối hợp"),
    PartRole.INFORM: _l("Để biết"),
}
# State → its words, its icon, its look.
STATES = {
    PartState.SENT: (_l("Chờ tiếp nhận"), "inbox", "c-open"),
    PartState.RECEIVED: (_l("Đã tiếp nhận"), "check", "c-run"),
    PartState.FORWARDED: (_l("Đã chuyển tiếp"), "send", "c-run"),
    PartState.RETURNED: (_l("Đã trả lại"), "return", "c-soon"),
    PartState.DONE: (_l("Đã xong"), "checkc", "c-done"),
    PartState.RECALLED: (_l("Phiếu đã thu hồi"), "x", "c-todo"),
}
ACTS = {
    Act.SEND: _l("Chuyển"),
    Act.RECEIVE: _l("Tiếp nhận"),
    Act.FORWARD: _l("Chuyển tiếp"),
    Act.RETURN: _l("Trả lại"),
    Act.FINISH: _l("Báo xong"),
    Act.RECALL: _l("Thu hồi"),
    Act.HAND_OVER: _l("Bàn giao"),
}

PERMISSIONS = {
    SlipPermission.SEND: _l("Chuyển văn bản trong sổ"),
    SlipPermission.READ: _l("Xem phiếu chuyển"),
    SlipPermission.RECALL: _l("Thu hồi phiếu chuyển"),
    PartPermission.RECEIVE: _l("Tiếp nhận văn bản chuyển đến"),
    PartPermission.FORWARD: _l("Chuyển tiếp văn bản chuyển đến"),
    PartPermission.RETURN: _l("Trả lại văn bản chuyển đến"),
    PartPermission.FINISH: _l("Báo đã xử lý xong"),
}
RULES = {
    policies.sits_at_the_desk: _l("Là văn thư, lãnh đạo hoặc thư ký của đơn vị giữ văn bản"),
    policies.sent_it: _l("Đã gửi phiếu, hoặc ở văn thư, lãnh đạo đơn vị gửi"),
    policies.began_the_chain: _l("Đã gửi phiếu đầu tiên của chuỗi"),
    policies.received_it: _l("Được chuyển phiếu này"),
    policies.holds: _l("Là nơi nhận phiếu, chưa trả lại và chưa bị thu hồi"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)


def name_sentences() -> None:
    """Give the catalogue of sentences its words."""
    register_words(
        SENTENCES,
        CatalogueWords(
            _l("Câu bút phê thường dùng"),
            _l("Chạm để điền vào ý kiến chỉ đạo của phiếu chuyển."),
            "quote",
            65,
            {},
        ),
    )


def handed_over(number: int) -> str:
    """Return how many slips go with an office."""
    return str(ngettext("%(num)s văn bản chuyển đến", "%(num)s văn bản chuyển đến", number))

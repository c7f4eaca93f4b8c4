"""Words of the register: refusals, deeds, rights, choices."""

from flask_babel import lazy_gettext as _l

from documents.register import policies
from documents.register.likeness import Match
from documents.register.models import Direction, LinkKind, NumberState, Urgency
from documents.register.policies import BookPermission, EntryPermission
from documents.register.rules import POWER
from ecabinet.core import powers, rules
from ecabinet.core.deed_words import Subject

MESSAGES = {
    "catalogue.term_backwards": _l("Nhiệm kỳ không thể kết thúc trước ngày bắt đầu."),
    "catalogue.terms_overlap": _l("Nhiệm kỳ này trùng ngày với nhiệm kỳ %(code)s."),
    "register.symbol_wrong": _l(
        "Số, ký hiệu chưa đúng: văn bản Đảng như 15-NQ/TU, văn bản Nhà nước như 15/QĐ-UBND."
    ),
    "register.type_unknown": _l("Loại văn bản %(code)s chưa có trong danh mục."),
    "register.body_unknown": _l(
        "Cơ quan %(code)s chưa có trong danh mục. Mời ghi tên cơ quan ban hành."
    ),
    "register.no_term": _l(
        "Ngày ban hành không thuộc nhiệm kỳ nào trong danh mục, nên chưa cấp được số."
    ),
    "register.issued_in_future": _l("Ngày ban hành không thể sau hôm nay."),
    "register.received_wrong": _l("Ngày đến phải từ ngày ban hành đến hôm nay."),
    "register.due_before": _l("Hạn trả lời không thể trước ngày của văn bản."),
    "register.answered_wrong": _l("Ngày trả lời phải từ ngày ban hành đến hôm nay."),
    "register.secret_refused": _l(
        "Theo luật, văn bản mật không được vào sổ trên mạng thông thường. Chưa ghi gì vào sổ."
    ),
    "register.known": _l(
        "Văn bản %(symbol)s này đã có trong sổ, số %(number)s. Nếu vẫn cần vào sổ, mời xác nhận."
    ),
    "register.likely_known": _l(
        "Có văn bản rất giống trong sổ, số %(number)s (%(symbol)s). Mời xem và xác nhận nếu khác."
    ),
    "register.not_reserved": _l("Số %(number)s không còn được giữ. Mời chọn số khác."),
    "register.no_number": _l("Đơn vị không giữ số này."),
    "register.link_itself": _l("Văn bản không thể gắn với chính nó."),
    "register.link_circle": _l("Hai văn bản không thể thay thế lẫn nhau."),
    "register.cancelled": _l("Văn bản %(symbol)s đã bị hủy trong sổ."),
    "register.too_many_searches": _l("Mỗi người lưu tối đa %(most)s bộ lọc. Mời xóa bớt."),
    "register.file_too_long": _l(
        "Sổ quá dài cho một tệp (tối đa %(most)s dòng). Mời chọn một tháng."
    ),
    "register.bad_page": _l("Không có trang này trong sổ."),
}

SUBJECTS = {"entry": Subject(_l("Văn bản trong sổ")), "book": Subject(_l("Sổ văn bản"))}
DEEDS = {
    "entry.entered": _l("Vào sổ văn bản"),
    "entry.changed": _l("Sửa văn bản trong sổ"),
    "entry.cancelled": _l("Hủy văn bản trong sổ"),
    "entry.linked": _l("Gắn hai văn bản với nhau"),
    "number.reserved": _l("Giữ số văn bản"),
    "number.cancelled": _l("Hủy số đã giữ"),
    "search.saved": _l("Lưu bộ lọc"),
    "search.forgotten": _l("Xóa bộ lọc"),
    "book.exported": _l("Xuất sổ văn bản"),
}

DIRECTIONS = {Direction.INCOMING: _l("Đến"), Direction.OUTGOING: _l("Đi")}
URGENCIES = {
    Urgency.NORMAL: _l("Thường"),
    Urgency.URGENT: _l("Khẩn"),
    Urgency.VERY_URGENT: _l("Thượng khẩn"),
    Urgency.EXPRESS: _l("Hỏa tốc"),
}
LINKS = {
    LinkKind.ANSWERS: (_l("Trả lời"), _l("Được trả lời bằng")),
    LinkKind.REPLACES: (_l("Thay thế"), _l("Bị thay thế bởi")),
    LinkKind.REFERS: (_l("Liên quan"), _l("Liên quan")),
}
NUMBERS = {NumberState.RESERVED: _l("Đang giữ"), NumberState.CANCELLED: _l("Đã hủy")}
MATCHES = {
    Match.SAME: _l("cùng số, cơ quan và ngày"),
    Match.SYMBOL: _l("cùng số và cơ quan, khác ngày"),
    Match.WORDS: _l("trích yếu gần như nhau"),
}

PERMISSIONS = {
    BookPermission.READ: _l("Xem sổ văn bản của đơn vị"),
    BookPermission.ENTER: _l("Vào sổ, cấp số văn bản"),
    EntryPermission.READ: _l("Xem một văn bản trong sổ"),
    EntryPermission.CHANGE: _l("Sửa một văn bản trong sổ"),
    EntryPermission.CANCEL: _l("Hủy một văn bản trong sổ"),
}
RULES = {
    policies.reads_books: _l("Là văn thư, lãnh đạo, thư ký hoặc chuyên viên theo dõi của đơn vị"),
    policies.keeps_books: _l("Là văn thư hoặc thư ký của đơn vị"),
    policies.is_of_the_book: _l("Xem được sổ của đơn vị giữ văn bản"),
    policies.keeps_the_book: _l("Giữ sổ của đơn vị có văn bản"),
    policies.is_cleared: _l("Được biết văn bản ở độ mật này"),
    policies.is_not_cancelled: _l("Văn bản chưa bị hủy trong sổ"),
    policies.was_sent_to: _l("Được chuyển văn bản này"),
}

POWERS = {
    POWER: (
        _l("Sổ văn bản đến, đi"),
        _l("Xem sổ; với văn thư, thư ký: vào sổ, cấp số và sửa văn bản trong sổ."),
    ),
}


def name_rights() -> None:
    """Give permissions, rules and the power to lend their words."""
    powers.name_powers(POWERS)
    rules.name_permissions(PERMISSIONS)
    rules.name_rules(RULES)

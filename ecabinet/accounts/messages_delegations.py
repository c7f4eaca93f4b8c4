"""What delegations tell people: when something cannot be done, and how each of them stands."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "delegation.to_oneself": _l("Không ủy quyền cho chính mình được. Mời chọn người khác."),
    "delegation.receiver_unknown": _l("Người được ủy quyền không còn làm việc trong hệ thống."),
    "delegation.no_reason": _l("Chưa ghi lý do."),
    "delegation.reversed": _l("Ngày kết thúc ở trước ngày bắt đầu."),
    "delegation.in_past": _l("Ngày bắt đầu đã qua. Mời chọn từ hôm nay trở đi."),
    "delegation.too_long": _l("Mỗi lần ủy quyền nhiều nhất một năm."),
    "delegation.power_unknown": _l("Không có quyền này trong danh sách được ủy quyền."),
    "delegation.unit_unknown": _l("Có đơn vị không tìm thấy hoặc đã giải thể."),
    "delegation.power_not_held": _l(
        "Có quyền đồng chí không nắm giữ, hoặc không nắm ở đơn vị đã chọn, nên không ủy quyền được."
    ),
    "delegation.overlaps": _l("Đã ủy quyền việc này cho người này trong khoảng ngày đó."),
    "delegation.chain": _l("Quyền được ủy quyền không ủy quyền tiếp được."),
    "delegation.is_over": _l("Ủy quyền này đã kết thúc."),
    "delegation.over": _l("Ủy quyền này không còn hiệu lực."),
    "delegation.not_delegable": _l("Việc này không làm thay được, chỉ chính người đó làm."),
    "delegation.switched": _l(
        "Trang này mở khi đồng chí đang làm với tư cách khác. Mời tải lại trang rồi làm lại."
    ),
}

STANDINGS = {
    "coming": ("c-todo", "clock", _l("Chưa đến ngày")),
    "running": ("c-run", "check", _l("Đang hiệu lực")),
    "void": ("c-soon", "late", _l("Không dùng được: người ủy quyền không còn giữ chức vụ")),
    "over": ("c-done", "checkc", _l("Đã hết hạn")),
    "revoked": ("c-open", "x", _l("Đã thu hồi")),
}

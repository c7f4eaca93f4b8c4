"""What notifications tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "notice.always_mailed": _l(
        "Thông báo về tài khoản luôn được gửi ngay, để đồng chí biết khi có người lạ."
    ),
    "notice.unknown_kind": _l("Không có loại thông báo này."),
    "mail.not_in_trouble": _l("Thư này không còn chờ quyết định. Mời tải lại trang."),
}

"""What single sign-on tells people when they cannot come in."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "sso.off": _l("Đăng nhập một lần chưa được bật ở đây."),
    "sso.expired": _l(
        "Lần đăng nhập này đã quá hạn hoặc mở từ trang khác. Mời đồng chí bấm đăng nhập lại."
    ),
    "sso.declined": _l(
        "%(label)s chưa cho phép đồng chí vào đây, hoặc đồng chí đã bấm từ chối. "
        "Mã tra cứu: %(reference)s."
    ),
    "sso.refused": _l(
        "%(label)s chưa xác nhận được đồng chí. Mời bấm đăng nhập lại. Mã tra cứu: %(reference)s."
    ),
    "sso.unavailable": _l(
        "%(label)s chưa trả lời. Mời đồng chí thử lại sau ít phút; ai có mật khẩu riêng vẫn đăng "
        "nhập được. Mã tra cứu: %(reference)s."
    ),
    "sso.no_account": _l(
        "Tài khoản %(username)s chưa được cấp quyền dùng hệ thống này. Mời đồng chí gọi quản trị "
        "đơn vị."
    ),
    "sso.not_linked": _l(
        "Ở đây đã có người dùng %(username)s, nhưng chưa gắn với tài khoản đồng chí vừa dùng. Mời "
        "đồng chí gọi quản trị đơn vị."
    ),
    "sso.disabled": _l(
        "Tài khoản của đồng chí ở hệ thống này đã ngừng. Mời đồng chí gọi quản trị đơn vị."
    ),
    "sso.linked_already": _l("Tài khoản này đã gắn với người khác."),
    "ldap.unavailable": _l(
        "Danh bạ của cơ quan chưa trả lời nên chưa kiểm tra được mật khẩu. Mời đồng chí thử lại "
        "sau ít phút."
    ),
}

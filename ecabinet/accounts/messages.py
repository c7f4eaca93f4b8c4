"""What accounts tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "sign_in.refused": _l("Tên đăng nhập hoặc mật khẩu chưa đúng."),
    "person.username_taken": _l("Tên đăng nhập %(username)s đã có người dùng."),
    "person.weak_password": _l("Mật khẩu cần ít nhất %(length)s ký tự."),
}

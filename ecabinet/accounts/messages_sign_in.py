"""What sign-in, passwords and the second factor tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "second_factor.required": _l("Mời nhập mã xác thực để đăng nhập."),
    "second_factor.enrolment_required": _l(
        "Tài khoản này cần xác thực hai lớp. Mời cài đặt trước khi đăng nhập."
    ),
    "second_factor.wrong_code": _l(
        "Mã chưa đúng hoặc đã dùng rồi. Mời đợi mã mới trên điện thoại rồi nhập lại."
    ),
    "second_factor.step_over": _l("Bước xác thực đã hết hạn. Mời đăng nhập lại từ đầu."),
    "second_factor.start_again": _l("Lần cài đặt này đã hết hạn. Mời bắt đầu lại."),
    "second_factor.on_already": _l("Tài khoản này đã có xác thực hai lớp."),
}

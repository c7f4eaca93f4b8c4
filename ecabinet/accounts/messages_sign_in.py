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
    "second_factor.not_on": _l("Tài khoản này chưa bật xác thực hai lớp."),
    "second_factor.must_stay": _l(
        "Chức vụ của đồng chí cần xác thực hai lớp, nên chỉ đổi sang điện thoại khác được, không "
        "tắt được."
    ),
    "second_factor.sign_in_again": _l(
        "Mời đăng xuất rồi đăng nhập lại, sau đó làm việc này trong vòng 15 phút."
    ),
    "person.long_password": _l("Mật khẩu dài nhất %(length)s ký tự."),
    "person.guessable_password": _l(
        "Mật khẩu này dễ đoán: có từ thường dùng, dãy số hoặc dãy phím. Mời chọn một câu dài hơn "
        "mà chỉ đồng chí nghĩ ra."
    ),
    "person.password_names_you": _l(
        "Mật khẩu này dễ đoán: có tên của đồng chí, của đơn vị hoặc cơ quan. Mời chọn một câu "
        "không nhắc đến những tên ấy."
    ),
    "person.wrong_password": _l("Mật khẩu đang dùng chưa đúng."),
    "person.same_password": _l("Mật khẩu mới phải khác mật khẩu đang dùng."),
    "person.passwords_differ": _l("Hai lần nhập chưa giống nhau."),
    "person.no_password": _l(
        "Tài khoản này đăng nhập bằng tài khoản cơ quan, không có mật khẩu riêng ở đây."
    ),
    "reset_link.over": _l(
        "Liên kết này đã dùng rồi, đã hết hạn hoặc đã có liên kết mới hơn. Mời gọi quản trị đơn vị "
        "để nhận liên kết khác."
    ),
    "reset_link.inactive": _l("Người này đã ngừng hoạt động. Mời mở lại tài khoản trước."),
}

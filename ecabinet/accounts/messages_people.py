"""What is said when something about people and offices cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "person.bad_username": _l(
        "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối; từ 2 đến 60 ký tự."
    ),
    "person.bad_email": _l("Địa chỉ thư chưa đúng, ví dụ: an@vinhphuc.vn."),
    "person.bad_phone": _l("Số điện thoại chưa đúng."),
    "person.bad_name": _l("Họ và tên dài quá 120 ký tự."),
    "person.left": _l("Đồng chí %(name)s đã ngừng hoạt động."),
    "person.here": _l("Đồng chí %(name)s vẫn đang hoạt động."),
    "person.oneself": _l("Đồng chí không tự ngừng hoạt động của mình được."),
    "person.last_administrator": _l(
        "Cần còn ít nhất một quản trị hệ thống không có ngày kết thúc."
    ),
    "person.leaves_in_past": _l("Ngày ngừng hoạt động cần từ hôm nay trở đi."),
    "person.name_differs": _l("Cùng tên đăng nhập nhưng khác họ tên ở dòng trên: %(name)s."),
    "person.line_twice": _l("Dòng này đã có ở trên."),
    "office.days_reversed": _l("Ngày kết thúc đứng trước ngày bắt đầu."),
    "office.unit_unknown": _l("Không có đơn vị này."),
    "office.unknown_code": _l("Không có đơn vị ký hiệu %(code)s."),
    "office.unit_closed": _l("%(unit)s không hoạt động trong thời gian này."),
    "office.held_already": _l("Người này đã giữ chức vụ %(title)s trong thời gian đó."),
    "office.second_head": _l("Đơn vị đã có người đứng đầu là đồng chí %(name)s."),
    "office.ended_already": _l("Chức vụ này đã kết thúc."),
    "office.bad_title": _l("Chức vụ dài quá 200 ký tự."),
    "office.bad_role": _l("Không có vai trò “%(text)s”."),
    "office.bad_flag": _l("Cột đứng đầu chỉ ghi x hoặc để trống, không ghi “%(text)s”."),
    "handover.nobody": _l("Chưa chọn đúng người nhận bàn giao."),
    "handover.to_oneself": _l("Người nhận đang giữ chính chức vụ này."),
    "handover.too_early": _l("Ngày bàn giao cần sau ngày nhận chức vụ (%(day)s)."),
    "handover.left": _l("Người nhận bàn giao đã ngừng hoạt động."),
    "handover.twice": _l("Chức vụ này đã bàn giao, hoặc đang chờ bàn giao."),
    "handover.settled": _l("Việc bàn giao này đã xong hoặc đã hủy."),
    "clearance.no_reason": _l("Chưa ghi căn cứ của việc đổi mức được biết."),
    "clearance.own": _l("Không ai tự đổi mức được biết của chính mình."),
}

"""What the audit log calls deeds on accounts, offices, units and sign-ins."""

from flask_babel import lazy_gettext as _l

from ecabinet.core.deed_words import Subject

SUBJECTS = {
    "person": Subject(_l("Cá nhân"), open=True),
    "unit": Subject(_l("Đơn vị"), open=True),
    "sign_in": Subject(_l("Tên đăng nhập lạ"), open=True),
    "token": Subject(_l("Mã truy cập"), open=True),
    "delegation": Subject(_l("Ủy quyền"), open=True),
    "": Subject(_l("Hệ thống"), open=True),
}
SIGN_IN = {
    "session.begun": _l("Đăng nhập"),
    "session.step_opened": _l("Đúng mật khẩu, chờ mã xác thực bước hai"),
    "session.refused": _l("Đăng nhập bị từ chối"),
    "session.ended": _l("Đăng xuất khỏi một thiết bị"),
    "session.all_ended": _l("Đăng xuất người này khỏi mọi thiết bị"),
    "password.changed": _l("Đổi mật khẩu"),
    "password.rehashed": _l("Cập nhật cách lưu mật khẩu"),
    "reset.link_created": _l("Cấp liên kết đặt mật khẩu"),
    "reset.used": _l("Đặt mật khẩu bằng liên kết"),
    "second_factor.started": _l("Bắt đầu cài xác thực bước hai"),
    "second_factor.on": _l("Bật xác thực bước hai"),
    "second_factor.off": _l("Tắt xác thực bước hai"),
    "second_factor.refused": _l("Mã xác thực bước hai bị từ chối"),
    "second_factor.reset": _l("Gỡ xác thực bước hai của người này"),
    "second_factor.recovery_used": _l("Dùng mã khôi phục"),
    "second_factor.recovery_renewed": _l("Tạo lại mã khôi phục"),
    "identity.linked": _l("Nối tài khoản với hệ thống đăng nhập khác"),
    "identity.unlinked": _l("Bỏ nối tài khoản với hệ thống đăng nhập khác"),
    "token.created": _l("Tạo mã truy cập"),
    "token.revoked": _l("Thu hồi mã truy cập"),
    "token.used": _l("Dùng mã truy cập từ một địa chỉ mới"),
    "preferences.chosen": _l("Đổi ngôn ngữ, giao diện hoặc cỡ chữ"),
    "acting.begun": _l("Bắt đầu làm thay"),
    "acting.ended": _l("Thôi làm thay"),
    "delegation.given": _l("Ủy quyền"),
    "delegation.revoked": _l("Thu hồi ủy quyền"),
    "delegation.ended": _l("Ủy quyền hết hạn"),
    "access.refused": _l("Bị từ chối truy cập"),
}
PEOPLE = {
    "person.created": _l("Thêm người"),
    "person.imported": _l("Thêm người từ tệp"),
    "person.changed": _l("Sửa thông tin người"),
    "person.clearance_set": _l("Đổi độ mật người này được biết"),
    "person.leaving": _l("Hẹn ngày ngừng tài khoản"),
    "person.deactivated": _l("Ngừng tài khoản"),
    "person.reactivated": _l("Mở lại tài khoản"),
    "people.imported": _l("Nhập danh sách người từ tệp"),
    "office.given": _l("Giao chức vụ"),
    "office.ended": _l("Thôi chức vụ"),
    "office.kept": _l("Giữ lại chức vụ của quản trị cuối cùng"),
    "office.corrected": _l("Sửa chức vụ"),
    "office.handed_over": _l("Bàn giao chức vụ"),
    "office.handover_planned": _l("Hẹn ngày bàn giao chức vụ"),
    "office.handover_cancelled": _l("Hủy hẹn bàn giao chức vụ"),
    "office.handover_failed": _l("Không bàn giao được chức vụ"),
}
UNITS = {
    "unit.created": _l("Lập đơn vị"),
    "unit.changed": _l("Sửa đơn vị"),
    "unit.renamed": _l("Đổi tên đơn vị"),
    "unit.recoded": _l("Đổi mã đơn vị"),
    "unit.reclassed": _l("Đổi loại đơn vị"),
    "unit.moved": _l("Chuyển đơn vị sang cấp trên khác"),
    "unit.merged": _l("Sáp nhập đơn vị"),
    "unit.went_over": _l("Người của đơn vị chuyển theo sáp nhập"),
    "unit.closed": _l("Giải thể đơn vị"),
    "unit.plan_withdrawn": _l("Rút lại thay đổi đã hẹn của đơn vị"),
    "unit.took_effect": _l("Thay đổi của đơn vị có hiệu lực"),
    "units.imported": _l("Nhập danh sách đơn vị từ tệp"),
    "units.ordered": _l("Sắp xếp lại thứ tự đơn vị"),
}
DEEDS = {**SIGN_IN, **PEOPLE, **UNITS}

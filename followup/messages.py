"""What follow-up tells people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "task.wrong_state": _l("Nhiệm vụ đang ở bước khác, không còn làm được việc này. Mời xem lại."),
    "task.unit_unknown": _l("Chưa chọn đúng đơn vị."),
    "task.unit_twice": _l("Mỗi đơn vị chỉ nhận một vai trong nhiệm vụ."),
    "task.supervisor_unknown": _l("Chưa chọn đúng lãnh đạo chỉ đạo."),
    "task.directive_unknown": _l("Không tìm thấy văn bản chỉ đạo này trong sổ."),
    "task.due_in_past": _l("Hạn hoàn thành đã qua. Mời chọn từ hôm nay trở đi."),
    "task.standing_with_date": _l("Nhiệm vụ không hạn thì không ghi ngày hoàn thành."),
    "task.assignee_outside": _l("Người này không giữ chức vụ nào trong đơn vị chủ trì."),
    "report.percent_missing": _l("Chưa ghi tiến độ: chọn số phần trăm, hoặc báo cáo hoàn thành."),
    "report.too_many_files": _l("Mỗi báo cáo đính được nhiều nhất %(most)s tệp."),
    "directive.symbol_wrong": _l(
        "Số, ký hiệu chưa đúng. Ví dụ: 81-KH/TU (văn bản Đảng), 15/QĐ-UBND (văn bản nhà nước)."
    ),
    "directive.type_unknown": _l(
        "Danh mục loại văn bản chưa có ký hiệu %(code)s. Mời xem lại, hoặc đề nghị quản trị thêm."
    ),
    "directive.body_unknown": _l(
        "Danh mục cơ quan ban hành chưa có ký hiệu %(code)s. Mời ghi tên cơ quan ban hành."
    ),
    "directive.issued_in_future": _l("Ngày ban hành ở sau hôm nay."),
    "directive.received_before_issued": _l("Ngày đến ở trước ngày ban hành."),
    "directive.known": _l("%(symbol)s ban hành ngày này đã có trong sổ."),
    "page.key_wrong": _l("Không tìm thấy trang này của danh sách. Mời xem từ đầu."),
}

"""What people are told about conclusions: refusals, findings before the issue, their history."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "conclusion.not_now": _l("Chỉ ghi kết luận được khi phiên họp đã bắt đầu."),
    "conclusion.no_lead": _l("Kết luận %(number)s chưa có đơn vị chủ trì."),
    "conclusion.statement_with_work": _l(
        "Kết luận không giao nhiệm vụ thì không có đơn vị chủ trì, phối hợp, chỉ đạo và hạn."
    ),
    "conclusion.past_due": _l("Hạn hoàn thành đã qua. Chọn từ hôm nay trở đi."),
    "conclusion.unit_twice": _l("Một đơn vị chỉ giữ một vai trò trong một kết luận."),
    "conclusion.unknown_unit": _l("Có đơn vị không tìm thấy."),
    "conclusion.unknown_person": _l("Không tìm thấy lãnh đạo chỉ đạo."),
    "conclusion.no_supervisor": _l("Kết luận %(number)s chưa có lãnh đạo chỉ đạo."),
    "conclusion.issued": _l("Kết luận đã ban hành; không sửa được nữa, chỉ thay được."),
    "conclusion.nothing_to_issue": _l("Không có kết luận nào chờ ban hành."),
    "conclusion.not_issued": _l("Kết luận chưa ban hành thì sửa ngay, không cần kết luận thay."),
    "conclusion.corrected_already": _l("Đã có kết luận thay kết luận này."),
    "conclusion.not_for_the_wall": _l(
        "Nội dung này chỉ thành viên dự hoặc là nội dung mật, không chiếu lên màn hình lớn được."
    ),
    "conclusion.nothing_to_confirm": _l("Không có kết luận nào chờ xác nhận."),
}
FINDINGS = {
    "no_lead": _l("Thiếu đơn vị chủ trì"),
    "unit_closed": _l("Có đơn vị đã giải thể, sáp nhập"),
    "no_supervisor": _l("Chưa có lãnh đạo chỉ đạo"),
    "supervisor_left": _l("Lãnh đạo chỉ đạo đã nghỉ công tác"),
    "past_due": _l("Ngày này đã qua"),
    "old_task_reported": _l(
        "Nhiệm vụ của kết luận cũ đã báo hoàn thành: đánh giá hoặc trả lại trước khi thay"
    ),
    "returned": _l("Chủ trì đề nghị sửa"),
    "not_confirmed": _l("Chủ trì chưa xác nhận"),
    "no_date": _l("Chưa có hạn, sẽ lấy %(day)s"),
    "day_off": _l("Ngày nghỉ, sẽ lấy %(day)s"),
    "duplicate": _l("Giống nhiệm vụ đang làm"),
}
HAPPENED = {
    "recorded": _l("Đã ghi"),
    "edited": _l("Sửa"),
    "confirmed": _l("Chủ trì xác nhận"),
    "returned": _l("Chủ trì đề nghị sửa"),
    "issued": _l("Giao nhiệm vụ"),
    "stated": _l("Ban hành, không giao nhiệm vụ"),
    "superseded": _l("Được thay bằng kết luận"),
}

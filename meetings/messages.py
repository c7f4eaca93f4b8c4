"""What meetings tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "meeting.unknown_unit": _l("Chưa chọn đơn vị họp."),
    "meeting.ends_before_start": _l("Giờ kết thúc phải sau giờ bắt đầu."),
    "meeting.quorum_above_one": _l("Mức đủ số người dự không thể lớn hơn tất cả."),
    "meeting.plan_is_fixed": _l(
        "Phiên họp đã bắt đầu hoặc đã xong; không sửa thông tin chung được."
    ),
    "meeting.over": _l("Phiên họp đã kết thúc; nội dung được giữ nguyên như đã ghi."),
    "meeting.already_called": _l("Phiên họp đã được mời họp rồi."),
    "meeting.no_chair": _l("Chưa có người chủ trì. Mời thêm người chủ trì rồi mời họp."),
    "meeting.no_members": _l(
        "Chưa có thành viên được biểu quyết. Mời thêm thành viên rồi mời họp."
    ),
    "meeting.no_items": _l("Chương trình chưa có nội dung. Thêm ít nhất một nội dung rồi mời họp."),
    "meeting.cannot_cancel": _l("Phiên họp đã kết thúc hoặc đã hủy; không hủy được nữa."),
    "meeting.no_seat": _l("Đồng chí không có tên trong danh sách dự phiên họp này."),
    "meeting.bad_page": _l("Trang danh sách không đúng. Mời mở lại danh sách từ đầu."),
    "agenda.has_guests": _l("Nội dung này đang có khách mời; không đặt chỉ cho thành viên được."),
    "agenda.item_discussed": _l(
        "Nội dung đã thảo luận thì giữ nguyên số thứ tự, không bỏ ra được."
    ),
    "agenda.last_item": _l("Phiên họp đã gọi cần ít nhất một nội dung."),
    "agenda.other_items": _l("Chương trình vừa có thay đổi. Mời xem lại rồi xếp thứ tự."),
    "participant.unknown_person": _l("Không tìm thấy người được mời."),
    "participant.unknown_item": _l("Nội dung mời khách không thuộc phiên họp này."),
    "participant.guest_without_item": _l(
        "Khách mời %(name)s cần được mời vào ít nhất một nội dung."
    ),
    "participant.closed_item": _l(
        "Nội dung %(number)s chỉ dành cho thành viên, không mời khách được."
    ),
    "participant.second_chair": _l(
        "Phiên họp chỉ có một người chủ trì; hiện là đồng chí %(name)s."
    ),
    "participant.is_present": _l("Đồng chí %(name)s đang có mặt; cần ghi nhận rời họp trước."),
    "session.cannot_open": _l("Chỉ khai mạc được phiên họp đã mời họp và chưa bắt đầu."),
    "session.not_running": _l("Phiên họp chưa bắt đầu, đang tạm dừng hoặc đã kết thúc."),
    "session.not_paused": _l("Phiên họp không ở trạng thái tạm dừng."),
    "session.cannot_close": _l("Phiên họp chưa bắt đầu hoặc đã kết thúc."),
    "session.vote_open": _l("Đang có biểu quyết. Kết thúc biểu quyết trước đã."),
    "session.no_item": _l("Chưa mở nội dung nào. Mời chọn một nội dung trước."),
    "session.other_paper": _l("Tài liệu này không thuộc nội dung đang chọn."),
    "session.no_such_page": _l("Tài liệu chỉ có %(pages)s trang."),
    "attendance.not_now": _l("Chỉ điểm danh được sau khi mời họp và trước khi phiên họp kết thúc."),
    "vote.above_one": _l("Mức cần đạt không thể lớn hơn tất cả."),
    "vote.more_than_all": _l("Mức cần đạt là tất cả thì không thể là trên tất cả."),
    "vote.no_question": _l("Chưa có câu hỏi biểu quyết."),
    "vote.other_meeting": _l("Biểu quyết này thuộc một phiên họp khác."),
    "vote.already_open": _l("Biểu quyết này đã được mở rồi."),
    "vote.another_open": _l("Đang có một biểu quyết khác. Kết thúc biểu quyết đó trước đã."),
    "vote.no_quorum": _l(
        "Mới có %(present)s thành viên có mặt, cần %(required)s. "
        "Nếu vẫn biểu quyết, phải ghi lý do."
    ),
    "vote.nobody_present": _l("Chưa có thành viên nào có mặt để biểu quyết."),
    "vote.not_open": _l("Biểu quyết chưa được mở."),
    "vote.not_entitled": _l("Đồng chí không có quyền bỏ phiếu trong lần biểu quyết này."),
    "vote.already_cast": _l("Phiếu của đồng chí đã được ghi nhận; không gửi lần nữa."),
    "vote.closed": _l("Biểu quyết đã kết thúc; không nhận thêm phiếu."),
    "conclusion.not_now": _l("Chỉ ghi kết luận được khi phiên họp đã bắt đầu."),
    "conclusion.no_lead": _l("Kết luận cần đúng một đơn vị chủ trì."),
    "conclusion.past_due": _l("Hạn hoàn thành đã qua. Chọn từ hôm nay trở đi."),
    "conclusion.unit_twice": _l("Một đơn vị chỉ giữ một vai trò trong một kết luận."),
    "conclusion.unknown_unit": _l("Có đơn vị không tìm thấy."),
    "conclusion.unknown_person": _l("Không tìm thấy lãnh đạo chỉ đạo."),
    "conclusion.no_supervisor": _l("Kết luận %(number)s chưa có lãnh đạo chỉ đạo."),
    "conclusion.issued": _l("Kết luận đã giao thành nhiệm vụ; không sửa được nữa."),
    "conclusion.nothing_to_issue": _l("Không có kết luận nào chờ giao."),
    "minutes.not_yet": _l("Biên bản chỉ có sau khi phiên họp bắt đầu."),
}

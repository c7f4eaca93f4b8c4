"""What meetings tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "meeting.unknown_unit": _l("Chưa chọn đơn vị họp."),
    "meeting.ends_before_start": _l("Giờ kết thúc phải sau giờ bắt đầu."),
    "meeting.quorum_above_one": _l("Mức đủ số người dự không thể lớn hơn tất cả."),
    "meeting.plan_is_fixed": _l(
        "Phiên họp đã bắt đầu hoặc đã xong; không sửa thông tin chung được."
    ),
    "meeting.no_notice": _l("Chưa phát hành thông báo kết luận của phiên họp này."),
    "meeting.over": _l("Phiên họp đã kết thúc; nội dung được giữ nguyên như đã ghi."),
    "meeting.already_called": _l("Phiên họp đã được mời họp rồi."),
    "meeting.no_chair": _l("Chưa có người chủ trì. Mời thêm người chủ trì rồi mời họp."),
    "meeting.no_members": _l(
        "Chưa có thành viên được biểu quyết. Mời thêm thành viên rồi mời họp."
    ),
    "meeting.no_items": _l("Chương trình chưa có nội dung. Thêm ít nhất một nội dung rồi mời họp."),
    "meeting.cannot_cancel": _l("Phiên họp đã kết thúc hoặc đã hủy; không hủy được nữa."),
    "meeting.no_seat": _l("Đồng chí không có tên trong danh sách dự phiên họp này."),
    "attendance.last_secretary": _l(
        "Không còn chủ tọa hay thư ký nào khác trong phòng. "
        "Mời tạm dừng hoặc kết thúc phiên họp, hoặc chờ người thay, rồi hãy ra về."
    ),
    "session.moved_meanwhile": _l(
        "Đồng chí %(name)s vừa chuyển sang mục %(number)s, nên chưa chuyển gì thêm. "
        "Mời xem lại rồi chuyển tiếp nếu vẫn cần."
    ),
    "undo.moved_on": _l("Phiên họp đã chuyển sang mục khác; không hoàn tác được nữa."),
    "undo.too_late": _l("Đã quá một phút; không hoàn tác được nữa."),
    "undo.used": _l(
        "Ở đó đã có phát biểu, biểu quyết hoặc kết luận; không hoàn tác được. "
        "Có thể chuyển lại mục bằng tay."
    ),
    "screen.unknown_code": _l(
        "Mã không đúng, đã dùng hoặc đã quá 10 phút. Mời thư ký cấp mã khác ở bàn thư ký."
    ),
    "screen.no_session": _l("Màn hình lớn chỉ mở được từ khi mời họp đến khi kết thúc phiên họp."),
    "screen.too_many": _l(
        "Đã có %(limit)s màn hình của phiên họp này. Tắt màn hình không dùng rồi cấp mã."
    ),
    "meeting.bad_page": _l("Trang danh sách không đúng. Mời mở lại danh sách từ đầu."),
    "agenda.has_guests": _l("Nội dung này đang có khách mời; không đặt chỉ cho thành viên được."),
    "agenda.item_discussed": _l(
        "Nội dung đã thảo luận thì giữ nguyên số thứ tự, không bỏ ra được."
    ),
    "agenda.last_item": _l("Phiên họp đã gọi cần ít nhất một nội dung."),
    "agenda.other_items": _l("Chương trình vừa có thay đổi. Mời xem lại rồi xếp thứ tự."),
    "meeting.room_taken": _l(
        "Phòng này đã có phiên họp khác: %(other)s (%(time)s). "
        "Chọn phòng hoặc giờ khác, hoặc ghi lý do dùng chung phòng."
    ),
    "series.one_end": _l("Chọn số lần họp hoặc ngày cuối, chỉ một trong hai."),
    "series.already": _l("Phiên họp này đã thuộc một chuỗi phiên họp."),
    "series.no_days": _l("Với cách lặp này không có ngày họp nào. Mời chọn lại."),
    "series.none": _l("Phiên họp này không thuộc chuỗi phiên họp nào."),
    "agenda_template.no_items": _l(
        "Chương trình chưa có nội dung nào lưu làm mẫu được. Nội dung mật không đưa vào mẫu."
    ),
    "agenda_template.too_many": _l(
        "Đơn vị đã có %(most)s mẫu chương trình. Xóa mẫu không dùng rồi lưu lại."
    ),
    "agenda_template.name_taken": _l("Đơn vị đã có mẫu mang tên này. Chọn tên khác."),
    "agenda.bad_level": _l(
        "Chương trình có tối đa ba cấp, mỗi nội dung con nằm trong nội dung trước."
    ),
    "agenda.unknown_parent": _l("Không tìm thấy nội dung cấp trên trong phiên họp này."),
    "agenda.above_own_clearance": _l(
        "Độ mật này cao hơn mức đồng chí được biết. "
        "Chọn độ mật thấp hơn hoặc nhờ người có thẩm quyền."
    ),
    "agenda.item_too_long": _l(
        "Nội dung dài %(minutes)s phút, hơn cả phiên họp (%(whole)s phút). "
        "Giảm số phút hoặc kéo dài giờ họp."
    ),
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
    "participant.has_left": _l("Đồng chí %(name)s đã nghỉ công tác; không mời được."),
    "participant.last_secretary": _l(
        "Đây là thư ký cuối cùng của phiên họp, và đơn vị chưa có ai giữ chức vụ thư ký. "
        "Mời thêm thư ký khác trước."
    ),
    "participant.is_present": _l("Đồng chí %(name)s đang có mặt; cần ghi nhận rời họp trước."),
    "answer.not_now": _l(
        "Chỉ trả lời được sau khi có giấy mời và trước khi khai mạc. Mời liên hệ thư ký."
    ),
    "answer.too_late": _l("Đã hết hạn trả lời. Mời liên hệ thư ký để ghi trả lời."),
    "answer.reason_missing": _l("Vắng mặt cần ghi lý do."),
    "answer.no_person": _l("Chưa chọn người dự thay."),
    "answer.unknown_substitute": _l("Không tìm thấy người này, hoặc người này đã nghỉ công tác."),
    "answer.takes_part": _l("Đồng chí %(name)s đã có tên dự họp; mời chọn người khác."),
    "answer.sits_for_another": _l("Đồng chí %(name)s đã dự thay người khác; mời chọn người khác."),
    "answer.substitute_of_substitute": _l(
        "Đồng chí dự thay người khác nên không cử người dự thay tiếp được."
    ),
    "answer.leader_substitute": _l(
        "Người chủ trì và thư ký không cử người dự thay. "
        "Mời sửa người chủ trì hoặc thư ký trong danh sách dự họp."
    ),
    "answer.deactivated": _l("Đồng chí %(name)s đã nghỉ công tác; không ghi trả lời được."),
    "answer.no_substitute": _l("Người này không đề nghị ai dự thay."),
    "answer.already_decided": _l("Đề nghị dự thay này đã được quyết định rồi."),
    "answer.refusal_without_reason": _l("Không đồng ý cần ghi lý do."),
    "answer.deadline_past": _l("Hạn trả lời đã qua. Chọn một thời điểm sắp tới."),
    "answer.deadline_after_start": _l("Hạn trả lời phải trước giờ họp."),
    "announcement.not_now": _l("Chỉ báo thay đổi được sau khi mời họp và trước khi kết thúc."),
    "announcement.nothing": _l("Không còn thay đổi nào chưa báo."),
    "announcement.others": _l(
        "Vừa có thay đổi khác so với danh sách đồng chí đã xem. Mời xem lại rồi gửi."
    ),
    "session.cannot_open": _l("Chỉ khai mạc được phiên họp đã mời họp và chưa bắt đầu."),
    "session.another_runs": _l(
        "Phiên họp khác đang họp: %(other)s (bắt đầu %(time)s). "
        "Kết thúc phiên ấy trước, hoặc khai mạc song song."
    ),
    "session.not_running": _l("Phiên họp chưa bắt đầu, đang tạm dừng hoặc đã kết thúc."),
    "session.not_paused": _l("Phiên họp không ở trạng thái tạm dừng."),
    "session.cannot_close": _l("Phiên họp chưa bắt đầu hoặc đã kết thúc."),
    "session.vote_open": _l("Đang có biểu quyết. Kết thúc biểu quyết trước đã."),
    "session.no_item": _l("Chưa mở nội dung nào. Mời chọn một nội dung trước."),
    "session.other_paper": _l("Tài liệu này không thuộc nội dung đang chọn."),
    "session.no_such_page": _l("Tài liệu chỉ có %(pages)s trang."),
    "room.number_twice": _l("Có hai ghế trùng số. Mỗi ghế cần một số riêng."),
    "room.outside": _l("Có ghế hoặc bàn nằm ngoài khung của phòng."),
    "room.too_many": _l("Nhiều nhất %(most)s ghế trong một phòng."),
    "room.no_plan": _l("Phòng này chưa có sơ đồ chỗ ngồi."),
    "room.drawn_meanwhile": _l(
        "Người khác vừa lưu sơ đồ của phòng này. Mời mở lại trang để thấy bản mới."
    ),
    "seating.no_room": _l("Phiên họp chưa chọn phòng, nên chưa có sơ đồ chỗ ngồi."),
    "seating.no_such_seat": _l("Sơ đồ phòng không có ghế này."),
    "seating.too_few": _l("Sơ đồ có %(seats)s ghế, ít hơn %(people)s người dự."),
    "recusal.no_reason": _l("Ghi lý do không tham gia."),
    "recusal.not_entitled": _l("Chỉ người có quyền biểu quyết mới cần xin không tham gia."),
    "recusal.vote_open": _l(
        "Nội dung này đang biểu quyết; danh sách người biểu quyết đã chốt. Mời làm sau khi đóng."
    ),
    "attendance.no_reason": _l("Ghi lý do sửa."),
    "attendance.struck": _l("Lần điểm danh này đã được gạch trước đó."),
    "attendance.still_here": _l("Người này đang có mặt, không có lần rời nào để bỏ."),
    "code.unknown": _l("Mã này không phải mã điểm danh của cơ quan. Mời quét lại."),
    "code.expired": _l("Mã đã hết hạn. Mời quét mã đang hiện trên màn hình ở cửa."),
    "code.no_meeting": _l("Phòng này hiện không có phiên họp nào của đồng chí."),
    "code.not_invited": _l("Đồng chí không có tên trong phiên họp của mã này."),
    "code.other_seat": _l("Đây là ghế %(seat)s; ghế của đồng chí là ghế %(own)s."),
    "code.taken_seat": _l("Ghế %(seat)s được xếp cho người khác. Mời hỏi thư ký."),
    "attendance.not_now": _l("Chỉ điểm danh được sau khi mời họp và trước khi phiên họp kết thúc."),
    "speaking.not_present": _l("Cần điểm danh có mặt trước khi xin phát biểu."),
    "speaking.other_item": _l("Phiên họp đã sang nội dung khác; hàng đợi của nội dung cũ đã hết."),
    "speaking.not_waiting": _l("Người này không còn trong hàng đợi."),
    "speaking.no_floor": _l("Người này không đang phát biểu."),
    "speaking.floor_taken": _l("Vừa có người khác được mời phát biểu. Mời xem lại hàng đợi."),
    "speaking.queue_changed": _l("Hàng đợi vừa có thay đổi. Mời xem lại rồi xếp thứ tự."),
    "speaking.bad_filter": _l("Điều kiện lọc chưa đúng. Mời chọn lại."),
    "lead.not_present": _l("Chỉ trao quyền dẫn trang cho người đang có mặt ở nội dung này."),
    "file.missing": _l("Chưa chọn tệp."),
    "minutes.not_yet": _l("Biên bản chỉ có sau khi phiên họp bắt đầu."),
    "room.rows_half": _l("Điền cả số hàng và số ghế mỗi hàng, hoặc để trống cả hai."),
}

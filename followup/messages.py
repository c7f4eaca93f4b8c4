"""What follow-up tells people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "article.unknown": _l("Danh sách điều vừa thay đổi. Mời tải lại trang."),
    "article.has_tasks": _l("%(label)s đã có nhiệm vụ, không bỏ được."),
    "article.of_other": _l("Điều này không thuộc văn bản đã chọn."),
    "directive.nothing": _l("Chưa sửa gì. Văn bản giữ nguyên."),
    "directive.of_source": _l("Phần này theo sổ văn bản hoặc phiên họp, không sửa ở đây."),
    "directive.has_tasks": _l("Còn %(count)s nhiệm vụ gắn với văn bản này, không bỏ khỏi sổ được."),
    "directive.has_files": _l("Còn %(count)s tệp của văn bản này. Mời thu hồi tệp trước."),
    "directive.no_text": _l("Chưa đọc được chữ trong tệp của văn bản này. Mời dán nội dung."),
    "directive.secret": _l("Văn bản mật không đưa vào theo dõi chung."),
    "task.wrong_state": _l("Nhiệm vụ đang ở bước khác, không còn làm được việc này. Mời xem lại."),
    "task.not_received": _l("Đơn vị chủ trì chưa tiếp nhận nhiệm vụ này. Mời tiếp nhận trước."),
    "task.unit_unknown": _l("Chưa chọn đúng đơn vị."),
    "task.unit_out_of_reach": _l("Đồng chí chỉ giao được cho đơn vị mình lãnh đạo và cấp dưới."),
    "task.unit_same": _l("Đơn vị này đang chủ trì. Mời chọn đơn vị khác."),
    "task.children_open": _l(
        "Còn %(count)s nhiệm vụ con chưa kết thúc. Mời xem lại các nhiệm vụ con trước."
    ),
    "task.parts_open": _l(
        "Còn %(count)s phần việc phối hợp chưa xong. Chờ đơn vị báo cáo, hoặc rút phần việc đó."
    ),
    "task.piece_after_whole": _l("Không sau hạn của nhiệm vụ (%(due_on)s)."),
    "task.unit_not_below": _l("Chỉ tách cho đơn vị chủ trì và đơn vị trực thuộc."),
    "task.assignee_by_unit": _l("Đơn vị nhận việc sẽ tự giao cán bộ. Mời bỏ trống."),
    "task.too_deep": _l("Nhiệm vụ chỉ tách được đến %(most)s cấp."),
    "task.too_many_children": _l("Mỗi nhiệm vụ tách được nhiều nhất %(most)s nhiệm vụ con."),
    "amend.nothing": _l("Chưa sửa gì. Nhiệm vụ giữ nguyên."),
    "part.content_missing": _l("Có hạn riêng thì ghi phần việc của đơn vị."),
    "unit.has_reported": _l("%(unit)s đã báo cáo phần việc của mình, không bỏ được."),
    "due.same": _l("Đây đang là hạn của nhiệm vụ (%(due_on)s)."),
    "due.extension_waits": _l("Đang có đề nghị gia hạn chờ trả lời. Mời quyết định đề nghị đó."),
    "due.child_later": _l("Nhiệm vụ con %(code)s có hạn sau ngày này. Mời đổi hạn ở đó trước."),
    "part.not_coordinating": _l("Đơn vị này không phối hợp trong nhiệm vụ."),
    "part.none": _l("Đơn vị chưa được giao phần việc riêng."),
    "part.official_outside": _l("Người này không giữ chức vụ nào trong đơn vị phối hợp."),
    "part.done": _l("Phần việc này đã báo cáo xong."),
    "task.unit_twice": _l("Mỗi đơn vị chỉ nhận một vai trong nhiệm vụ."),
    "task.supervisor_unknown": _l("Chưa chọn đúng lãnh đạo chỉ đạo."),
    "task.directive_unknown": _l("Không tìm thấy văn bản chỉ đạo này trong sổ."),
    "task.due_in_past": _l("Hạn hoàn thành đã qua. Mời chọn từ hôm nay trở đi."),
    "task.standing_with_date": _l("Nhiệm vụ không hạn thì không ghi ngày hoàn thành."),
    "task.periodic_with_date": _l("Nhiệm vụ định kỳ có hạn theo từng kỳ, không ghi một ngày."),
    "task.period_missing": _l("Kỳ báo cáo đi cùng nhiệm vụ định kỳ: chọn cả hai, hoặc bỏ cả hai."),
    "task.starts_too_early": _l("Kỳ đầu không sớm hơn một năm trước."),
    "task.ends_too_early": _l("Ngày kết thúc không trước hôm nay và kỳ đầu."),
    "report.no_period": _l("Kỳ này đã có báo cáo hoặc chưa bắt đầu. Mỗi kỳ báo cáo một lần."),
    "report.none_to_return": _l("Kỳ này không có báo cáo để trả lại."),
    "report.not_periodic": _l("Nhiệm vụ này không báo cáo theo kỳ."),
    "extension.periodic": _l("Nhiệm vụ định kỳ có hạn theo từng kỳ, không xin gia hạn."),
    "extension.after_completion": _l("Nhiệm vụ đã báo cáo hoàn thành, không xin gia hạn được nữa."),
    "extension.pending": _l("Đã có một đề nghị gia hạn đang chờ quyết định."),
    "extension.none": _l("Không còn đề nghị gia hạn nào chờ quyết định."),
    "extension.no_date": _l("Nhiệm vụ không hạn thì không cần gia hạn."),
    "extension.not_later": _l("Ngày mới phải sau hạn hiện tại (%(due_on)s)."),
    "chase.today": _l("Nhiệm vụ %(code)s hôm nay đã được đôn đốc. Mời xem ở trang nhiệm vụ."),
    "chase.several_units": _l("Mỗi lần đôn đốc gửi một đơn vị chủ trì."),
    "chase.answer_in_past": _l("Hạn trả lời đã qua. Mời chọn từ hôm nay trở đi."),
    "chase.no_body": _l("Đồng chí chưa giữ chức vụ ở đơn vị có thể ban hành công văn này."),
    "chase.no_signer": _l("Chưa chọn đúng lãnh đạo ký công văn."),
    "chase.signer_of_others": _l(
        "Người ký không phải lãnh đạo của %(body)s. Mời chọn lãnh đạo của cơ quan này, hoặc chọn cơ"
        " quan đứng tên khác."
    ),
    "reminder_rule.no_hours": _l("Giờ bắt đầu gửi phải trước giờ thôi gửi."),
    "task.assignee_outside": _l("Người này không giữ chức vụ nào trong đơn vị chủ trì."),
    "message.answers_nothing": _l("Không tìm thấy lời được trả lời. Mời tải lại trang."),
    "message.private_stays_private": _l("Lời nhắn riêng chỉ trả lời riêng."),
    "message.private_calls_nobody": _l("Lời nhắn riêng không nhắc được ai khác."),
    "message.private_to_oneself": _l("Đồng chí chính là người giao nhiệm vụ này."),
    "message.mention_outside": _l("Chỉ nhắc được người có phần trong nhiệm vụ này."),
    "message.too_many_files": _l("Mỗi lời trao đổi đính được nhiều nhất %(most)s tệp."),
    "consult.nobody": _l("Chưa chọn đơn vị hay người cho ý kiến."),
    "consult.oneself": _l("Đồng chí không tự xin ý kiến của mình."),
    "assignment.void": _l("Nhiệm vụ đã hủy hoặc bị từ chối nhận, không lập phiếu giao việc được."),
    "consult.person_unknown": _l("Chỉ xin ý kiến người đang giữ một chức vụ."),
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
    "outlook.day_outside": _l("Chỉ xem trước được mười bốn ngày tới."),
    "task_list.too_many": _l("Mỗi người lưu được nhiều nhất %(most)s bộ lọc. Mời xóa bớt."),
    "task_list.unit_of_others": _l("Chỉ dùng chung được với đơn vị mình đang giữ chức vụ."),
    "page.key_wrong": _l("Không tìm thấy trang này của danh sách. Mời xem từ đầu."),
}

"""What documents tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "paper.secret_refused": _l(
        "Theo luật, tài liệu mật, tối mật, tuyệt mật không đưa lên mạng thông thường. "
        "Tệp này không được nhận và không được giữ lại."
    ),
    "paper.above_clearance": _l("Đồng chí chưa được phép biết tài liệu ở độ mật này."),
    "file.missing": _l("Chưa chọn tệp."),
    "file.empty": _l("Tệp này rỗng (0 byte), chưa được lưu. Mời chọn lại tệp."),
    "file.too_large": _l("Tệp quá lớn: tối đa %(megabytes)s MB. Tệp chưa được lưu."),
    "file.type_refused": _l(
        "Chỉ nhận PDF, ảnh và tệp Word, Excel, PowerPoint. Tệp này thuộc loại khác, chưa được lưu."
    ),
    "file.macros": _l("Tệp này có chứa macro nên không được nhận. Mời lưu lại không kèm macro."),
    "file.virus": _l(
        "Tệp này nhiễm vi-rút (%(virus)s) nên không được nhận và không được giữ lại. Mời quét "
        "vi-rút trên máy của đồng chí."
    ),
    "file.not_scanned": _l(
        "Máy quét vi-rút chưa trả lời nên tệp chưa được nhận. Mời thử lại sau ít phút."
    ),
    "file.damaged": _l("Tệp bị hỏng hoặc bị cắt cụt, không mở được. Mời kiểm tra và tải lên lại."),
    "upload.same_file": _l("Tệp này đã có ở đây, với tên “%(title)s”. Chưa gửi lại."),
    "upload.too_much": _l(
        "Đồng chí đang gửi dở quá nhiều: tối đa %(files)s tệp, %(megabytes)s MB. Mời đợi các tệp "
        "đang gửi, hoặc bỏ bớt."
    ),
    "upload.no_such_part": _l("Tệp không có phần này."),
    "upload.damaged_part": _l("Một phần của tệp đến không nguyên vẹn. Mời gửi lại phần đó."),
    "upload.parts_missing": _l("Tệp chưa đến đủ. Mời gửi tiếp các phần còn thiếu."),
    "upload.other_content": _l(
        "Tệp nhận được khác với tệp đã báo, chưa được lưu. Mời kiểm tra và gửi lại từ đầu."
    ),
    "upload.finished": _l("Tệp này đã gửi xong nên không bỏ được nữa."),
    "compare.only_one": _l("Chưa có bản nào trước bản này để so."),
    "compare.too_long": _l("Hai bản quá dài hoặc quá khác nhau, không so được. Mời đọc từng bản."),
    "office.no_converter": _l(
        "Máy chủ chưa cài LibreOffice nên chưa chuyển được sang PDF. Tệp vẫn được giữ và tự chuyển "
        "khi đã cài; hoặc mời xuất ra PDF rồi tải lên."
    ),
    "office.failed": _l(
        "Không chuyển được tệp này sang PDF: tệp hỏng hoặc có mật khẩu. "
        "Mời xuất ra PDF rồi tải lên."
    ),
    "office.timeout": _l("Chuyển sang PDF quá lâu. Mời thử lại, hoặc xuất ra PDF rồi tải lên."),
    "paper.not_failed": _l("Tài liệu này không cần xử lý lại."),
    "paper.secret_mark": _l(
        "Trang đầu có dấu mật. Theo quy định, tài liệu mật không được đưa lên mạng này."
    ),
    "pdf.not_pdf": _l("Tệp này không phải PDF. Mời xuất ra PDF rồi tải lên lại."),
    "pdf.empty": _l("Tệp này rỗng (0 byte). Mời chọn lại tệp."),
    "pdf.truncated": _l("Tệp PDF bị cắt cụt, có thể do tải dở. Mời kiểm tra và tải lên lại."),
    "pdf.broken": _l("Tệp PDF bị hỏng, không mở được. Mời xuất lại PDF từ bản gốc."),
    "pdf.encrypted": _l(
        "Tệp PDF có mật khẩu. Mời nhập mật khẩu để mở, hoặc bỏ mật khẩu rồi tải lên lại."
    ),
    "pdf.wrong_password": _l("Mật khẩu này không mở được tệp. Mời kiểm tra và nhập lại."),
    "paper.no_password_needed": _l("Tệp này không chờ mật khẩu."),
    "pdf.too_many_pages": _l("Tệp PDF có quá nhiều trang. Mời chia thành nhiều tệp nhỏ hơn."),
    "pdf.too_large": _l("Tệp PDF cần quá nhiều bộ nhớ để mở. Mời xuất lại PDF từ bản gốc."),
    "pdf.timeout": _l("Tệp PDF quá phức tạp, mở quá lâu. Mời xuất lại PDF từ bản gốc."),
    "pdf.no_such_page": _l("Tài liệu không có trang này."),
    "paper.not_ready": _l("Tài liệu đang được xử lý hoặc không mở được, chưa làm được việc này."),
    "paper.no_such_page": _l("Tài liệu không có trang này."),
    "copy.only_stamped": _l(
        "Tài liệu này chỉ tải được bản có dấu tên người đọc. Mời mở tài liệu rồi chọn “Tải tệp”."
    ),
    "copy.in_background": _l(
        "Bảng dài được chuẩn bị riêng. Mời mở trang tổng hợp ý kiến rồi chọn “Tải bảng PDF”."
    ),
    "copy.not_ready": _l("Bản này chưa chuẩn bị xong. Mời đợi thêm một lát."),
    "copy.gone": _l("Bản đã chuẩn bị không còn giữ. Mời tải lại từ đầu."),
    "bookmark.too_many": _l("Mỗi tài liệu giữ tối đa %(limit)s dấu trang. Mời bỏ bớt dấu cũ."),
    "search.too_short": _l("Mời gõ ít nhất hai chữ cái để tìm."),
    "mark.no_shape": _l("Nét ghi chú thiếu hình, chưa được lưu."),
    "mark.too_many_points": _l("Nét ghi chú quá dài, chưa được lưu."),
    "mark.no_such_page": _l("Tài liệu chỉ có %(pages)s trang, không có trang %(page)s."),
    "mark.outside_page": _l("Nét ghi chú nằm ngoài trang, chưa được lưu."),
    "mark.no_words": _l("Chưa có lời nào. Mời viết rồi ghi lại."),
    "mark.no_unit": _l("Đồng chí chưa giữ chức vụ ở đơn vị nào nên không có lớp đơn vị."),
    "mark.not_a_reply": _l("Chỉ lời trả lời mới gắn được với một ghi chú khác."),
    "mark.reply_elsewhere": _l(
        "Lời trả lời phải cùng lớp, cùng trang với ghi chú được trả lời, và không trả lời một lời "
        "trả lời khác."
    ),
    "mark.answered_gone": _l("Ghi chú này đã được người viết xóa nên không trả lời được nữa."),
    "carried.no_mark_there": _l(
        "Ghi chú này chưa có chỗ ở bản mới. Mời chọn chỗ cho ghi chú, hoặc không chuyển."
    ),
    "carried.no_such_place": _l("Không có chỗ này để chọn. Mời tải lại trang."),
    "carried.choose_place": _l("Mời chạm vào chỗ đặt ghi chú trên trang, hoặc chọn một chỗ gợi ý."),
    "mark.id_taken": _l("Mã ghi chú này đã dùng cho một ghi chú khác."),
    "grant.nobody": _l("Chưa chọn người hoặc đơn vị, hoặc không có người, đơn vị này."),
    "grant.none_always": _l("Không cho xem thì không cần thời hạn. Mời bỏ thời hạn."),
    "grant.window": _l("Giờ kết thúc phải sau giờ bắt đầu."),
    "grant.past": _l("Giờ kết thúc đã qua. Mời chọn giờ khác, hoặc chọn không cho xem."),
    "grant.too_many": _l(
        "Mỗi nơi đặt tối đa %(limit)s quy tắc. Mời đặt cho đơn vị thay vì từng người."
    ),
    "grant.bad_time": _l("Giờ này không đọc được. Mời chọn lại ngày và giờ."),
    "summary.too_long": _l(
        "Quá nhiều ý kiến cho một tệp (tối đa %(most)s). Mời chọn ít lớp hơn, hoặc một người viết."
    ),
    "mark.bad_layers": _l("Chỉ có ba lớp ghi chú: personal, unit và meeting."),
}

"""What documents tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "paper.secret_refused": _l(
        "Theo luật, tài liệu mật, tối mật, tuyệt mật không đưa lên mạng thông thường. "
        "Tệp này không được nhận và không được giữ lại."
    ),
    "paper.above_clearance": _l("Đồng chí chưa được phép biết tài liệu ở độ mật này."),
    "file.empty": _l("Tệp này rỗng (0 byte), chưa được lưu. Mời chọn lại tệp."),
    "file.too_large": _l("Tệp quá lớn: tối đa %(megabytes)s MB. Tệp chưa được lưu."),
    "file.type_refused": _l(
        "Chỉ nhận PDF, ảnh và tệp Word, Excel, PowerPoint. Tệp này thuộc loại khác, chưa được lưu."
    ),
    "file.macros": _l("Tệp này có chứa macro nên không được nhận. Mời lưu lại không kèm macro."),
    "file.damaged": _l("Tệp bị hỏng hoặc bị cắt cụt, không mở được. Mời kiểm tra và tải lên lại."),
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
    "pdf.encrypted": _l("Tệp PDF có mật khẩu, không mở được. Mời bỏ mật khẩu rồi tải lên lại."),
    "pdf.too_many_pages": _l("Tệp PDF có quá nhiều trang. Mời chia thành nhiều tệp nhỏ hơn."),
    "pdf.too_large": _l("Tệp PDF cần quá nhiều bộ nhớ để mở. Mời xuất lại PDF từ bản gốc."),
    "pdf.timeout": _l("Tệp PDF quá phức tạp, mở quá lâu. Mời xuất lại PDF từ bản gốc."),
    "pdf.no_such_page": _l("Tài liệu không có trang này."),
    "paper.not_ready": _l("Tài liệu đang được xử lý hoặc không mở được, chưa làm được việc này."),
    "paper.no_such_page": _l("Tài liệu không có trang này."),
    "mark.no_shape": _l("Nét ghi chú thiếu hình, chưa được lưu."),
    "mark.too_many_points": _l("Nét ghi chú quá dài, chưa được lưu."),
    "mark.no_such_page": _l("Tài liệu chỉ có %(pages)s trang, không có trang %(page)s."),
    "mark.outside_page": _l("Nét ghi chú nằm ngoài trang, chưa được lưu."),
    "mark.id_taken": _l("Mã ghi chú này đã dùng cho một ghi chú khác."),
    "mark.bad_layers": _l("Chỉ có hai lớp ghi chú: personal và meeting."),
}

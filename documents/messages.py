"""What documents tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "file.empty": _l("Tệp này rỗng (0 byte), chưa được lưu. Mời chọn lại tệp."),
    "file.not_pdf": _l("Tệp này không phải PDF, chưa được lưu. Mời xuất ra PDF rồi tải lên lại."),
    "file.too_large": _l("Tệp quá lớn: tối đa %(megabytes)s MB. Tệp chưa được lưu."),
    "file.type_refused": _l(
        "Chỉ nhận PDF, ảnh và tệp Word, Excel, PowerPoint. Tệp này thuộc loại khác, chưa được lưu."
    ),
    "file.macros": _l("Tệp này có chứa macro nên không được nhận. Mời lưu lại không kèm macro."),
    "file.damaged": _l("Tệp bị hỏng hoặc bị cắt cụt, không mở được. Mời kiểm tra và tải lên lại."),
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

"""What catalogues tell people when something cannot be done."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "catalogue.bad_code": _l("Mã chỉ gồm chữ, số và các dấu - . _, không có dấu cách."),
    "catalogue.bad_text": _l("Có ký tự không hiển thị được. Mời gõ lại."),
    "catalogue.no_code": _l("Chưa điền mã."),
    "catalogue.code_taken": _l("Mã %(code)s đã có trong danh mục này."),
    "catalogue.code_in_use": _l("Mã %(code)s đang được dùng; chỉ sửa được tên và các mục khác."),
    "catalogue.in_use": _l(
        "“%(name)s” đang được dùng ở %(count)s nơi, không xóa được. Có thể ngừng dùng: nơi cũ vẫn "
        "giữ nguyên, việc mới không chọn được nữa."
    ),
    "catalogue.full": _l("Danh mục đã đủ %(most)s mục. Mời xóa bớt mục không dùng."),
    "catalogue.not_offered": _l("Chưa chọn đúng trong danh mục, hoặc mục này đã ngừng dùng."),
    "catalogue.not_retired": _l("Mục này đang được dùng, không cần dùng lại."),
    "catalogue.retired_in_past": _l("Ngày ngừng dùng phải từ hôm nay trở đi."),
    "catalogue.share_above_one": _l("Tỷ lệ không thể lớn hơn, hoặc trên mức, tất cả."),
    "catalogue.code_no_sign": _l(
        "Ký hiệu chỉ gồm chữ, bắt đầu bằng chữ in hoa, nhiều nhất %(most)s chữ."
    ),
    "catalogue.superior_unknown": _l("Cơ quan cấp trên %(code)s chưa có trong danh mục."),
    "catalogue.superior_in_circle": _l(
        "Cấp trên không thể là chính cơ quan này hay cấp dưới của nó."
    ),
    "catalogue.bad_number": _l("Cần một số nguyên."),
    "catalogue.bad_numbers": _l("Cần các số nguyên, cách nhau dấu phẩy. Ví dụ: 7, 3, 1."),
    "catalogue.bad_choice": _l("Không có trong danh sách."),
    "catalogue.bad_day": _l("Ngày chưa đúng, cần dạng ngày/tháng/năm."),
    "catalogue.bad_share": _l("Tỷ lệ chưa đúng. Ví dụ: trên 1/2, từ 2/3, tất cả."),
    "catalogue.bad_line": _l("Mỗi dòng một nội dung; số phút là số, đặt sau dấu gạch đứng |."),
    "catalogue.cell_wrong": _l("%(column)s: %(why)s"),
    "catalogue.row_misfit": _l("Nội dung không hợp với danh mục này."),
    "catalogue.row_twice": _l("Mã %(code)s đã có ở dòng %(number)s."),
}

"""What is said of tables that cannot be read, and of rows that cannot be imported."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "sheet.empty": _l("Tệp không có dòng dữ liệu nào. Mời tải tệp mẫu về và điền vào đó."),
    "sheet.unreadable": _l(
        "Không đọc được tệp này. Mời lưu lại dưới dạng .xlsx hoặc .csv rồi gửi lại."
    ),
    "sheet.too_costly": _l(
        "Tệp mất quá nhiều thời gian để đọc. Mời chép các dòng sang tệp mẫu rồi gửi lại."
    ),
    "sheet.old_workbook": _l(
        "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. "
        "Mời bỏ mật khẩu, lưu lại dưới dạng .xlsx."
    ),
    "sheet.encoding": _l("Tệp CSV chưa đúng bảng mã. Mời lưu lại dạng CSV UTF-8, hoặc dùng .xlsx."),
    "sheet.unpacks_too_large": _l("Tệp quá lớn khi mở ra (quá %(megabytes)s MB)."),
    "sheet.too_long": _l("Tệp có quá nhiều chữ. Mời chia thành nhiều tệp."),
    "sheet.too_many_rows": _l("Tệp có quá %(most)s dòng. Mời chia thành nhiều tệp."),
    "sheet.too_many_columns": _l("Tệp có quá %(most)s cột. Mời dùng tệp mẫu."),
    "sheet.missing_columns": _l("Tệp thiếu cột: %(titles)s. Dòng đầu của tệp cần có tên các cột."),
    "sheet.column_twice": _l("Tệp có hai cột cùng tên: %(title)s."),
    "sheet.unknown_column": _l("Cột “%(title)s” không dùng đến nên được bỏ qua."),
    "sheet.cell_too_long": _l("Có ô dài quá %(most)s ký tự."),
    "sheet.bad_day": _l("“%(text)s” không phải là ngày; cần dạng ngày/tháng/năm."),
    "sheet.missing": _l("Cột “%(title)s” chưa điền."),
    "import.gone": _l("Tệp chờ nhập không còn. Mời chọn lại tệp."),
    "import.has_bad_rows": _l("Tệp còn %(count)s dòng sai. Hãy sửa tệp, hoặc chọn bỏ các dòng đó."),
}

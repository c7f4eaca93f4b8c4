"""What the audit log calls deeds on papers and marks."""

from flask_babel import lazy_gettext as _l

from documents.issuing import words as issuing
from documents.register import words as register
from documents.routing import words as routing
from ecabinet.core.deed_words import Subject

SUBJECTS = {
    "paper": Subject(_l("Tài liệu")),
    "paper_version": Subject(_l("Bản tài liệu")),
    "upload": Subject(_l("Tệp đang gửi")),
    "annotation": Subject(_l("Ghi chú")),
    "mark": Subject(_l("Ghi chú")),
    **register.SUBJECTS,
    **routing.SUBJECTS,
    **issuing.SUBJECTS,
}
DEEDS = {
    "paper.uploaded": _l("Tải tài liệu lên"),
    "paper.ready": _l("Tài liệu đã xử lý xong, đọc được"),
    "paper.lightened": _l("Làm bản nhẹ của tài liệu để mở nhanh"),
    "paper.refused": _l("Tài liệu không dùng được"),
    "paper.converting": _l("Bắt đầu chuyển tài liệu sang PDF"),
    "paper.put_back": _l("Đưa tài liệu vào hàng chờ xử lý lại"),
    "upload.begun": _l("Bắt đầu gửi một tệp"),
    "upload.resumed": _l("Gửi tiếp một tệp gửi dở"),
    "upload.dropped": _l("Bỏ một tệp đang gửi"),
    "upload.swept": _l("Dọn các tệp gửi dở quá một ngày"),
    "paper.unlocked": _l("Mở tệp có mật khẩu"),
    "paper.marked": _l("Ghi chú lên tài liệu"),
    "paper.marks_taken": _l("Nhập ghi chú có sẵn trong tệp"),
    "mark.changed": _l("Sửa ghi chú"),
    "mark.removed": _l("Xóa ghi chú"),
    "mark.settled": _l("Xử lý chỗ của ghi chú chuyển từ bản trước"),
    "paper.marks_carried": _l("Chuyển ghi chú sang bản mới"),
    "paper.recognised": _l("Nhận dạng chữ của bản chụp"),
    "paper.recalled": _l("Thu hồi tài liệu"),
    "paper.restored": _l("Khôi phục tài liệu đã thu hồi"),
    "grant.set": _l("Đặt quyền với tài liệu"),
    "grant.window_turned": _l("Thời hạn của một quyền với tài liệu bắt đầu hoặc kết thúc"),
    "grant.removed": _l("Bỏ một quyền đã đặt với tài liệu"),
    "paper.opened": _l("Mở đọc tài liệu"),
    "paper.downloaded": _l("Tải tài liệu về máy"),
    "paper.original_taken": _l("Tải tệp gốc như đã gửi về máy"),
    "paper.exported": _l("Tải tài liệu kèm ghi chú về máy"),
    "paper.summarised": _l("Tải bảng tổng hợp ý kiến về máy"),
    "paper.printed": _l("Mở tài liệu để in"),
    "paper.copy_asked": _l("Nhờ chuẩn bị bản tải về hoặc bản in"),
    "paper.copy_made": _l("Chuẩn bị xong một bản tải về hoặc bản in"),
    "paper.copies_forgotten": _l("Dọn các bản đã chuẩn bị cho người đọc"),
    **register.DEEDS,
    **routing.DEEDS,
    **issuing.DEEDS,
}

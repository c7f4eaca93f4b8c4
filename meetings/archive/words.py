"""Words of archives: refusals, deeds, layers to choose from."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "archive.not_over": _l("Hồ sơ phiên họp lập được sau khi phiên họp kết thúc."),
    "archive.in_person": _l(
        "Hồ sơ phiên họp chỉ lập cho chính người tải. Mời thôi làm thay rồi tải hồ sơ của mình."
    ),
    "archive.too_large": _l(
        "Hồ sơ lớn hơn mức cho phép là %(megabytes)s MB. Mời bỏ bớt bản có ghi chú, tệp gốc; "
        "nếu vẫn lớn, mời báo người quản trị."
    ),
    "archive.failed": _l("Không lập được hồ sơ. Mời lập lại; nếu vẫn lỗi, mời báo người quản trị."),
    "archive.not_ready": _l("Hồ sơ chưa lập xong. Mời đợi thêm ít phút."),
    "archive.gone": _l("Hồ sơ đã lập không còn giữ. Mời lập lại."),
    "archive.changed": _l("Tài liệu hoặc quyền đã thay đổi từ khi lập hồ sơ. Mời lập lại."),
}
DEEDS = {
    "archive.asked": _l("Yêu cầu lập hồ sơ phiên họp"),
    "archive.made": _l("Lập xong hồ sơ phiên họp cho một người"),
    "archive.failed": _l("Không lập được hồ sơ phiên họp"),
    "archive.forgotten": _l("Dọn các hồ sơ phiên họp đã quá hạn giữ"),
    "archive.downloaded": _l("Tải hồ sơ phiên họp về máy"),
}
LAYERS = (
    ("meeting", _l("Ghi chú chung của phiên họp")),
    ("unit", _l("Ghi chú của đơn vị tôi")),
    ("personal", _l("Ghi chú của riêng tôi")),
)

"""Words of the administrators' pages of people."""

from flask_babel import lazy_gettext as _l

from ecabinet.accounts.queries.people import Standing

STANDINGS = {
    Standing.ACTIVE: _l("Đang hoạt động"),
    Standing.NO_OFFICE: _l("Chưa có chức vụ"),
    Standing.NO_FACTOR: _l("Chưa bật xác thực hai lớp"),
    Standing.LEFT: _l("Đã ngừng"),
    Standing.ALL: _l("Tất cả"),
}
DEEDS_ASIDE = ("title", "unit", "to", "reason")
"""What the history of a person tells beside each deed, in this order."""
COLUMNS = {
    "username": _l("Tên đăng nhập"),
    "name": _l("Họ và tên"),
    "email": _l("Thư điện tử"),
    "phone": _l("Điện thoại"),
    "unit_code": _l("Ký hiệu đơn vị"),
    "role": _l("Vai trò"),
    "title": _l("Chức vụ"),
    "from_on": _l("Từ ngày"),
    "to_on": _l("Đến hết ngày"),
    "is_head": _l("Đứng đầu đơn vị"),
}
EXAMPLES = {
    "username": "nguyen.an",
    "name": "Nguyễn Văn An",
    "email": "an@vinhphuc.vn",
    "phone": "0912 345 678",
    "unit_code": "VPTU",
    "role": "Cán bộ",
    "title": "Chuyên viên",
    "from_on": "01/03/2026",
    "to_on": "",
    "is_head": "",
}

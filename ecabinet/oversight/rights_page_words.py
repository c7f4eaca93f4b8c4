"""What the pages about rights call roles, parts of the product, and groups of reasons."""

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from ecabinet.core.things import about_nothing, never_chosen, register_things
from ecabinet.oversight.reasons import Join
from ecabinet.oversight.rights_policies import RightsPermission

FEATURES = {
    "meetings": _l("Phiên họp"),
    "documents": _l("Tài liệu"),
    "followup": _l("Nhiệm vụ"),
    "accounts": _l("Người dùng, đơn vị, ủy quyền"),
    "catalogues": _l("Danh mục"),
    "notifications": _l("Thông báo"),
    "oversight": _l("Giám sát"),
    "retention": _l("Thời hạn lưu giữ"),
    "webhooks": _l("Gửi ra hệ thống khác"),
}
"""Parts of the product in the order of the pages; one not named here comes last."""

JOINS = {
    Join.ALL: _l("Có đủ các điều kiện"),
    Join.ANY: _l("Thuộc trường hợp"),
    Join.MISSING: _l("Còn thiếu"),
    Join.NONE: _l("Không thuộc trường hợp nào"),
}


def name_rights() -> None:
    """Give the permission to ask its words."""
    rules.name_permissions({RightsPermission.READ: _l("Tra cứu quyền của mọi người")})
    register_things(never_chosen("rights", _l("Bảng quyền"), about_nothing))

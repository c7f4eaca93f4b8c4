"""Words of the areas a token opens, for its pages and the API page."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.core.scopes import AREAS

AREA_WORDS: dict[str, Any] = {
    "meetings": _l("Phiên họp, biểu quyết, kết luận"),
    "documents": _l("Tài liệu và ghi chú"),
    "followup": _l("Văn bản chỉ đạo, nhiệm vụ"),
    "people": _l("Đơn vị và con người"),
    "catalogues": _l("Danh mục"),
    "notices": _l("Thông báo của đồng chí"),
    "admin": _l("Nhật ký hệ thống, gửi ra hệ thống khác"),
}
assert set(AREA_WORDS) == set(AREAS)

STATES: dict[str, Any] = {
    "living": _l("Đang dùng được"),
    "expired": _l("Đã hết hạn"),
    "revoked": _l("Đã thu hồi"),
}

MESSAGES: dict[str, Any] = {
    "token.needs_browser": _l(
        "Việc này chỉ làm được trong trình duyệt, khi chính đồng chí đăng nhập."
    ),
    "token.sign_in_again": _l(
        "Để tạo mã truy cập, đồng chí cần đăng nhập lại trong vòng %(minutes)s phút gần đây."
    ),
    "token.name_taken": _l("Đã có mã truy cập tên “%(name)s”. Mời đặt tên khác."),
    "token.too_many": _l(
        "Mỗi người có nhiều nhất %(limit)s mã còn hiệu lực. Mời thu hồi mã không dùng nữa."
    ),
    "token.scope": _l("Mã truy cập này không được phép làm việc đó (cần phạm vi %(scope)s)."),
    "token.unknown": _l("Mã truy cập không đúng. Mời xem lại mã, hoặc tạo mã mới."),
    "token.expired": _l("Mã truy cập đã hết hạn. Mời tạo mã mới."),
    "token.revoked": _l("Mã truy cập đã bị thu hồi. Mời tạo mã mới nếu vẫn cần."),
    "token.owner_left": _l("Tài khoản của người tạo mã truy cập đã ngừng hoạt động."),
    "token.no_behalf": _l("Mã truy cập không dùng được khi làm thay người khác."),
}


def scope_words(scopes: list[str] | tuple[str, ...]) -> list[tuple[Any, bool]]:
    """Return (words of the area, whether it may also write) for each area of `scopes`, in order."""
    return [
        (AREA_WORDS[area], f"{area}:write" in scopes)
        for area in AREAS
        if f"{area}:read" in scopes or f"{area}:write" in scopes
    ]

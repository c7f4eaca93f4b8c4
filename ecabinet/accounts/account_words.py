"""Words of the account pages, and the places of other features that belong to one's account."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.accounts.password_rules import NEEDED, Strength


@dataclass(frozen=True)
class Place:
    """Another page about oneself."""

    endpoint: str
    label: Any
    text: Any
    icon: str


# Shown where the feature is there.
PLACES = (
    Place(
        "notifications.preferences",
        _l("Cách nhận thông báo"),
        _l("Chuông, thư điện tử, bản tin cuối ngày."),
        "bell",
    ),
    Place(
        "calendar_feed.show",
        _l("Lịch trên điện thoại, máy tính"),
        _l("Địa chỉ riêng để ứng dụng lịch của đồng chí tự lấy lịch họp."),
        "calendar",
    ),
    Place(
        "delegations.index",
        _l("Ủy quyền"),
        _l("Giao cho người khác làm thay trong một thời gian."),
        "sub",
    ),
    Place(
        "own_tokens.index",
        _l("Mã truy cập của tôi"),
        _l("Cho chương trình gọi vào hệ thống thay đồng chí."),
        "key",
    ),
)

METER = (
    _l("Rất dễ đoán"),
    _l("Dễ đoán"),
    _l("Chưa đủ mạnh"),
    _l("Đủ mạnh"),
    _l("Rất mạnh"),
)
NAMES_YOU = _l("có tên của đồng chí, đơn vị hoặc cơ quan")
TOO_SHORT = _l("Cần ít nhất %(length)s ký tự, còn thiếu %(missing)s")


def meter_words(found: Strength) -> str:
    """Return what the meter under a new password says."""
    words = str(METER[found.score])
    return f"{words}: {NAMES_YOU}" if found.names and found.score < NEEDED else words

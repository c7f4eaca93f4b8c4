"""Rights of notifications in words: what each permission is called, what each rule says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from ecabinet.core.permissions import Predicate
from ecabinet.notifications import policies
from ecabinet.notifications.policies import MailPermission, NoticePermission

NAMES = {
    NoticePermission.READ: _l("Đọc thông báo của mình"),
    MailPermission.OPERATE: _l("Xem thư hệ thống gửi, gửi lại thư"),
}
RULES: dict[Predicate, Any] = {
    policies.is_told: _l("Là người được thông báo"),
    policies.is_administrator: _l("Là quản trị hệ thống"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)

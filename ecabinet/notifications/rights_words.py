"""Rights of notifications in words: what each permission is called, what each rule says."""

from typing import Any
from uuid import uuid4

from flask_babel import lazy_gettext as _l

from ecabinet.core import rules
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import Predicate
from ecabinet.core.things import about_nothing, never_chosen, register_things
from ecabinet.notifications import policies
from ecabinet.notifications.policies import MailPermission, NoticePermission

NAMES = {
    NoticePermission.READ: _l("Đọc thông báo của mình"),
    MailPermission.OPERATE: _l("Xem thư hệ thống gửi, gửi lại thư"),
}
RULES: dict[Predicate, Any] = {
    policies.is_told: _l("Là người được thông báo"),
}


def name_rights() -> None:
    """Give permissions and rules their words, and the kinds of things they are about."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    register_things(
        never_chosen("notice", _l("Thông báo"), lambda _unit: [NoticeRow(person_id=uuid4())])
    )
    register_things(never_chosen("mail", _l("Thư hệ thống gửi"), about_nothing))

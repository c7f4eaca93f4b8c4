"""Rights on accounts in words: what each permission is called, what each rule says."""

from flask_babel import lazy_gettext as _l

from ecabinet.accounts import delegation_policies
from ecabinet.accounts.delegation_policies import DelegationPermission
from ecabinet.core import rules

NAMES = {
    DelegationPermission.READ: _l("Xem một ủy quyền"),
    DelegationPermission.REVOKE: _l("Thu hồi hoặc trả lại ủy quyền"),
    DelegationPermission.USE: _l("Làm thay theo ủy quyền"),
    DelegationPermission.OVERSEE: _l("Xem mọi ủy quyền"),
}
RULES = {
    delegation_policies.gave_it: _l("Là người ủy quyền"),
    delegation_policies.received_it: _l("Là người được ủy quyền"),
    delegation_policies.oversees: _l("Giữ chức vụ quản trị hệ thống"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)

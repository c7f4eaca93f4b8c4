"""Rights on accounts in words: what each permission is called, what each rule says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.accounts import delegation_policies, policies, sign_in_policies, token_policies
from ecabinet.accounts.delegation_policies import DelegationPermission
from ecabinet.accounts.policies import AccountPermission, UnitPermission
from ecabinet.accounts.sign_in_policies import SignInPermission
from ecabinet.accounts.token_policies import TokenPermission
from ecabinet.core import rules
from ecabinet.core.permissions import Permission, Predicate, is_administrator

NAMES: dict[Permission, Any] = {
    AccountPermission.READ: _l("Biết người trong danh bạ"),
    AccountPermission.MANAGE: _l("Quản lý người dùng, chức vụ"),
    UnitPermission.READ: _l("Biết đơn vị"),
    UnitPermission.MANAGE: _l("Quản lý đơn vị"),
    SignInPermission.READ: _l("Xem lần đăng nhập"),
    SignInPermission.END: _l("Đăng xuất một thiết bị"),
    TokenPermission.READ: _l("Xem mã truy cập"),
    TokenPermission.REVOKE: _l("Thu hồi mã truy cập"),
    TokenPermission.OVERSEE: _l("Xem mã truy cập của mọi người"),
    DelegationPermission.READ: _l("Xem một ủy quyền"),
    DelegationPermission.REVOKE: _l("Thu hồi hoặc trả lại ủy quyền"),
    DelegationPermission.USE: _l("Làm thay theo ủy quyền"),
    DelegationPermission.OVERSEE: _l("Xem mọi ủy quyền"),
}
RULES: dict[Predicate, Any] = {
    is_administrator: _l("Giữ chức vụ quản trị hệ thống"),
    policies.is_colleague: _l("Có tài khoản trong hệ thống"),
    sign_in_policies.is_own: _l("Là người đã đăng nhập"),
    token_policies.owns_it: _l("Là người tạo mã"),
    delegation_policies.gave_it: _l("Là người ủy quyền"),
    delegation_policies.received_it: _l("Là người được ủy quyền"),
}


def name_rights() -> None:
    """Give permissions and rules their words."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)

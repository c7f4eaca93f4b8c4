"""Rights of catalogues in words: what each permission is called, what each rule says."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ecabinet.catalogues import policies
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.core import rules
from ecabinet.core.permissions import Predicate
from ecabinet.core.things import about_nothing, never_chosen, register_things

NAMES = {
    CataloguePermission.READ: _l("Xem danh mục"),
    CataloguePermission.MANAGE: _l("Quản lý danh mục"),
}
RULES: dict[Predicate, Any] = {
    policies.is_signed_in: _l("Có tài khoản trong hệ thống"),
}


def name_rights() -> None:
    """Give permissions and rules their words; every catalogue is as any other."""
    rules.name_permissions(NAMES)
    rules.name_rules(RULES)
    register_things(never_chosen("catalogue", _l("Danh mục"), about_nothing))

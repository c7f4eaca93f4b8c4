"""How retention joins the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.core import permissions, rules
from ecabinet.core.permissions import is_administrator
from ecabinet.core.things import about_nothing, never_chosen, register_things
from ecabinet.retention.policies import POLICIES, RetentionPermission
from ecabinet.retention.routes import api, pages
from ecabinet.web.admin import register_section


def init_retention(app: OpenAPI) -> None:
    """Register the right, its words, the section of the administration, and doors."""
    permissions.register(POLICIES)
    rules.name_permissions({RetentionPermission.READ: _l("Xem thời hạn lưu giữ")})
    register_things(never_chosen("retention", _l("Thời hạn lưu giữ"), about_nothing))
    register_section(
        "retention",
        "retention.index",
        _l("Lưu giữ"),
        _l("Dữ liệu tạm được giữ bao lâu; dữ liệu nào không bao giờ bị xóa."),
        "clock",
        is_administrator,
    )
    app.register_blueprint(pages)
    app.register_api(api)

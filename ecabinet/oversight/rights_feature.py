"""How the explanation of rights joins the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.core import permissions
from ecabinet.core.permissions import is_administrator
from ecabinet.oversight.rights_page_words import name_rights
from ecabinet.oversight.rights_policies import POLICIES
from ecabinet.oversight.routes.api_rights import api
from ecabinet.oversight.routes.rights import pages
from ecabinet.web.admin import register_section


def init_rights(app: OpenAPI) -> None:
    """Register rights, words, the section of the administration, and doors."""
    permissions.register(POLICIES)
    name_rights()
    register_section(
        "rights",
        "rights.explain",
        _l("Quyền"),
        _l("Ai làm được gì, vì sao; ai có một quyền; bảng quyền theo từng phần."),
        "shield",
        is_administrator,
    )
    app.register_blueprint(pages)
    app.register_api(api)

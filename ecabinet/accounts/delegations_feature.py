"""How delegations join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.delegation_policies import POLICIES
from ecabinet.accounts.messages_delegations import MESSAGES, STANDINGS
from ecabinet.accounts.rights_words import name_rights
from ecabinet.accounts.routes.api_delegations import api
from ecabinet.accounts.routes.delegations import administration, choices, may_oversee, pages
from ecabinet.core import permissions
from ecabinet.core.powers import power_words
from ecabinet.web.acting import init_acting, register_acting
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages


def init_delegations(app: OpenAPI) -> None:
    """Register rights, sentences, doors, and what every page shows of acting for others."""
    permissions.register(POLICIES)
    name_rights()
    register_messages(MESSAGES)
    register_acting("home", "streams_api")
    init_acting(app)
    app.register_blueprint(pages)
    app.register_blueprint(administration)
    app.register_api(api)
    app.jinja_env.globals.update(
        acting_choices=choices, power_words=power_words, delegation_standings=STANDINGS
    )
    register_section(
        "delegations",
        "delegations_admin.everybody",
        _l("Ủy quyền"),
        _l("Ai đang làm thay ai, việc gì, đến ngày nào; thu hồi khi cần."),
        "users",
        may_oversee,
    )

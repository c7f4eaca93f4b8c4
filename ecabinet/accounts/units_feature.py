"""How units join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.messages_units import MESSAGES
from ecabinet.accounts.routes import unit_forms
from ecabinet.accounts.routes.api_units import api
from ecabinet.accounts.routes.units import pages
from ecabinet.core.permissions import is_administrator
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages

# Imported for its addresses, which it adds to the blueprint.
PAGES = (unit_forms,)


def init_units(app: OpenAPI) -> None:
    """Register the sentences, the place in the administration, pages and operations."""
    register_messages(MESSAGES)
    register_section(
        "units",
        "units.index",
        _l("Các đơn vị"),
        _l("Cây đơn vị, tên và ký hiệu theo thời gian, sáp nhập, chia tách."),
        "unit",
        is_administrator,
    )
    app.register_blueprint(pages)
    app.register_api(api)

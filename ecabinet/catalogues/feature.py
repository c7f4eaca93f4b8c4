"""How catalogues join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.catalogues.messages import MESSAGES
from ecabinet.catalogues.policies import POLICIES
from ecabinet.catalogues.rights_words import name_rights
from ecabinet.catalogues.routes import api_entries, api_files, page_actions
from ecabinet.catalogues.routes.api import api
from ecabinet.catalogues.routes.pages import pages
from ecabinet.core import permissions
from ecabinet.core.permissions import is_administrator
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages

# Imported for its addresses, which it adds to the blueprint.
OPERATIONS = (api_entries, api_files, page_actions)


def init_catalogues(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    name_rights()
    register_messages(MESSAGES)
    register_section(
        "catalogues",
        "catalogues.index",
        _l("Danh mục"),
        _l("Loại phiên họp, loại văn bản, phòng họp, ngày nghỉ."),
        "ol",
        is_administrator,
    )
    app.register_blueprint(pages)
    app.register_api(api)

"""How accounts join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.current_user import init_current_user
from ecabinet.accounts.messages import MESSAGES
from ecabinet.accounts.messages_sign_in import MESSAGES as SIGN_IN_MESSAGES
from ecabinet.accounts.messages_units import MESSAGES as UNIT_MESSAGES
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.routes.api import api
from ecabinet.accounts.routes.api_sign_in import api as sign_in_api
from ecabinet.accounts.routes.second_step import pages as second_step_pages
from ecabinet.accounts.routes.session import pages
from ecabinet.core import permissions
from ecabinet.web.errors import register_messages


def init_accounts(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    register_messages(MESSAGES)
    register_messages(SIGN_IN_MESSAGES)
    register_messages(UNIT_MESSAGES)
    init_current_user(app)
    app.register_blueprint(pages)
    app.register_blueprint(second_step_pages)
    app.register_api(api)
    app.register_api(sign_in_api)

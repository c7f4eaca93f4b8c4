"""How accounts join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.current_user import init_current_user
from ecabinet.accounts.messages import MESSAGES
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.routes.api import api
from ecabinet.accounts.routes.session import pages
from ecabinet.core import permissions
from ecabinet.web.errors import register_messages


def init_accounts(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    register_messages(MESSAGES)
    init_current_user(app)
    app.register_blueprint(pages)
    app.register_api(api)

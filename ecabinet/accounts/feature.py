"""How accounts join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.current_user import init_current_user
from ecabinet.accounts.delegations_feature import init_delegations
from ecabinet.accounts.messages import MESSAGES
from ecabinet.accounts.messages_units import MESSAGES as UNIT_MESSAGES
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.routes.api import api
from ecabinet.accounts.sign_in_feature import init_sign_in
from ecabinet.accounts.single_sign_on.feature import init_single_sign_on
from ecabinet.accounts.tokens_feature import init_tokens
from ecabinet.core import permissions
from ecabinet.web.errors import register_messages


def init_accounts(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    register_messages(MESSAGES)
    register_messages(UNIT_MESSAGES)
    init_current_user(app)
    init_sign_in(app)
    app.register_api(api)
    init_tokens(app)
    init_delegations(app)
    init_single_sign_on(app)

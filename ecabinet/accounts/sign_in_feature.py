"""How signing in, the account pages and the second factor join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.messages_sign_in import MESSAGES
from ecabinet.accounts.routes import (
    account,
    api_account,
    api_person_access,
    api_sign_in,
    own_factor,
    person_access,
    second_step,
    session,
    set_password,
)
from ecabinet.accounts.sign_in_policies import POLICIES
from ecabinet.core import permissions
from ecabinet.web.errors import register_messages

PAGES = (session, second_step, set_password, account, own_factor, person_access)
OPERATIONS = (api_sign_in, api_account, api_person_access)


def init_sign_in(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    register_messages(MESSAGES)
    for module in PAGES:
        app.register_blueprint(module.pages)
    for operations in OPERATIONS:
        app.register_api(operations.api)

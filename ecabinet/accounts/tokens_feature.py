"""How API tokens join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.routes.api_tokens import api
from ecabinet.accounts.routes.tokens import administration, may_oversee, own
from ecabinet.accounts.token_gate import init_token_gate
from ecabinet.accounts.token_policies import POLICIES
from ecabinet.accounts.token_words import MESSAGES
from ecabinet.core import permissions
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages


def init_tokens(app: OpenAPI) -> None:
    """Register rights, sentences, doors and the gate that asks for scopes."""
    permissions.register(POLICIES)
    register_messages(MESSAGES)
    init_token_gate(app)
    app.register_blueprint(own)
    app.register_blueprint(administration)
    app.register_api(api)
    register_section(
        "tokens",
        "tokens.everybody",
        _l("Mã truy cập"),
        _l("Chương trình nào được thay ai gọi vào hệ thống, và tài liệu API."),
        "key",
        may_oversee,
    )

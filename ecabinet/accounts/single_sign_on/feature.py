"""How single sign-on joins accounts."""

from flask import Flask

from ecabinet.accounts.signing_in import register_password_keeper
from ecabinet.accounts.single_sign_on.keeper import ask_directory
from ecabinet.accounts.single_sign_on.messages import MESSAGES
from ecabinet.accounts.single_sign_on.routes import pages
from ecabinet.web.errors import register_messages
from ecabinet.web.requests import platform


def init_single_sign_on(app: Flask) -> None:
    """Register its sentences and doors, and let the directory be asked for passwords."""
    register_messages(MESSAGES)
    register_password_keeper(ask_directory)
    app.register_blueprint(pages)
    app.jinja_env.globals["provider_label"] = provider_label


def provider_label() -> str:
    """Return what the provider is called on the sign-in page; empty when there is none."""
    oidc = platform().settings.single_sign_on.oidc
    return oidc.label if oidc else ""

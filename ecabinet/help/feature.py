"""How the help joins the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.help.here import page_help
from ecabinet.help.routes.api import api
from ecabinet.help.routes.pages import pages


def init_help(app: OpenAPI) -> None:
    """Register the doors, and "?" on every page."""
    app.jinja_env.globals.update(page_help=page_help, help_url="/help")
    app.register_blueprint(pages)
    app.register_api(api)

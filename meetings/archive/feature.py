"""How archives of meetings join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below
from meetings.archive.routes.api import api
from meetings.archive.routes.pages import pages
from meetings.archive.words import MESSAGES


def init_archive(app: OpenAPI) -> None:
    """Register sentences and doors. Nobody acts for another here: it is one's own file."""
    register_messages(MESSAGES)
    app.register_blueprint(pages)
    stands_below("meetings.index", pages.name)
    app.register_api(api)

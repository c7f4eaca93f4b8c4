"""How minutes join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below
from meetings.minutes.queries.to_approve import minutes_to_approve
from meetings.minutes.routes import api as operations
from meetings.minutes.routes import changing
from meetings.minutes.routes import pages as shown
from meetings.minutes.routes.doors import api, pages
from meetings.minutes.words import MESSAGES, name_minutes_rights
from meetings.routes import needs

# Imported for what they add to the blueprints.
DOORS = (operations, changing, shown)


def init_minutes(app: OpenAPI) -> None:
    """Register sentences, the home page's part, doors; the rest comes with meetings' rules."""
    name_minutes_rights()
    register_acting("minutes", "minutes_api")
    register_messages(MESSAGES)
    home.register_part("minutes_to_approve", minutes_to_approve, needs.minutes_to_approve)
    app.register_blueprint(pages)
    stands_below("meetings.index", pages.name)
    app.register_api(api)

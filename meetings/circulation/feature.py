"""How circulation ballots join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.web import home
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below
from meetings.circulation.queries.lists import to_give_opinion
from meetings.circulation.routes import api as operations
from meetings.circulation.routes import api_flow, changing
from meetings.circulation.routes import pages as shown
from meetings.circulation.routes.doors import api, pages
from meetings.circulation.rules import register_rules
from meetings.circulation.things import register_circulation_things
from meetings.circulation.words import MESSAGES, name_rights
from meetings.routes.needs import circulations

# Imported for what they add to the blueprints.
DOORS = (operations, api_flow, changing, shown)


def init_circulation(app: OpenAPI) -> None:
    """Register rights, sentences, the part of the home page, and doors."""
    register_rules()
    name_rights()
    register_circulation_things()
    register_messages(MESSAGES)
    home.register_part("circulations_waiting", to_give_opinion, circulations)
    app.register_blueprint(pages)
    stands_below("meetings.index", pages.name)
    app.register_api(api)

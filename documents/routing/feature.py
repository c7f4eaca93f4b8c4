"""How routing joins the application."""

from flask_openapi3.openapi import OpenAPI

from documents.routing.queries.lists import count_new
from documents.routing.routes import api as operations
from documents.routing.routes import changing
from documents.routing.routes import pages as shown
from documents.routing.routes.doors import api, pages, slips_of
from documents.routing.rules import register_rules
from documents.routing.things import register_slip_things
from documents.routing.words import MESSAGES, handed_over, name_rights, name_sentences
from ecabinet.accounts import handover
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import register_badge, stands_below
from ecabinet.web.requests import current_actor, frame_session

# Imported for what they add to the blueprints.
DOORS = (operations, changing, shown)


def init_routing(app: OpenAPI) -> None:
    """Register rights, sentences, the badge and doors."""
    register_rules()
    name_rights()
    name_sentences()
    register_slip_things()
    register_messages(MESSAGES)
    register_acting("routing", "routing_api")
    register_badge("documents.index", count_new)
    stands_below("documents.index", pages.name)
    app.jinja_env.globals["slips_waiting"] = lambda: count_new(frame_session(), current_actor())
    app.jinja_env.globals["slips_of"] = slips_of
    handover.name("slips", handed_over)
    app.register_blueprint(pages)
    app.register_api(api)

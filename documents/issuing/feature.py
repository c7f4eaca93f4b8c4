"""How official documents join the application."""

from flask_openapi3.openapi import OpenAPI

from documents.issuing.queries.lists import count_mine
from documents.issuing.routes import api as operations
from documents.issuing.routes import api_signing, changing, checking, key_pages, layouts
from documents.issuing.routes import pages as shown
from documents.issuing.routes.doors import api, pages
from documents.issuing.rules import register_rules
from documents.issuing.things import register_official_things
from documents.issuing.words import MESSAGES, name_rights
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.requests import current_actor, frame_session

# Imported for what they add to the blueprints.
DOORS = (operations, api_signing, changing, checking, key_pages, layouts, shown)


def init_issuing(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    register_rules()
    name_rights()
    register_official_things()
    register_messages(MESSAGES)
    register_acting("issuing", "issuing_api")
    app.jinja_env.globals["official_waiting"] = lambda: count_mine(frame_session(), current_actor())
    app.register_blueprint(pages)
    app.register_api(api)

"""How written opinions join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below
from ecabinet.web.streams import register_stream
from meetings.opinions.live import may_listen_to_opinions
from meetings.opinions.queries.home import opinions_to_reply
from meetings.opinions.routes import api as operations
from meetings.opinions.routes import changing, files
from meetings.opinions.routes import pages as shown
from meetings.opinions.routes.doors import api, pages
from meetings.opinions.telling import STREAM
from meetings.opinions.words import MESSAGES, name_opinion_rights
from meetings.routes import needs

# Imported for what they add to the blueprints.
DOORS = (operations, files, changing, shown)


def init_opinions(app: OpenAPI) -> None:
    """Register sentences, the stream and doors; rights and shelves come with meetings' rules."""
    name_opinion_rights()
    register_acting("opinions", "opinions_api")
    register_messages(MESSAGES)
    home.register_part("opinions_to_reply", opinions_to_reply, needs.opinions_to_reply)
    register_stream(STREAM, may_listen_to_opinions)
    app.register_blueprint(pages)
    stands_below("meetings.index", pages.name)
    app.register_api(api)

"""How the register joins the application."""

from flask_openapi3.openapi import OpenAPI

from documents.register.routes import api as operations
from documents.register.routes import api_numbers, book_files, changing, entering, files
from documents.register.routes import pages as shown
from documents.register.routes.doors import api, pages
from documents.register.rules import register_rules
from documents.register.things import register_book_things
from documents.register.words import MESSAGES, name_rights
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below

# Imported for what they add to the blueprints.
DOORS = (operations, api_numbers, book_files, changing, entering, files, shown)


def init_register(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    register_rules()
    name_rights()
    register_book_things()
    register_messages(MESSAGES)
    register_acting("register", "register_api")
    app.register_blueprint(pages)
    stands_below("documents.index", pages.name)
    app.register_api(api)

"""How the help joins the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.help.here import own_role, page_help, tour_words
from ecabinet.help.queries.tour import own_tour
from ecabinet.help.routes import api_tour, tour
from ecabinet.help.routes.api import api
from ecabinet.help.routes.pages import pages
from ecabinet.web.home import register_part

# Imported for their doors, which they add to the blueprints.
DOORS = (tour, api_tour)


def init_help(app: OpenAPI) -> None:
    """Register the doors, "?" on every page, and the first tour on the home page."""
    register_part("tour", own_tour)
    app.jinja_env.globals.update(
        page_help=page_help, help_url="/help", own_role=own_role, tour_words=tour_words
    )
    app.register_blueprint(pages)
    app.register_api(api)

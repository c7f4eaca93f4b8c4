"""How the search joins the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.search.routes.api import api
from ecabinet.search.routes.pages import URL, pages
from ecabinet.web.acting import register_acting


def init_search(app: OpenAPI) -> None:
    """Register the doors, and the box in the bar of every page."""
    register_acting("search", "search_api")
    app.jinja_env.globals["search_url"] = URL
    app.register_blueprint(pages)
    app.register_api(api)

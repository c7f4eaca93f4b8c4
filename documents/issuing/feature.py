"""How official documents join the application."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_openapi3.openapi import OpenAPI
from sqlalchemy.orm import Session

from documents.issuing.queries.lists import Page, Shelf, count_mine, documents
from documents.issuing.routes import api as operations
from documents.issuing.routes import api_signing, changing, checking, key_pages, layouts
from documents.issuing.routes import pages as shown
from documents.issuing.routes.doors import api, pages
from documents.issuing.rules import register_rules
from documents.issuing.things import register_official_things
from documents.issuing.words import MESSAGES, name_rights
from ecabinet.core.actors import Actor
from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import stands_below
from ecabinet.web.needs import Deed, Waiting
from ecabinet.web.requests import current_actor, frame_session

MOST = 5
# Imported for what they add to the blueprints.
DOORS = (operations, api_signing, changing, checking, key_pages, layouts, shown)


def init_issuing(app: OpenAPI) -> None:
    """Register rights, sentences, the home page's part, and doors."""
    register_rules()
    name_rights()
    register_official_things()
    register_messages(MESSAGES)
    register_acting("issuing", "issuing_api")
    app.jinja_env.globals["official_waiting"] = lambda: count_mine(frame_session(), current_actor())
    home.register_part("official_to_sign", _to_sign, _waiting)
    app.register_blueprint(pages)
    stands_below("documents.index", pages.name)
    app.register_api(api)


def _to_sign(session: Session, actor: Actor) -> Page:
    return documents(session, actor, Shelf.MINE, limit=MOST)


def _waiting(page: Page) -> Iterator[Waiting]:
    title, at = _("Văn bản chờ ký"), "documents/_need_sign.html"
    url = url_for("issuing.index", shelf=Shelf.MINE.value)
    yield Waiting("sign", title, at, Deed.DECIDE, page.rows, len(page.rows), url)

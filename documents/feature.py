"""How documents join the application."""

from flask_openapi3.openapi import OpenAPI

from documents.carried_words import carried_words
from documents.catalogue_words import register_catalogue_words
from documents.guides import routes as guides
from documents.live import may_listen, may_send
from documents.messages import MESSAGES
from documents.notices import register_notices
from documents.policies import POLICIES
from documents.rights_words import name_rights
from documents.routes import (
    carried,
    carried_pages,
    copies,
    files,
    grant_pages,
    grants,
    marks,
    originals,
    papers,
    reading,
    recall,
    summaries,
    uploads,
    version_pages,
    versions,
)
from documents.routes.api import api
from documents.routes.pages import pages, room_words
from documents.rule_set_page import register_rule_set_page
from documents.search_kinds import register_search_kinds
from documents.secrecy import LEVELS
from documents.stamps import stamp_words
from documents.tasks import register_document_jobs
from documents.things import register_paper_things
from ecabinet.core import permissions
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.headers import register_viewer
from ecabinet.web.streams import register_stream

__all__ = ["init_documents", "register_document_jobs"]

# Imported for their operations, which they add to the blueprint.
OPERATIONS = (
    copies,
    carried,
    carried_pages,
    files,
    grant_pages,
    grants,
    marks,
    originals,
    papers,
    reading,
    recall,
    summaries,
    uploads,
    version_pages,
    versions,
)


def init_documents(app: OpenAPI) -> None:
    """Register rights, sentences, the live stream and doors."""
    permissions.register(POLICIES)
    name_rights()
    register_paper_things()
    register_search_kinds()
    app.jinja_env.globals["secrecy_levels"] = LEVELS
    app.jinja_env.globals["paper_stamps"] = stamp_words
    app.jinja_env.globals["room_words"] = room_words
    app.jinja_env.globals["carried_words"] = carried_words
    register_notices()
    register_acting("documents", "documents_api")
    register_viewer("documents.paper")
    register_messages(MESSAGES)
    register_catalogue_words()
    register_rule_set_page()
    register_stream("paper", may_listen, may_send)
    app.register_blueprint(pages)
    app.register_api(api)
    app.register_blueprint(guides.pages)
    app.register_api(guides.api)

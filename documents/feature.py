"""How documents join the application."""

from flask_openapi3.openapi import OpenAPI

from documents.catalogue_words import register_catalogue_words
from documents.live import may_listen
from documents.messages import MESSAGES
from documents.notices import register_notices
from documents.policies import POLICIES
from documents.rights_words import name_rights
from documents.routes import files, marks, papers
from documents.routes.api import api
from documents.routes.pages import pages
from documents.secrecy import LEVELS
from documents.tasks import register_document_jobs
from documents.things import register_paper_things
from ecabinet.core import permissions
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.streams import register_stream

__all__ = ["init_documents", "register_document_jobs"]

# Imported for their operations, which they add to the blueprint.
OPERATIONS = (files, marks, papers)


def init_documents(app: OpenAPI) -> None:
    """Register rights, sentences, the live stream and doors."""
    permissions.register(POLICIES)
    name_rights()
    register_paper_things()
    app.jinja_env.globals["secrecy_levels"] = LEVELS
    register_notices()
    register_acting("documents", "documents_api")
    register_messages(MESSAGES)
    register_catalogue_words()
    register_stream("paper", may_listen)
    app.register_blueprint(pages)
    app.register_api(api)

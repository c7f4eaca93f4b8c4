"""How meetings join the application."""

from flask_babel import ngettext
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts import closing
from ecabinet.core.jobs import Jobs
from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.streams import register_stream
from meetings.catalogue_words import register_catalogue_words
from meetings.live import may_listen
from meetings.messages import MESSAGES
from meetings.queries import listing
from meetings.queries.hanging import meetings_to_come
from meetings.rights_words import name_rights
from meetings.routes import (
    api_conclusions,
    api_minutes,
    api_planning,
    api_session,
    api_votes,
    page_actions,
)
from meetings.routes.doors import api
from meetings.routes.pages import pages
from meetings.rules import register_rules
from meetings.things import register_meeting_things

# Importing these modules puts their operations on the blueprints.
OPERATIONS = (
    api_planning,
    api_session,
    api_votes,
    api_conclusions,
    api_minutes,
    page_actions,
)


def init_meetings(app: OpenAPI) -> None:
    """Register rights, sentences, streams, what others ask of meetings, and doors."""
    register_rules()
    name_rights()
    register_meeting_things()
    register_acting("meetings", "meetings_api")
    register_messages(MESSAGES)
    register_catalogue_words()
    register_stream("meeting", may_listen)
    closing.register("meetings", meetings_to_come, _meetings)
    home.register_part("meetings_now", listing.in_session)
    home.register_part("meetings_today", listing.today)
    app.register_blueprint(pages)
    app.register_api(api)


def _meetings(number: int) -> str:
    return str(ngettext("%(num)s cuộc họp chưa họp xong", "%(num)s cuộc họp chưa họp xong", number))


def register_meeting_jobs(jobs: Jobs) -> None:
    """Register the rules, which the worker asks before it writes a mail; no jobs of our own yet."""
    register_rules()

"""How meetings join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.core.jobs import Jobs
from ecabinet.web import home
from ecabinet.web.errors import register_messages
from ecabinet.web.streams import register_stream
from meetings.live import may_listen
from meetings.messages import MESSAGES
from meetings.queries import listing
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
    register_messages(MESSAGES)
    register_stream("meeting", may_listen)
    home.register_part("meetings_now", listing.in_session)
    home.register_part("meetings_today", listing.today)
    app.register_blueprint(pages)
    app.register_api(api)


def register_meeting_jobs(jobs: Jobs) -> None:
    """Teach the queue the jobs of meetings."""

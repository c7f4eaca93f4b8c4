"""How calendars join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from meetings.calendar.routes import api as reading
from meetings.calendar.routes import api_weeks, line_pages, week_files, week_pages
from meetings.calendar.routes import pages as shown
from meetings.calendar.routes.doors import api, pages
from meetings.calendar.routes.feed import open_address, own
from meetings.calendar.things import register_calendar_things
from meetings.calendar.week_events import register_meetings_beside
from meetings.calendar.words import MESSAGES, name_rights

# Imported for what they add to the blueprints.
DOORS = (reading, api_weeks, week_files, week_pages, line_pages, shown)


def init_calendar(app: OpenAPI) -> None:
    """Register words, things and doors; the rules are registered with those of meetings."""
    name_rights()
    register_messages(MESSAGES)
    register_calendar_things()
    register_meetings_beside()
    register_acting("calendar", "calendar_api")
    for blueprint in (pages, own, open_address):
        app.register_blueprint(blueprint)
    app.register_api(api)

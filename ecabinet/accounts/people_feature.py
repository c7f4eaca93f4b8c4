"""How people and offices join the application."""

from flask_babel import lazy_gettext as _l
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.due import sweep
from ecabinet.accounts.messages_people import MESSAGES
from ecabinet.accounts.routes import (
    api_offices,
    api_people,
    api_people_files,
    colleagues,
    people,
    people_offices,
    people_standing,
)
from ecabinet.accounts.search_kinds import register_search_kinds
from ecabinet.core.jobs import Jobs
from ecabinet.web.admin import register_section
from ecabinet.web.errors import register_messages

# The middle two add their pages to those of `people`.
PAGES = (people, people_offices, people_standing, colleagues)
OPERATIONS = (api_people, api_offices, api_people_files)


def init_people(app: OpenAPI) -> None:
    """Register the sentences, the place in the administration, and the doors."""
    register_messages(MESSAGES)
    register_search_kinds()
    register_section(
        "people",
        "people.index",
        _l("Người"),
        _l("Ai giữ chức vụ gì, từ ngày nào; ai vào được hệ thống."),
        "users",
        people.may_manage,
        also=("person_access",),
    )
    for part in PAGES:
        if part.pages.name not in app.blueprints:
            app.register_blueprint(part.pages)
    for operations in OPERATIONS:
        app.register_api(operations.api)


def register_people_jobs(jobs: Jobs) -> None:
    """Teach the queue what falls due by the calendar."""
    register_search_kinds()
    jobs.register_sweep(sweep)

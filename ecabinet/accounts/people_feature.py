"""How people and offices join the application."""

from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts.due import sweep
from ecabinet.accounts.messages_people import MESSAGES
from ecabinet.accounts.routes.api_people import api
from ecabinet.core.jobs import Jobs
from ecabinet.web.errors import register_messages


def init_people(app: OpenAPI) -> None:
    """Register the sentences and the operations."""
    register_messages(MESSAGES)
    app.register_api(api)


def register_people_jobs(jobs: Jobs) -> None:
    """Teach the queue what falls due by the calendar."""
    jobs.register_sweep(sweep)

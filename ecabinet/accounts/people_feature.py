"""How people and offices join the application."""

from ecabinet.accounts.due import sweep
from ecabinet.accounts.messages_people import MESSAGES
from ecabinet.core.jobs import Jobs
from ecabinet.web.errors import register_messages


def init_people() -> None:
    """Register the sentences."""
    register_messages(MESSAGES)


def register_people_jobs(jobs: Jobs) -> None:
    """Teach the queue what falls due by the calendar."""
    jobs.register_sweep(sweep)

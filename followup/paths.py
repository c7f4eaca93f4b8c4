"""Addresses of follow-up's own pages, for read models that must not reach Flask."""

from datetime import date
from uuid import UUID


def proposal_path(proposal_id: UUID) -> str:
    """Return the page of a proposal; a test holds it against the route."""
    return f"/proposals/{proposal_id}"


def task_path(task_id: UUID) -> str:
    """Return the page of a task; a test holds it against the route."""
    return f"/tasks/{task_id}"


def thread_path(task_id: UUID) -> str:
    """Return the page of what is said about a task; a test holds it against the route."""
    return f"{task_path(task_id)}/messages"


def message_path(task_id: UUID, message_id: UUID) -> str:
    """Return where one message stands, with what was said before it."""
    return f"{thread_path(task_id)}?upto={message_id}#m-{message_id}"


def directive_path(directive_id: UUID) -> str:
    """Return the page of a directive."""
    return f"/directives/{directive_id}"


def report_run_path(report_id: UUID, run_id: UUID) -> str:
    """Return the page of a report on a period; a test holds it against the route."""
    return f"/reports/{report_id}/runs/{run_id}"


def report_run_link(run_id: UUID) -> str:
    """Return an address that leads there, for who knows only the run."""
    return f"/reports/runs/{run_id}"


def weekly_path(monday: date) -> str:
    """Return the page of a week's plans and reports; a test holds it against the route."""
    return f"/weekly?on={monday.isoformat()}"


def weekly_sheet_path(sheet_id: UUID) -> str:
    """Return the page of a weekly plan or report; a test holds it against the route."""
    return f"/weekly/{sheet_id}"


def weekly_edition_link(edition_id: UUID) -> str:
    """Return an address that leads to what was sent, for who knows only its id."""
    return f"/weekly/editions/{edition_id}"


def import_path(import_id: UUID) -> str:
    """Return the page of an import of tasks; a test holds it against the route."""
    return f"/tasks/imports/{import_id}"


def imported_path(import_id: UUID) -> str:
    """Return the list of the tasks that came by an import."""
    return f"/tasks?import_id={import_id}"

"""Addresses of the task list: every figure leads to the rows it counts."""

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from followup.models import Layout
from followup.queries.filters import TaskFilter, TaskScope
from followup.queries.groups import Group

PAGES = {
    Layout.LIST: "followup.tasks",
    Layout.BOARD: "followup.board",
    Layout.TIMELINE: "followup.timeline",
    Layout.CALENDAR: "followup.due_calendar",
}
ALL = {"view": "all"}
"""Said aloud, because the bare list opens what the person keeps as the standard."""


def list_url(wanted: TaskFilter | None = None, at: Layout = Layout.LIST, **changes: Any) -> str:
    """Return the address for `wanted` with `changes`, laid out as `at`, without what is empty."""
    fields = (wanted or TaskFilter()).model_dump(mode="json", exclude_defaults=True) | {
        name: getattr(value, "value", value) for name, value in changes.items()
    }
    given = {
        k: v for k, v in fields.items() if v not in (None, "", False) and (k, v) != ("view", "all")
    }
    if not given and at is Layout.LIST:
        given = ALL
    return url_for(PAGES[at]) + (f"?{urlencode(given)}" if given else "")


def with_label(address: str, label: StrEnum) -> str:
    """Return an address of the list, narrowed to `label`: cheaper than from the filter anew."""
    return f"{address}&label={label.value}"


def narrow_url(wanted: TaskFilter, layout: Layout) -> str:
    """Return the address of the form that narrows the list further."""
    query = list_url(wanted, layout).partition("?")[2]
    return url_for("followup.narrow") + f"?layout={layout.value}" + (f"&{query}" if query else "")


def scope_url(wanted: TaskScope, by: Group) -> str:
    """Return the address of the form that chooses what the dashboard counts."""
    return (
        url_for("followup.dashboard_scope") + "?" + dashboard_url(wanted, by=by).partition("?")[2]
    )


def dashboard_url(wanted: TaskScope, **changes: Any) -> str:
    """Return the address of the dashboard for `wanted` with `changes`."""
    fields = wanted.model_dump(mode="json") | {
        name: getattr(value, "value", value) for name, value in changes.items()
    }
    known = {*TaskScope.model_fields, "by", "order", "after"}
    given = {k: v for k, v in fields.items() if k in known and v not in (None, "", False)}
    return url_for("followup.dashboard") + f"?{urlencode(given)}"

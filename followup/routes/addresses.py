"""Addresses of the task list: every figure leads to the rows it counts."""

from typing import Any
from urllib.parse import urlencode

from flask import url_for

from followup.queries.filters import TaskFilter


def list_url(wanted: TaskFilter | None = None, **changes: Any) -> str:
    """Return the list's address for `wanted` with `changes`; what is empty is left out."""
    fields = (wanted or TaskFilter()).model_dump(mode="json") | {
        name: getattr(value, "value", value) for name, value in changes.items()
    }
    given = {k: v for k, v in fields.items() if v not in (None, "") and (k, v) != ("view", "all")}
    return url_for("followup.tasks") + (f"?{urlencode(given)}" if given else "")

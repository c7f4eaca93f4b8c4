"""The operations of the API by endpoint: name, tag, and the scope a token needs for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_openapi3.openapi import OpenAPI

from ecabinet.core.scopes import scope_of

_CONVERTER = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


@dataclass(frozen=True)
class Operation:
    """One operation as the API document names it. `scope` None: no token opens it."""

    name: str
    tag: str
    method: str
    path: str
    scope: str | None


def operations(app: OpenAPI) -> Mapping[str, Operation]:
    """Return endpoint → operation, gathered once all features have joined."""
    known = app.extensions.get("ecabinet.operations")
    if known is None:
        known = app.extensions["ecabinet.operations"] = _gather(app)
    found: Mapping[str, Operation] = known
    return found


def operation_of(app: OpenAPI, endpoint: str) -> Operation | None:
    """Return the operation behind an endpoint; None for pages and the API document."""
    return operations(app).get(endpoint)


def _gather(app: OpenAPI) -> dict[str, Operation]:
    found: dict[str, Operation] = {}
    for rule in app.url_map.iter_rules():
        path = _CONVERTER.sub(r"{\1}", rule.rule)
        item: Any = app.paths.get(path)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            described = getattr(item, method.lower(), None) if item else None
            if described is not None:
                found[rule.endpoint] = _operation(described, method, path)
    return found


def _operation(described: Any, method: str, path: str) -> Operation:
    name, tag = str(described.operationId), str((described.tags or [""])[0])
    return Operation(name, tag, method, path, scope_of(name, tag, method))

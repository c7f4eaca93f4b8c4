"""The operations of the API by endpoint: name, tag, and the scope a token needs for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_openapi3.openapi import OpenAPI

from ecabinet.core.scopes import scope_of
from ecabinet.web.late_blueprint import Declared, LateBlueprint

_CONVERTER = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


@dataclass(frozen=True)
class Operation(Declared):
    """One operation as the API document names it. `scope` None: no token opens it."""

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
    declared = {
        (one.path, one.method): one
        for blueprint in app.blueprints.values()
        if isinstance(blueprint, LateBlueprint)
        for one in blueprint.declared
    }
    found: dict[str, Operation] = {}
    for rule in app.url_map.iter_rules():
        path = _CONVERTER.sub(r"{\1}", rule.rule)
        for method in rule.methods or ():
            if one := declared.get((path, method)):
                scope = scope_of(one.name, one.tag, method)
                found[rule.endpoint] = Operation(**vars(one), scope=scope)
    return found

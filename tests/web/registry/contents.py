"""What a good client would send with a write: an operation's own example, or a form of a page.

Operations are filled from the API document, so a new one needs nothing here.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from tests.web.registry.doors import Door

# Fields of forms without which a page asks again before it looks at rights.
FORMS: dict[str, dict[str, str]] = {
    "delegations.revoke": {"reason": "Đã về"},
    "delegations_admin.revoke_any": {"reason": "Đã về"},
    "documents.settle_carried": {"choice": "leave_out"},
    "meetings.rename": {"name": "Giao ban tuần"},
}
# What an operation needs although no field alone is required: one end of a series.
NEEDED: dict[str, dict[str, Any]] = {
    "meetings_api.repeat_plan": {"times": 3},
    "meetings_api.preview_days": {"times": 3},
}


def content_of(document: Mapping[str, Any], door: Door, ids: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to send, as the test client takes it; nothing for reading."""
    if not door.writes:
        return {"query_string": query_of(document, door)} if door.is_api else {}
    if not door.is_api:
        return {"data": FORMS.get(door.endpoint, {})}
    kinds = described(document, door).get("requestBody", {}).get("content", {})
    if "application/json" in kinds:
        return {"json": body_of(document, door, ids)}
    return {"data": {"file": (BytesIO(b"%PDF-1.7"), "a.pdf")}} if kinds else {}


def query_of(document: Mapping[str, Any], door: Door) -> dict[str, Any]:
    """Return what a query must name, as the document's examples have it."""
    if door.endpoint.startswith("openapi."):
        return {}
    return NEEDED.get(door.endpoint, {}) | {
        part["name"]: part.get("example", "a")
        for part in described(document, door).get("parameters", ())
        if part["in"] == "query" and part.get("required")
    }


def body_of(document: Mapping[str, Any], door: Door, ids: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields an operation needs, as its example has them, with ids of what exists."""
    content = described(document, door)["requestBody"]["content"]["application/json"]
    example, schema = content["example"], schema_of(document, door)
    needed = {name: example[name] for name in schema.get("required", ())}
    needed |= NEEDED.get(door.endpoint, {})
    return needed | {name: _text(ids[name]) for name in needed if name in ids}


def _text(value: Any) -> Any:
    return [str(part) for part in value] if isinstance(value, list) else str(value)


def schema_of(document: Mapping[str, Any], door: Door) -> Mapping[str, Any]:
    """Return the schema of an operation's JSON."""
    content = described(document, door)["requestBody"]["content"]["application/json"]
    schema: Mapping[str, Any] = content["schema"]
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        schema = document["components"]["schemas"][name]
    return schema


def described(document: Mapping[str, Any], door: Door) -> Mapping[str, Any]:
    """Return what the API document says of an operation."""
    path = door.rule.replace("<uuid:", "{").replace("<int:", "{").replace("<", "{")
    found: Mapping[str, Any] = document["paths"][path.replace(">", "}")][door.method.lower()]
    return found

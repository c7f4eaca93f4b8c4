"""Completes the OpenAPI document: examples, error codes, scopes, all from the code itself."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import force_locale

from ecabinet.core import errors
from ecabinet.core.scopes import ANY
from ecabinet.web.api_errors import Kinds, error_kinds
from ecabinet.web.api_examples import Schemas, example_of
from ecabinet.web.errors import MESSAGES, STATUS
from ecabinet.web.operations import Operation, operations
from ecabinet.web.strict import JSON

PROBLEM_TYPE = "application/problem+json"
PROBLEM_REF = {"$ref": "#/components/schemas/Problem"}
# What any operation may answer, whatever it does.
ALWAYS: Kinds = {
    "signed_out": errors.SignedOut,
    "not_found": errors.NotFound,
    "denied": errors.Denied,
    "invalid": errors.Invalid,
    "token.scope": errors.Denied,
    "token.unknown": errors.SignedOut,
    "token.expired": errors.SignedOut,
    "token.revoked": errors.SignedOut,
    "token.owner_left": errors.SignedOut,
}
WRITES: Kinds = {"request.id_reused": errors.Conflict, "stale": errors.Stale}
# Said by the operation itself: raised by what a view only holds (a throttle, a stream).
DECLARED: Kinds = {"too_many": errors.TooMany, "too_large": errors.TooLarge}
# Refused before any operation reads them; a token needs no CSRF token.
UNREAD = {"json": 400, "csrf": 400, "media_type": 415}
NEEDS_NOBODY = (
    "signed_out", "denied", "not_found", "token.scope",
    "token.unknown", "token.expired", "token.revoked", "token.owner_left",
)  # fmt: skip

Spec = dict[str, Any]


class _Unknown(dict[str, str]):
    """Parameters of a sentence that only a real error fills."""

    def __missing__(self, key: str) -> str:
        return "…"


def complete(app: Any, spec: Spec) -> None:
    """Add to `spec` what the code itself tells of each operation."""
    schemas: Schemas = spec["components"]["schemas"]
    with app.app_context(), force_locale("vi"):
        for endpoint, operation in operations(app).items():
            described = spec["paths"][operation.path][operation.method.lower()]
            _describe(described, operation)
            _give_examples(described, schemas)
            known = codes_of(app.view_functions[endpoint], operation, described)
            _list_errors(described, known, _unread(operation))


def codes_of(view: Any, operation: Operation, described: Spec) -> Kinds:
    """Return code → kind of error for everything the operation may answer."""
    kinds = ALWAYS | (WRITES if operation.method != "GET" else {}) | error_kinds(view)
    if not described.get("x-idempotency-key"):
        kinds = {code: kind for code, kind in kinds.items() if not code.startswith("request.id_")}
    if not described.get("security"):
        kinds = {code: kind for code, kind in kinds.items() if code not in NEEDS_NOBODY}
    return {code: kind for code, kind in kinds.items() if code in MESSAGES}


def sentence_of(code: str) -> str:
    """Return what a person reads with `code`; what only a real error knows is "…"."""
    text = str(MESSAGES[code])
    return text % _Unknown() if "%(" in text else text


def _describe(described: Spec, operation: Operation) -> None:
    text = str(described.get("description", "")).replace("<br/>", "\n")
    described["description"] = text
    described["x-scope"] = operation.scope
    if operation.method != "GET":
        names = [part["name"] for part in described.get("parameters", [])]
        described["x-idempotency-key"] = "Idempotency-Key" in names
    if not described.get("security"):
        described["security"] = []
    elif operation.scope is None:
        described["security"] = [{"session": []}]
    else:
        roles = [] if operation.scope == ANY else [operation.scope]
        described["security"] = [{"bearer": roles}, {"session": []}]


def _give_examples(described: Spec, schemas: Schemas) -> None:
    for parameter in described.get("parameters", []):
        parameter["example"] = example_of(parameter["schema"], schemas, parameter["name"])
    contents = [described.get("requestBody", {}).get("content", {})]
    contents += [answer.get("content", {}) for answer in _successes(described)]
    for content in contents:
        for media in content.values():
            if "schema" in media and not _is_binary(media["schema"]):
                media.setdefault("example", example_of(media["schema"], schemas))


def _successes(described: Spec) -> Iterator[Spec]:
    for status, answer in described["responses"].items():
        if status.startswith("2"):
            yield answer


def _is_binary(schema: Mapping[str, Any]) -> bool:
    return schema.get("format") == "binary"


def _unread(operation: Operation) -> Iterator[str]:
    """Codes of UNREAD that the operation may be answered with."""
    if operation.method == "GET":
        return
    if JSON in operation.media_types:
        yield "json"
    if operation.media_types:
        yield "media_type"
    if not operation.is_open:
        yield "csrf"


def _list_errors(described: Spec, kinds: Kinds, unread: Iterable[str]) -> None:
    """One answer for each status, with an example for each code."""
    by_status: dict[str, dict[str, Any]] = {}
    declared = {
        code: kind for code, kind in DECLARED.items() if str(STATUS[kind]) in described["responses"]
    }
    statuses = {code: STATUS[kind] for code, kind in (declared | kinds).items()}
    statuses |= {code: UNREAD[code] for code in unread}
    for code, status in sorted(statuses.items()):
        text = sentence_of(code)
        by_status.setdefault(str(status), {})[code] = {
            "summary": text,
            "value": problem_example(status, code, text),
        }
    for answered, examples in by_status.items():
        described["responses"][answered] = {
            "description": ", ".join(examples),
            "content": {PROBLEM_TYPE: {"schema": PROBLEM_REF, "examples": examples}},
        }
    for status in [s for s in described["responses"] if s[0] in "45" and s not in by_status]:
        del described["responses"][status]


def problem_example(status: int, code: str, text: str) -> dict[str, Any]:
    """Return the problem details that this code is answered with."""
    made: dict[str, Any] = {
        "type": f"urn:ecabinet:problem:{code}",
        "title": text.split(". ")[0],
        "status": status,
        "detail": text,
        "code": code,
        "instance": "3f9a01c2",
    }
    if code == "invalid":
        made["errors"] = [{"field": "title", "message": str(MESSAGES["invalid"])}]
    return made

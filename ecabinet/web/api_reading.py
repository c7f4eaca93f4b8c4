"""The OpenAPI document as the API page shows it: groups, fields, a call to copy, errors."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ecabinet.core.text import fold
from ecabinet.web.api_examples import REF

Spec = Mapping[str, Any]
DEEPEST = 4
LIMITS = {
    "minLength": "≥",
    "maxLength": "≤",
    "minimum": "≥",
    "maximum": "≤",
    "minItems": "≥",
    "maxItems": "≤",
}


@dataclass(frozen=True)
class Entry:
    """One operation in the list."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    tag: str

    def matches(self, words: str) -> bool:
        """Whether every word stands somewhere in it, with or without diacritics."""
        text = fold(f"{self.name} {self.path} {self.summary} {self.description} {self.method}")
        return all(word in text for word in fold(words).split())


@dataclass(frozen=True)
class FieldRow:
    """One field of a body or answer; nested ones follow with a deeper `depth`."""

    name: str
    depth: int
    type: str
    required: bool
    limits: str
    description: str


@dataclass(frozen=True)
class ErrorRow:
    """One error code with its status."""

    status: str
    code: str


@dataclass(frozen=True)
class Shown:
    """Everything the page of one operation tells."""

    entry: Entry
    scope: str | None
    open_to_all: bool
    once: bool
    parameters: list[Mapping[str, Any]]
    body: list[FieldRow]
    call: str
    status: str
    answer: list[FieldRow]
    answer_example: str
    errors: list[ErrorRow]


def entries(spec: Spec) -> list[Entry]:
    """Return all operations in the order of the document."""
    return [entry for entry, _ in _walk(spec)]


def shown(spec: Spec, name: str, host: str) -> Shown | None:
    """Return the operation called `name`; None when there is none."""
    found = next(((e, o) for e, o in _walk(spec) if e.name == name), None)
    return _shown(spec, *found, host) if found else None


def _walk(spec: Spec) -> Iterator[tuple[Entry, Spec]]:
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            entry = Entry(
                told["operationId"], method.upper(), path, told["summary"],
                told["description"], told["tags"][0],
            )  # fmt: skip
            yield entry, told


def _shown(spec: Spec, entry: Entry, told: Spec, host: str) -> Shown:
    schemas = spec["components"]["schemas"]
    body = _media(told.get("requestBody", {}))
    status, answer = next((s, a) for s, a in told["responses"].items() if s.startswith("2"))
    answered = _media(answer)
    return Shown(
        entry=entry,
        scope=told["x-scope"],
        open_to_all=not told["security"],
        once=not told.get("x-idempotency-key", True),
        parameters=[
            {**part, "type": type_words(part["schema"], schemas)}
            for part in told.get("parameters", [])
        ],
        body=list(_fields(body[1].get("schema", {}), schemas)),
        call=_call(entry, told, body, host),
        status=status,
        answer=list(_fields(answered[1].get("schema", {}), schemas)),
        answer_example=_pretty(answered[1].get("example")),
        errors=[
            ErrorRow(s, code)
            for s, a in sorted(told["responses"].items())
            if s[0] in "45"
            for code in _media(a)[1].get("examples", {})
        ],
    )


def _media(holder: Spec) -> tuple[str, Spec]:
    content: Mapping[str, Spec] = holder.get("content") or {}
    return next(iter(content.items()), ("", {}))


def _pretty(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)


def type_words(schema: Spec, schemas: Spec) -> str:
    """Return the type in one short word or two, as "uuid | null" or "string[]"."""
    if "$ref" in schema:
        target = schemas[schema["$ref"].removeprefix(REF)]
        return (
            type_words(target, schemas) if "enum" in target else str(target.get("title", "object"))
        )
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " | ".join(dict.fromkeys(type_words(part, schemas) for part in schema[key]))
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = schema.get("format") or schema.get("type", "any")
    if kind == "array":
        return f"{type_words(schema.get('items', {}), schemas)}[]"
    return str(kind)


def _fields(schema: Spec, schemas: Spec, depth: int = 0) -> Iterator[FieldRow]:
    schema = _solid(schema, schemas)
    for name, part in (schema.get("properties") or {}).items():
        inner = _solid(part, schemas)
        yield FieldRow(
            name=name,
            depth=depth,
            type=type_words(part, schemas),
            required=name in schema.get("required", ()),
            limits=" ".join(f"{sign} {inner[k]:g}" for k, sign in LIMITS.items() if k in inner),
            description=str(part.get("description", "")),
        )
        if depth < DEEPEST:
            yield from _fields(inner.get("items", inner), schemas, depth + 1)


def _solid(schema: Spec, schemas: Spec) -> Spec:
    """Follow references and leave out "or null"."""
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = schemas[schema["$ref"].removeprefix(REF)]
        else:
            schema = next((p for p in schema["anyOf"] if p.get("type") != "null"), {})
    return schema


def _call(entry: Entry, told: Spec, body: tuple[str, Spec], host: str) -> str:
    address, query = f"{host}{entry.path}", []
    for part in told.get("parameters", []):
        if part["in"] == "path":
            address = address.replace(f"{{{part['name']}}}", str(part["example"]))
        elif part["in"] == "query" and part.get("required"):
            query.append(f"{part['name']}={part['example']}")
    address += f"?{'&'.join(query)}" if query else ""
    lines = [f"curl -X {entry.method} {shlex.quote(address)}"]
    if told["security"]:
        bearer = told["x-scope"] is not None
        lines.append(
            '-H "Authorization: Bearer $TOKEN"'
            if bearer
            else '-b "ecabinet=$SESSION" -H "X-CSRFToken: $CSRF"'
        )
    if told.get("x-idempotency-key"):
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    return " \\\n  ".join([*lines, *_payload(*body)])


def _payload(media: str, told: Spec) -> Iterator[str]:
    example = told.get("example")
    if media.startswith("multipart/") and isinstance(example, Mapping):
        for name, value in example.items():
            said = "@to-trinh.pdf" if name.startswith("file") else str(value)
            yield f"-F {shlex.quote(f'{name}={said}')}"
    elif example is not None:
        yield "-H 'Content-Type: application/json'"
        yield f"-d {shlex.quote(json.dumps(example, ensure_ascii=False))}"

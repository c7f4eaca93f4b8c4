"""Examples for the API document, made from its schemas: each operation shows a call and an answer.

A field's own `examples` come first, then its default, then what its name suggests, then its type.
The same schema always gives the same example.
"""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]
Schemas = Mapping[str, Schema]

DEPTH = 8
_NAMESPACE = uuid.UUID("01900000-0000-7000-8000-000000000000")
REF = "#/components/schemas/"

# What a text of this name would say in an office; the first that fits the limits is taken.
WORDS: dict[str, Sequence[str]] = {
    "title": ("Hội nghị Ban Thường vụ tháng 12", "Họp"),
    "name": ("Nguyễn Văn An", "An"),
    "username": ("nguyenvanan", "an"),
    "text": ("Thống nhất chủ trương, giao Văn phòng theo dõi.",),
    "note": ("Đã bổ sung số liệu quý IV.",),
    "reason": ("Điều chỉnh theo ý kiến của Thường trực.",),
    "question": ("Thông qua dự thảo nghị quyết?",),
    "symbol": ("12-CT/TU",),
    "code": ("VPTU", "vptu", "K7QF-29MD-X4PA"),
    "email": ("an.nguyen@vinhphuc.example",),
    "phone": ("0912 345 678",),
    "place": ("Phòng họp số 1",),
    "role": ("official",),
    "filename": ("to-trinh.pdf",),
    "media_type": ("application/pdf",),
    "language": ("vi",),
    "address": ("10.20.0.14",),
    "stream": ("meeting:01900000-0000-7000-8000-000000000000:all",),
    "password": ("mot cau dai de nho",),
    "color": ("#c8102e",),
    "url": ("/tasks",),
    "type": ("meeting.called",),
    "Idempotency-Key": ("7c1f5a52-0f7e-4a52-9f5e-0d5f3a2b9c11",),
    "kind": ("regular",),
    "sentence": ("Thông qua: 12/15 thành viên tán thành.",),
    "action": ("paper.downloaded",),
    "sha256": ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",),
    "subject_id": ("01900000-0000-7000-8000-000000000000",),
    "after": ("01900000-0000-7000-8000-000000000000",),
}
FALLBACKS = ("Nội dung", "noi-dung", "a1", "A1", "123456", "0", "x" * 64, "#c8102e", "2026-12")
FORMATS: dict[str, str] = {
    "date": "2026-12-15",
    "date-time": "2026-12-15T08:00:00+07:00",
    "time": "08:00:00",
    "duration": "PT45M",
    "binary": "…",
    "email": "an.nguyen@vinhphuc.example",
}


def example_of(schema: Schema, schemas: Schemas, name: str = "", depth: int = 0) -> Any:
    """Return a plausible value for `schema`; `name` is that of the field it belongs to."""
    if "$ref" in schema:
        target = str(schema["$ref"]).removeprefix(REF)
        return example_of(schemas[target], schemas, name, depth)
    given = _given(schema)
    if given is not None:
        return given
    for key in ("allOf", "anyOf", "oneOf"):
        if key in schema:
            return example_of(_choice(schema[key], depth), schemas, name, depth)
    make = _BY_TYPE.get(_type_of(schema))
    return make(schema, schemas, name, depth) if make else None


def _given(schema: Schema) -> Any:
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    default = schema.get("default")
    return default if default not in (None, "", [], {}) else None


def _choice(options: Sequence[Schema], depth: int) -> Schema:
    """The first that is not null; deep down null, so that trees end."""
    solid = [option for option in options if option.get("type") != "null"]
    if depth >= DEPTH and len(solid) < len(options):
        return {"type": "null"}
    return solid[0] if solid else options[0]


def _type_of(schema: Schema) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        return next((k for k in kind if k != "null"), "null")
    return kind or ("object" if "properties" in schema else "string" if "format" in schema else "")


def _object(schema: Schema, schemas: Schemas, name: str, depth: int) -> Any:
    fields: Schema = schema.get("properties") or {}
    made = {key: example_of(part, schemas, key, depth + 1) for key, part in fields.items()}
    extra = schema.get("additionalProperties")
    if not fields and isinstance(extra, Mapping) and depth < DEPTH:
        return {"key": example_of(extra, schemas, name, depth + 1)}
    return made


def _array(schema: Schema, schemas: Schemas, name: str, depth: int) -> Any:
    if "prefixItems" in schema:
        return [example_of(part, schemas, name, depth + 1) for part in schema["prefixItems"]]
    least = schema.get("minItems", 0)
    if depth >= DEPTH and not least:
        return []
    one = example_of(schema.get("items") or {"type": "string"}, schemas, _single(name), depth + 1)
    return [one] * max(1, least)


def _single(name: str) -> str:
    return name.removesuffix("s")


def _string(schema: Schema, _schemas: Schemas, name: str, _depth: int) -> str:
    kind = schema.get("format", "")
    if kind == "uuid":
        return str(uuid.uuid5(_NAMESPACE, name))
    if kind in FORMATS:
        return FORMATS[kind]
    words = next(
        (w for key, w in WORDS.items() if name == key or name.endswith(f"_{key.lower()}")), ()
    )
    candidates = [*words, *FALLBACKS]
    return next((text for text in candidates if _fits(text, schema)), candidates[0])


def _fits(text: str, schema: Schema) -> bool:
    within = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
    pattern = schema.get("pattern")
    return within and (pattern is None or re.search(pattern, text) is not None)


def _number(schema: Schema, _schemas: Schemas, name: str, _depth: int) -> float:
    wished: float = {"percent": 60, "page": 1, "minutes": 30, "revision": 1}.get(name, 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    high = schema.get("maximum", schema.get("exclusiveMaximum", wished + 2) - 1)
    value = max(low, min(high, wished))
    return value if schema.get("type") == "number" else int(value)


_BY_TYPE: dict[str, Callable[[Schema, Schemas, str, int], Any]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": lambda *_: True,
}

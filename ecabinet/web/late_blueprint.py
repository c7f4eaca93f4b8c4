"""Blueprints of the API that describe their operations when the document is asked for.

flask-openapi3 describes each operation as it is declared: half of the time in which the product
started went there, in every process, the worker too, which serves no API.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.types import ParametersTuple
from flask_openapi3.utils import parse_parameters, parse_rule

from ecabinet.web.described import described_once


@dataclass(frozen=True)
class Declared:
    """What is known of an operation without describing it."""

    name: str
    tag: str
    method: str
    path: str
    media_types: frozenset[str]
    """Kinds of content that it reads; empty when it needs no body."""
    is_open: bool
    """Whether nobody need be signed in: it said so itself (`security=[]`)."""


class LateBlueprint(APIBlueprint):
    """Its `paths`, `tags` and `components_schemas` are empty until `describe`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared: list[Declared] = []
        self._waiting: list[Callable[[], ParametersTuple]] = []

    def describe(self) -> None:
        """Describe what is not described yet."""
        while self._waiting:
            self._waiting.pop(0)()

    def _collect_openapi_info(self, rule: str, func: Any, **told: Any) -> ParametersTuple:
        describe = super()._collect_openapi_info
        self._waiting.append(lambda: describe(rule, func, **told))
        read = parse_parameters(func, doc_ui=False)
        _describe_once(*read)
        self.declared.append(
            Declared(
                name=told["operation_id"],
                tag=[*(told["tags"] or ()), *self.abp_tags][0].name,
                method=told["method"].value,
                path=parse_rule(rule, url_prefix=self.url_prefix),
                media_types=frozenset((*_media(*read), *_told(told))),
                is_open=told["security"] == [],
            )
        )
        return read


def _describe_once(header: Any, cookie: Any, path: Any, query: Any, form: Any, *_rest: Any) -> None:
    for model in (header, query, form):
        if model is not None:
            described_once(model)


def _told(told: Mapping[str, Any]) -> Iterable[str]:
    """Kinds of content that an operation only names, because it reads them itself."""
    content: Mapping[str, Any] = (
        (told["openapi_extensions"] or {}).get("requestBody", {}).get("content", {})
    )
    return content


def _media(
    header: Any, cookie: Any, path: Any, query: Any, form: Any, body: Any, raw: Any
) -> Iterator[str]:
    if form:
        yield "multipart/form-data"
    if body:
        yield "application/json"
    if raw:
        yield from raw.mimetypes
